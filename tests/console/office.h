#pragma once

#include "console_bench.h"

#include "core/model/hardware.h"

namespace qm::test {

/// A company with a connected directory of one group, a laptop in stock, and Sofia who manages.
class Office : public ConsoleBench
{
public:
    Office()
    {
        directory.groups[QStringLiteral("g-1")] = {QStringLiteral("Sales"), {}};
        source = connectDirectory();
        if (!fake::await(console->sync(source, {})))
            qFatal("no sync");
        app = read(model::Entity::Source, source).reference(u"app");
        model::Device laptop;
        laptop.tag = QStringLiteral("FH-1");
        laptop.kind = QStringLiteral("Laptop");
        laptop.status = model::Device::Status::InStock;
        const QList<base::Id> ids = put({test::person(QStringLiteral("P-1"), QStringLiteral("Sofia Marchetti")), model::recordOf(laptop)});
        sofia = ids.at(0);
        device = ids.at(1);
    }

    model::Plan joinPlan()
    {
        model::Person maya;
        maya.number = QStringLiteral("P-2");
        maya.name = QStringLiteral("Maya Lindqvist");
        maya.given = QStringLiteral("Maya");
        maya.family = QStringLiteral("Lindqvist");
        maya.workMail = QStringLiteral("maya@x.example");
        maya.start = QDate(2026, 11, 20);
        maya.manager = sofia;
        console::JoinRequest request{maya, {}, device, QList<base::Id>{app}, QList<base::Id>{group()}};
        return must(fake::await(console->planJoin(request)));
    }
    base::Id group() { return must(fake::await(console->find(model::Entity::Entitlement, QStringLiteral("Directory / Sales")))).id; }
    base::Id maya() { return must(fake::await(console->find(model::Entity::Person, QStringLiteral("P-2")))).id; }

    run::RunReport apply(const model::Plan& plan) { return must(fake::await(console->apply(plan, {}))); }
    model::Plan undoOf(base::Id run) { return must(fake::await(console->planUndo(run))); }
    run::JournalRun journal(base::Id run) { return must(fake::await(console->run(run))); }
    void closeAll(base::Id run)
    {
        for (bool more = true; more;) {
            more = false;
            const run::JournalRun now = journal(run);
            for (const run::JournalStep& each : now.steps) {
                if (each.step.kind == model::Step::Kind::Human && each.step.state == model::Step::State::Waiting)
                    more = fake::await(console->closeStep(each.record.id, QStringLiteral("done"))).has_value() || more;
            }
            must(fake::await(console->carryOn(run, {})));
        }
    }
    const fake::FakeDirectory::User& vendorUser() const { return directory.users.at(QStringLiteral("u-1")); }

    template <class T>
    static T must(base::Result<T> result)
    {
        if (!result)
            qFatal("%s: %s %s", qPrintable(base::codeName(result.error().code)), qPrintable(result.error().subject), qPrintable(result.error().detail));
        return std::move(*result);
    }

    base::Id source;
    base::Id app;
    base::Id sofia;
    base::Id device;
};

inline const model::PlanLine* lineTitled(const model::Plan& plan, const QString& part)
{
    for (const model::PlanLine& line : plan.lines) {
        if (line.title.contains(part))
            return &line;
    }
    return nullptr;
}

} // namespace qm::test
