#include "core/workflow/completeness.h"

#include "core/model/step_state.h"

#include <QSet>

namespace qm::workflow {
namespace {

using model::Entity;
using model::Record;
using model::Step;

/// A vendor's "done" counts only with what was read back; a person's or this workspace's own word stands.
bool isProven(const Step& step)
{
    return step.kind != Step::Kind::Vendor || !step.evidence.isEmpty();
}

/// What the snapshot still shows in the leaver's hands.
std::vector<ClosedItem> stillHeld(const model::Snapshot& snapshot, base::Id person)
{
    std::vector<ClosedItem> held;
    const auto add = [&held](const char* kind, const Record& record, const char* closing = "access-revoked") {
        held.push_back({QStringLiteral("%1:%2").arg(QLatin1String(kind)).arg(record.id.value), model::titleOf(record), {}, QLatin1String(closing), false, false, false, {}, {}});
    };
    QSet<base::Id> accounts;
    for (const Record& record : snapshot.all(Entity::Account)) {
        if (record.reference(u"person") != person)
            continue;
        accounts.insert(record.id);
        if (record.text(u"state") == u"active")
            add("account", record);
    }
    for (const Record& record : snapshot.all(Entity::Grant)) {
        if (accounts.contains(record.reference(u"account")))
            add("grant", record);
    }
    for (const Record& record : snapshot.all(Entity::Device)) {
        if (record.reference(u"holder") == person && record.text(u"status") != u"retired")
            add("device", record, "evidence-kept");
    }
    for (const Record& record : snapshot.all(Entity::Seat)) {
        if (record.reference(u"person") == person)
            add("seat", record, "licence-reclaimed");
    }
    return held;
}

} // namespace

int Completeness::closed() const
{
    return static_cast<int>(std::count_if(items.begin(), items.end(), [](const ClosedItem& item) { return item.closed && item.verified; }));
}

int Completeness::percent() const
{
    return items.empty() ? 100 : closed() * 100 / total();
}

Completeness completenessOf(const model::Snapshot& snapshot, const model::Run& run, const std::vector<Step>& steps)
{
    Completeness result;
    QSet<QString> known;
    for (const Step& step : steps) {
        if (step.item.isEmpty())
            continue;
        known.insert(step.item);
        result.items.push_back({step.item, step.title, step.target, step.closing, model::isDone(step.state), isProven(step), step.kind == Step::Kind::Human, step.finished, step.result});
    }
    for (ClosedItem& item : run.person.isValid() ? stillHeld(snapshot, run.person) : std::vector<ClosedItem>()) {
        if (!known.contains(item.item))
            result.items.push_back(std::move(item));
    }
    for (const Record& source : snapshot.all(Entity::Source)) {
        const auto lastRead = model::MemberValue<QDateTime>::from(source.value(u"last-read"));
        if (source.text(u"kind") != u"manual" && (!lastRead.isValid() || lastRead < run.noticeAt))
            result.sourcesNotProven.append(model::titleOf(source));
    }
    return result;
}

} // namespace qm::workflow
