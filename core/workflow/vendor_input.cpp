#include "core/workflow/vendor_input.h"

#include "core/model/company.h"

namespace qm::workflow {

using model::Entity;
using model::Record;
using model::Sign;

Input inputOf(const model::Snapshot& snapshot, const model::Person& person)
{
    const Record* department = snapshot.record(Entity::Department, person.department);
    const auto site = snapshot.get<model::Site>(Entity::Site, person.site);
    return {{QStringLiteral("email"), person.workMail},
            {QStringLiteral("username"), person.login.isEmpty() ? person.workMail.section(u'@', 0, 0) : person.login},
            {QStringLiteral("given"), person.given},
            {QStringLiteral("family"), person.family},
            {QStringLiteral("name"), person.name},
            {QStringLiteral("title"), person.title},
            {QStringLiteral("department"), department ? model::titleOf(*department) : QString()},
            {QStringLiteral("country"), site ? site->country : QString()}};
}

Input inputOf(const model::Snapshot& snapshot, const model::Account& account)
{
    Input input = inputOf(snapshot, snapshot.get<model::Person>(Entity::Person, account.person).value_or(model::Person()));
    input.insert(QStringLiteral("id"), account.externalId);
    if (!account.mail.isEmpty())
        input.insert(QStringLiteral("email"), account.mail);
    if (!account.login.isEmpty())
        input.insert(QStringLiteral("username"), account.login);
    if (!account.displayName.isEmpty())
        input.insert(QStringLiteral("name"), account.displayName);
    return input;
}

void assignLine(model::PlanLine& line, base::Id source, base::Id owner, const Capabilities& capabilities)
{
    const Ability ability = capabilities.value(source);
    if (!ability.contains(line.action)) {
        line.kind = model::Step::Kind::Human;
        line.source = {};
        line.owner = owner;
        if (const QString words = ability.manual.value(line.action); !words.isEmpty())
            line.detail = line.detail.isEmpty() ? words : line.detail + QStringLiteral(" - ") + words;
        return;
    }
    line.kind = model::Step::Kind::Vendor;
    line.source = source;
    line.owner = {};
    if (ability.destroys.contains(line.action)) {
        line.sign = Sign::Irreversible;
        line.warning = QStringLiteral("Destroys data there and can't be undone");
    } else if (ability.costs.contains(line.action)) {
        line.warning = QStringLiteral("May add to the bill");
    }
    if (ability.makesPassword.contains(line.action))
        line.input.insert(QStringLiteral("password"), newSecret);
}

base::Id connectionFor(const model::Snapshot& snapshot, base::Id app, const QString& action, const Capabilities& capabilities)
{
    base::Id byHand;
    for (const Record& source : snapshot.all(Entity::Source)) {
        if (source.reference(u"app") != app)
            continue;
        const Ability ability = capabilities.value(source.id);
        if (ability.contains(action))
            return source.id;
        if (!byHand.isValid() && ability.manual.contains(action))
            byHand = source.id;
    }
    return byHand;
}

} // namespace qm::workflow
