#include "ui/models/situation.h"

#include <QCoreApplication>

namespace qm::models {
namespace {

using base::Id;
using format::Cell;
using format::State;
using model::Entity;
using model::Record;

constexpr int unseenAfterDays = 30;
constexpr int urgentDays = 7;
constexpr int pressingDays = 14;
constexpr int soonDays = 90;

QString said(const char* words)
{
    return QCoreApplication::translate("situation", words);
}

Cell iconPill(State state, const QString& icon, const QString& words)
{
    Cell cell = format::pill(state, words);
    cell.iconName = icon;
    return cell;
}

bool isFalse(const model::Value& value)
{
    const bool* known = std::get_if<bool>(&value);
    return known && !*known;
}

QDate dateOf(const Record& record, QStringView field)
{
    const auto* date = std::get_if<QDate>(&record.value(field));
    return date ? *date : QDate();
}

Cell holderSituation(const Record& holder, const Cell& plain)
{
    const QString status = holder.text(u"status");
    if (status == QLatin1String("left"))
        return format::pill(State::Act, said(QT_TRANSLATE_NOOP("situation", "With leaver")));
    if (status == QLatin1String("leaving"))
        return format::pill(State::Attention, said(QT_TRANSLATE_NOOP("situation", "Holder leaves")));
    return plain;
}

Cell inUseCell(const Record& device, const CellContext& context, const Cell& plain)
{
    if (isFalse(device.value(u"encrypted")))
        return iconPill(State::Act, QStringLiteral("unlock"), said(QT_TRANSLATE_NOOP("situation", "Not encrypted")));
    const Record* holder = context.book->person(device.reference(u"holder"));
    const Cell withHolder = holder ? holderSituation(*holder, plain) : plain;
    const auto* seen = std::get_if<QDateTime>(&device.value(u"last-seen"));
    if (withHolder.state == State::Ok && seen && seen->daysTo(context.now) > unseenAfterDays)
        return format::pill(State::Unknown, said(QT_TRANSLATE_NOOP("situation", "Not seen")));
    return withHolder;
}

Cell deviceStatus(const Record& device, const CellContext& context, const Cell& plain)
{
    const QString status = device.text(u"status");
    if (status == QLatin1String("in-use"))
        return inUseCell(device, context, format::pill(State::Ok, plain.text));
    static const QHash<QString, std::pair<State, QString>> looks = {
        {QStringLiteral("in-stock"), {State::Plain, QStringLiteral("box")}},
        {QStringLiteral("ordered"), {State::Info, QStringLiteral("truck")}},
        {QStringLiteral("in-transit"), {State::Info, QStringLiteral("truck")}},
        {QStringLiteral("in-repair"), {State::Attention, QStringLiteral("wrench")}},
        {QStringLiteral("lost"), {State::Act, QStringLiteral("octagon-alert")}},
        {QStringLiteral("retired"), {State::Exempt, QStringLiteral("circle-slash")}}};
    const auto look = looks.constFind(status);
    return look == looks.constEnd() ? plain : iconPill(look->first, look->second, plain.text);
}

Cell personStatus(const Record& person, const CellContext& context, const Cell& plain)
{
    const QString status = person.text(u"status");
    if (status == QLatin1String("active"))
        return format::pill(State::Ok, plain.text);
    if (status == QLatin1String("left"))
        return format::pill(State::Exempt, plain.text);
    if (status == QLatin1String("on-leave"))
        return iconPill(State::Plain, QStringLiteral("pause"), plain.text);
    const QDate today = context.now.toLocalTime().date();
    if (status == QLatin1String("upcoming"))
        return iconPill(State::Info, QStringLiteral("user-plus"), said(QT_TRANSLATE_NOOP("situation", "Starts %1")).arg(format::dayWord(dateOf(person, u"start"), today)));
    const QDate last = dateOf(person, u"last-working-day");
    if (status != QLatin1String("leaving") || !last.isValid())
        return plain;
    const State state = today.daysTo(last) <= urgentDays ? State::Attention : State::Info;
    return iconPill(state, QStringLiteral("user-minus"), last == today ? said(QT_TRANSLATE_NOOP("situation", "Leaves today")) : said(QT_TRANSLATE_NOOP("situation", "Leaves %1")).arg(format::dayWord(last, today)));
}

/// A date that somebody must act on: with the days that are left, while the decision is open.
Cell contractDate(const Record& contract, QDate date, const CellContext& context)
{
    const QDate today = context.now.toLocalTime().date();
    const int days = static_cast<int>(today.daysTo(date));
    const QString decision = contract.text(u"decision");
    const bool isDecided = decision != QLatin1String("open") && !decision.isEmpty();
    if (isDecided || days > soonDays)
        return format::figure(format::dateWord(date));
    const State state = days < 0 ? State::Plain : days <= urgentDays ? State::Act : State::Attention;
    return format::figure(QStringLiteral("%1 \u00b7 %2").arg(format::dateWord(date), format::daysLeftWord(days)), state);
}

Cell decisionCell(const Record& contract, const CellContext& context, const Cell& plain)
{
    if (contract.text(u"decision") != QLatin1String("open"))
        return format::pill(State::Ok, plain.text);
    const QDate today = context.now.toLocalTime().date();
    const QDate deadline = dateOf(contract, u"deadline");
    const QDate decide = dateOf(contract, u"decide-by");
    if (deadline.isValid() && deadline < today)
        return format::pill(State::Act, said(QT_TRANSLATE_NOOP("situation", "Deadline missed")));
    if (decide.isValid() && decide <= today)
        return format::pill(today.daysTo(deadline) <= pressingDays ? State::Act : State::Attention, said(QT_TRANSLATE_NOOP("situation", "Decide now")));
    return format::pill(State::Plain, plain.text); // the deadline's own colour says how near it is
}

Cell accountPerson(const Record& account, const CellContext& context, const Cell& plain)
{
    if (const bool* shared = std::get_if<bool>(&account.value(u"shared")); shared && *shared)
        return iconPill(State::Plain, QStringLiteral("users"), said(QT_TRANSLATE_NOOP("situation", "Shared")));
    const Id person = account.reference(u"person");
    if (!person.isValid())
        return format::unknown(said(QT_TRANSLATE_NOOP("situation", "Nobody known")));
    Q_UNUSED(context);
    return plain;
}

Cell accountState(const Record& account, const CellContext& context, const Cell& plain)
{
    const QString state = account.text(u"state");
    if (state.isEmpty())
        return format::unknown(said(QT_TRANSLATE_NOOP("situation", "Not told")));
    if (state != QLatin1String("active"))
        return format::pill(State::Exempt, plain.text);
    const Record* person = context.book->person(account.reference(u"person"));
    if (person && person->text(u"status") == QLatin1String("left"))
        return format::pill(State::Act, said(QT_TRANSLATE_NOOP("situation", "Open for a leaver")));
    return format::pill(State::Ok, plain.text);
}

Cell ageCell(const model::Value& value, const CellContext& context)
{
    const auto* seen = std::get_if<QDateTime>(&value);
    return seen ? format::figure(format::ageWord(*seen, context.now)) : format::empty();
}

Cell overdueCell(QDate date, const CellContext& context)
{
    const bool past = date.isValid() && date < context.now.toLocalTime().date();
    return date.isValid() ? format::figure(format::dateWord(date), past ? State::Attention : State::Plain) : format::empty();
}

Cell deviceCell(const Record& record, const QString& key, const CellContext& context, const Cell& plain)
{
    if (key == QLatin1String("status"))
        return deviceStatus(record, context, plain);
    if (key == QLatin1String("refresh-due"))
        return overdueCell(dateOf(record, u"refresh-due"), context);
    return plain;
}

/// Why a contract has no last day to cancel: it needs none, or what it follows from is not known.
Cell withoutDeadline(const Record& contract)
{
    if (contract.text(u"renewal") == QLatin1String("never"))
        return format::quiet(said(QT_TRANSLATE_NOOP("situation", "No notice needed")));
    return format::unknown(said(QT_TRANSLATE_NOOP("situation", "Term unknown")));
}

Cell contractCell(const Record& record, const QString& key, const CellContext& context, const Cell& plain)
{
    if (key == QLatin1String("decision"))
        return decisionCell(record, context, plain);
    if (key == QLatin1String("deadline") || key == QLatin1String("decide-by")) {
        const QDate date = dateOf(record, key);
        return date.isValid() ? contractDate(record, date, context) : withoutDeadline(record);
    }
    return plain;
}

Cell accountCell(const Record& record, const QString& key, const CellContext& context, const Cell& plain)
{
    if (key == QLatin1String("person"))
        return accountPerson(record, context, plain);
    return key == QLatin1String("state") ? accountState(record, context, plain) : plain;
}

Cell appState(const Record& app, const Cell& plain)
{
    static const QHash<QString, State> states = {{QStringLiteral("approved"), State::Ok}, {QStringLiteral("in-review"), State::Info}, {QStringLiteral("conditions"), State::Attention}, {QStringLiteral("closed"), State::Exempt}};
    const QString state = app.text(u"state");
    return state.isEmpty() ? format::unknown(said(QT_TRANSLATE_NOOP("situation", "Not decided"))) : format::pill(states.value(state, State::Plain), plain.text);
}

Cell titleCell(const Record& record, const QString& words)
{
    if (record.entity == Entity::Person)
        return format::person(words);
    return record.entity == Entity::App || record.entity == Entity::Vendor ? format::tile(words) : format::strong(words);
}

Cell entityCell(const Record& record, const QString& key, const CellContext& context, const Cell& plain)
{
    switch (record.entity) {
    case Entity::Device: return deviceCell(record, key, context, plain);
    case Entity::Person: return key == QLatin1String("status") ? personStatus(record, context, plain) : plain;
    case Entity::Contract: return contractCell(record, key, context, plain);
    case Entity::Account: return accountCell(record, key, context, plain);
    case Entity::App: return key == QLatin1String("state") ? appState(record, plain) : plain;
    default: return plain;
    }
}

} // namespace

Cell situationCell(const Record& record, int field, const CellContext& context)
{
    const model::EntityDescription& description = model::describe(record.entity);
    const model::Field& described = description.field(field);
    const model::Value& value = record.at(field);
    if (field == description.titleField)
        return titleCell(record, model::titleOf(record));
    if (described.key == QLatin1String("last-seen") || described.key == QLatin1String("last-used"))
        return ageCell(value, context);
    const Cell plain = format::cellOf(described, value, context.book->titles());
    return entityCell(record, described.key, context, plain);
}

QStringList defaultColumns(Entity entity)
{
    static const QHash<int, const char*> chosen = {
        {static_cast<int>(Entity::Person), "name title department site status start number"},
        {static_cast<int>(Entity::Device), "tag model holder status last-seen refresh-due cost"},
        {static_cast<int>(Entity::App), "name function owner state sign-in criticality"},
        {static_cast<int>(Entity::LicenceLine), "name vendor tier cadence quantity unit-price end"},
        {static_cast<int>(Entity::Contract), "name vendor owner decision deadline annual-value"},
        {static_cast<int>(Entity::Account), "login app person state role last-used"},
        {static_cast<int>(Entity::Source), "name kind state last-read"},
        {static_cast<int>(Entity::Vendor), "name country contact mail account-number"}};
    const model::EntityDescription& description = model::describe(entity);
    QStringList keys;
    const QString words = QString::fromLatin1(chosen.value(static_cast<int>(entity), ""));
    for (const QString& key : words.split(u' ', Qt::SkipEmptyParts)) {
        if (description.indexOf(key) >= 0)
            keys.append(key);
    }
    for (const model::Field& field : description.fields) {
        constexpr qsizetype enough = 6;
        if (words.isEmpty() && keys.size() < enough && !field.has(model::Internal) && field.kind != model::Kind::LongText)
            keys.append(field.key);
    }
    return keys;
}

bool isTrailing(const model::Field& field)
{
    switch (field.kind) {
    case model::Kind::Date:
    case model::Kind::Instant:
    case model::Kind::Money:
    case model::Kind::Integer:
    case model::Kind::Percent: return true;
    default: return false;
    }
}

} // namespace qm::models
