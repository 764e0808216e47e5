#include "ui/pages/record_views.h"

#include "core/console/home.h"

#include <QCoreApplication>

namespace qm::pages {
namespace {

using model::Entity;

struct ShippedView
{
    Entity entity;
    const char* key;
    const char* words;
    const char* filter;
    const char* sort;
};

// Filters in their text form, so that the command line shows the same records for the same words. A view of what fails
// a rule names the rule: a tab and a finding that say the same count the same.
constexpr ShippedView shipped[] = {
    {Entity::Person, "all", QT_TRANSLATE_NOOP("view", "All"), "", ""},
    {Entity::Person, "active", QT_TRANSLATE_NOOP("view", "Active"), "status in (active, on-leave, leaving)", ""},
    {Entity::Person, "upcoming", QT_TRANSLATE_NOOP("view", "Upcoming"), "status = upcoming", "start"},
    {Entity::Person, "leaving", QT_TRANSLATE_NOOP("view", "Leaving"), "status = leaving", "last-working-day"},
    {Entity::Person, "left", QT_TRANSLATE_NOOP("view", "Left"), "status = left", ""},
    {Entity::Person, "contractors", QT_TRANSLATE_NOOP("view", "Contractors"), "type = contractor and status != left", ""},
    {Entity::Device, "all", QT_TRANSLATE_NOOP("view", "All"), "", ""},
    {Entity::Device, "in-use", QT_TRANSLATE_NOOP("view", "In use"), "status = in-use", ""},
    {Entity::Device, "in-stock", QT_TRANSLATE_NOOP("view", "In stock"), "status = in-stock", ""},
    {Entity::Device, "past-refresh", QT_TRANSLATE_NOOP("view", "Past refresh"), "refresh-due < today and status = in-use", "refresh-due"},
    {Entity::Device, "not-encrypted", QT_TRANSLATE_NOOP("view", "Not encrypted"), "rule device-not-encrypted", ""},
    {Entity::Device, "not-seen", QT_TRANSLATE_NOOP("view", "Not seen for 30 days"), "rule device-not-seen", "last-seen"},
    {Entity::Device, "with-leavers", QT_TRANSLATE_NOOP("view", "With leavers"), "rule device-with-leaver", ""},
    {Entity::App, "all", QT_TRANSLATE_NOOP("view", "All"), "", ""},
    {Entity::App, "in-review", QT_TRANSLATE_NOOP("view", "In review"), "state = in-review", ""},
    {Entity::App, "no-owner", QT_TRANSLATE_NOOP("view", "Without an owner"), "owner is empty", ""},
    {Entity::App, "owner-leaves", QT_TRANSLATE_NOOP("view", "Owner leaves"), "owner.status in (leaving, left)", ""},
    {Entity::App, "by-hand", QT_TRANSLATE_NOOP("view", "Closed by hand"), "offboarding = delegated", ""},
    {Entity::App, "ai", QT_TRANSLATE_NOOP("view", "AI tools"), "ai = true", ""},
    {Entity::App, "ai-not-reviewed", QT_TRANSLATE_NOOP("view", "AI not reviewed"), "rule ai-not-reviewed", ""},
    {Entity::LicenceLine, "all", QT_TRANSLATE_NOOP("view", "All"), "", ""},
    {Entity::LicenceLine, "seats", QT_TRANSLATE_NOOP("view", "By seat"), "metric = seat", ""},
    {Entity::LicenceLine, "ending", QT_TRANSLATE_NOOP("view", "Ends in 90 days"), "end >= today and end <= today+90d", "end"},
    {Entity::LicenceLine, "no-contract", QT_TRANSLATE_NOOP("view", "Without a contract"), "contract is empty", ""},
    {Entity::Contract, "all", QT_TRANSLATE_NOOP("view", "All"), "", "deadline"},
    {Entity::Contract, "soon", QT_TRANSLATE_NOOP("view", "Deadline in 90 days"), "deadline >= today and deadline <= today+90d", "deadline"},
    {Entity::Contract, "missed", QT_TRANSLATE_NOOP("view", "Missed"), "deadline < today and decision = open", "deadline"},
    {Entity::Contract, "open", QT_TRANSLATE_NOOP("view", "Open"), "decision = open", "deadline"},
    {Entity::Account, "all", QT_TRANSLATE_NOOP("view", "All"), "", ""},
    {Entity::Account, "active", QT_TRANSLATE_NOOP("view", "Active"), "state = active", ""},
    {Entity::Account, "orphans", QT_TRANSLATE_NOOP("view", "Without a person"), "rule account-without-person", ""},
    {Entity::Account, "shared", QT_TRANSLATE_NOOP("view", "Shared"), "shared = true", ""},
    {Entity::Account, "leavers", QT_TRANSLATE_NOOP("view", "Leavers"), "rule leaver-with-account", ""},
};

QString viewWord(const char* words)
{
    return QCoreApplication::translate("view", words);
}

model::Filter filterOf(const ShippedView& view)
{
    const QString text = QString::fromLatin1(view.filter);
    if (text.isEmpty())
        return {};
    constexpr QLatin1String rule("rule ");
    if (text.startsWith(rule)) {
        const auto& policies = console::shippedPolicies();
        const auto policy = std::find_if(policies.begin(), policies.end(), [&](const auto& each) { return each.id == text.mid(rule.size()); });
        Q_ASSERT(policy != policies.end());
        return policy->filter;
    }
    const auto filter = model::Filter::fromText(text);
    Q_ASSERT(filter);
    return filter.value_or(model::Filter());
}

} // namespace

QList<RecordView> shippedViews(Entity entity)
{
    QList<RecordView> views;
    for (const ShippedView& each : shipped) {
        if (each.entity != entity)
            continue;
        views.append({QString::fromLatin1(each.key), viewWord(each.words), filterOf(each), QString::fromLatin1(each.sort)});
    }
    if (views.isEmpty())
        views.append({QStringLiteral("all"), viewWord(QT_TRANSLATE_NOOP("view", "All")), {}, {}});
    return views;
}

QString entityIcon(Entity entity)
{
    switch (entity) {
    case Entity::Company: return QStringLiteral("building");
    case Entity::Site: return QStringLiteral("building");
    case Entity::Department: return QStringLiteral("users");
    case Entity::Vendor: return QStringLiteral("building");
    case Entity::Source: return QStringLiteral("plug");
    case Entity::Person: return QStringLiteral("user");
    case Entity::Device: return QStringLiteral("laptop");
    case Entity::App: return QStringLiteral("app");
    case Entity::Contract: return QStringLiteral("file-text");
    case Entity::LicenceLine: return QStringLiteral("layers");
    case Entity::Account: return QStringLiteral("key");
    case Entity::InvoiceLine: return QStringLiteral("receipt");
    case Entity::Run: return QStringLiteral("play");
    case Entity::Step: return QStringLiteral("list-checks");
    default: return QStringLiteral("file-text");
    }
}

EmptyWords emptyWords(Entity entity)
{
    const auto words = [entity](const char* title, const char* text) { return EmptyWords{entityIcon(entity), QCoreApplication::translate("empty", title), QCoreApplication::translate("empty", text)}; };
    switch (entity) {
    case Entity::Person:
        return words(QT_TRANSLATE_NOOP("empty", "No people yet"), QT_TRANSLATE_NOOP("empty", "People hold devices, accounts and licences. Import your list from HR or add the first person by hand."));
    case Entity::Device:
        return words(QT_TRANSLATE_NOOP("empty", "No devices yet"), QT_TRANSLATE_NOOP("empty", "Laptops, phones and everything else with a serial number. Import an inventory or add the first device by hand."));
    case Entity::App:
        return words(QT_TRANSLATE_NOOP("empty", "No apps yet"), QT_TRANSLATE_NOOP("empty", "Every service that somebody signs in to, with its owner. Import a list or add the first app by hand."));
    case Entity::LicenceLine:
        return words(QT_TRANSLATE_NOOP("empty", "No licence lines yet"), QT_TRANSLATE_NOOP("empty", "What is bought: seats, their price and their term. Spend and savings follow from them."));
    case Entity::Contract:
        return words(QT_TRANSLATE_NOOP("empty", "No contracts yet"), QT_TRANSLATE_NOOP("empty", "Terms and notice periods. Quartermaster works out the last day to cancel and reminds in time."));
    case Entity::Account:
        return words(QT_TRANSLATE_NOOP("empty", "No accounts yet"), QT_TRANSLATE_NOOP("empty", "Who can sign in where. Connect a service or import its list of users."));
    case Entity::Source:
        return words(QT_TRANSLATE_NOOP("empty", "No connections yet"), QT_TRANSLATE_NOOP("empty", "A connection reads people and accounts from a service. Until then files and forms do."));
    default:
        return words(QT_TRANSLATE_NOOP("empty", "Nothing here yet"), QT_TRANSLATE_NOOP("empty", "Import a file or add the first record by hand."));
    }
}

} // namespace qm::pages
