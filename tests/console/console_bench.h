#pragma once

#include "core/console/console.h"
#include "core/console/vendor_gate.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_directory.h"
#include "tests/fake/memory_secrets.h"
#include "tests/store/fixture.h"

#include "core/workflow/plan_builder.h"

#include <QSignalSpy>

namespace qm::test {

/// A console over a real store in a folder of its own, with a vendor in this process. All rooms share the test's thread.
class ConsoleBench
{
public:
    ConsoleBench()
    {
        qRegisterMetaType<base::Id>();
        qRegisterMetaType<model::ChangeSet>();
        const auto templates = space.store->submit({{}, {model::CauseKind::Rule, QStringLiteral("start"), {}}, {}, workflow::starterTemplates()});
        if (!templates)
            qFatal("no templates: %s", qPrintable(templates.error().subject));
        start();
    }

    /// The program ends and starts again over the same file.
    void start()
    {
        console.reset();
        runner.reset();
        gate.reset();
        const store::Desk desk(m_executor, *space.store);
        gate = std::make_unique<console::VendorGate>(desk, secrets, space.clock);
        runner = std::make_unique<run::Runner>(desk, *gate, space.clock);
        console = std::make_unique<console::Console>(console::Services{desk, store::ReadingDesk(m_executor, *space.store), store::CareDesk(m_executor, space.path(), space.clock), &m_executor, runner.get(), gate.get(), &space.clock});
        console->setActor(QStringLiteral("Test"));
    }

    console::NewConnection directoryConnection() const
    {
        console::NewConnection wanted;
        wanted.name = QStringLiteral("Directory");
        wanted.descriptor = QStringLiteral("scim");
        wanted.config = {{QStringLiteral("base"), directory.url().toString()}};
        wanted.secrets = {{QStringLiteral("token"), std::make_shared<const base::Secret>(QByteArrayLiteral("token"))}};
        wanted.writes = console::NewConnection::Writes::Allowed;
        return wanted;
    }
    base::Id connectDirectory()
    {
        const auto source = fake::await(console->connectVendor(directoryConnection()));
        if (!source)
            qFatal("not connected: %s %s", qPrintable(base::codeName(source.error().code)), qPrintable(source.error().detail));
        return *source;
    }
    /// Writes records as somebody's edit; the ids in their order.
    QList<base::Id> put(const QList<model::Record>& records)
    {
        QList<model::Change> changes;
        for (const model::Record& record : records)
            changes.append(model::createOf(record));
        const auto written = fake::await(console->submit(changes));
        if (!written)
            qFatal("not written: %s %s", qPrintable(base::codeName(written.error().code)), qPrintable(written.error().subject));
        QList<base::Id> ids;
        for (const model::Change& change : written->changes)
            ids.append(change.id);
        return ids;
    }
    model::Record read(model::Entity entity, base::Id id)
    {
        const auto found = fake::await(console->records(entity, {id}));
        return found && !found->empty() ? found->front() : model::Record{};
    }
    qint64 count(model::Entity entity)
    {
        model::Query query;
        query.entity = entity;
        return fake::await(console->count(query)).value_or(-1);
    }
    QString write(const QString& name, const QByteArray& bytes)
    {
        QFile file(space.folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s can't be written", qPrintable(name));
        return file.fileName();
    }

    Workspace space;
    fake::FakeDirectory directory;
    fake::MemorySecrets secrets;
    std::unique_ptr<console::VendorGate> gate;
    std::unique_ptr<run::Runner> runner;
    std::unique_ptr<console::Console> console;

private:
    base::InlineExecutor m_executor;
};

/// The change sets that a console told, in order.
class Told
{
public:
    explicit Told(console::Console& console)
    {
        QObject::connect(&console, &console::Console::changed, &m_context, [this](const model::ChangeSet& set) { sets.append(set); });
    }
    /// How often the change set with this id was told.
    int times(base::Id id) const
    {
        return static_cast<int>(std::count_if(sets.begin(), sets.end(), [id](const model::ChangeSet& set) { return set.id == id; }));
    }

    QList<model::ChangeSet> sets;

private:
    QObject m_context;
};

} // namespace qm::test
