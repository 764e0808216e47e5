#include "console_bench.h"

#include "core/base/hand_over.h"
#include "core/base/postbox.h"

#include <QSemaphore>
#include <QThread>

using namespace qm;
using namespace qm::test;
using base::Id;
using fake::await;
using model::Entity;

namespace {

/// Work in a thread of its own, as the product's wiring has it.
class ThreadExecutor final : public base::Executor
{
public:
    ThreadExecutor()
    {
        m_postbox.moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, &m_thread, [] { base::handOver(); }, Qt::DirectConnection);
        m_thread.start();
    }
    ~ThreadExecutor() override
    {
        m_thread.quit();
        m_thread.wait();
        base::takeOver();
    }
    void post(std::function<void()> work) override { m_postbox.post(std::move(work)); }

private:
    QThread m_thread;
    base::Postbox m_postbox;
};

/// Every change set that the log holds from `first` on was told exactly once, and nothing else was.
void compareWithLog(ConsoleBench& bench, const Told& told, Id first)
{
    const auto log = await(bench.console->activity({}, 1000));
    QVERIFY(log);
    int written = 0;
    for (const console::Activity& each : *log) {
        if (each.set.id.value < first.value)
            continue;
        ++written;
        QCOMPARE(told.times(each.set.id), 1);
    }
    QVERIFY(written > 0);
    QCOMPARE(told.sets.size(), written);
}

Id nextSet(ConsoleBench& bench)
{
    const auto log = await(bench.console->activity({}, 1));
    return {log->empty() ? 1 : log->front().set.id.value + 1};
}

} // namespace

/// Whatever writes, those who watch are told of every change set once, after it was committed.
class TestConsoleWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditIsToldOnce()
    {
        ConsoleBench bench;
        const Id first = nextSet(bench);
        Told told(*bench.console);
        const auto set = await(bench.console->set(Entity::Person, {}, {{QStringLiteral("name"), QStringLiteral("Maya Lindqvist")}, {QStringLiteral("number"), QStringLiteral("P-1")}}));
        QVERIFY(set);
        QCOMPARE(told.sets.size(), 1);
        QCOMPARE(told.sets.front().id, set->id);
        QVERIFY(await(bench.console->set(Entity::Person, set->changes.front().id, {{QStringLiteral("name"), QStringLiteral("Maya Lindqvist")}})));
        compareWithLog(bench, told, first); // the second call changed nothing
    }
    void theSearchIndexFollowsAWrite()
    {
        ConsoleBench bench;
        QVERIFY(await(bench.console->set(Entity::Person, {}, {{QStringLiteral("name"), QStringLiteral("Maya Lindqvist")}, {QStringLiteral("number"), QStringLiteral("P-1")}})));
        QTRY_COMPARE(test::rawValue(bench.space.path(), "SELECT change_count - indexed_change FROM meta"), QStringLiteral("0")); // nobody searched
    }
    void aSetValueOfTheCompanyCountsWhenItIsTold()
    {
        ConsoleBench bench;
        QVERIFY(await(bench.console->set(Entity::Company, {}, {{QStringLiteral("name"), QStringLiteral("Fernhill")}, {QStringLiteral("base-currency"), QStringLiteral("EUR")}})));
        QVERIFY(!bench.console->reckoning().largeContract);
        std::optional<base::Money> toldWith;
        connect(bench.console.get(), &console::Console::changed, this, [&] { toldWith = bench.console->reckoning().largeContract; });
        const auto company = *await(bench.console->find(Entity::Company, QStringLiteral("Fernhill")));
        QVERIFY(await(bench.console->set(Entity::Company, company.id, {{QStringLiteral("large-contract"), QStringLiteral("20000 EUR")}})));
        QTRY_VERIFY(toldWith);
        QCOMPARE(toldWith->toText(), QStringLiteral("20000.00 EUR"));
        bench.start();
        QTRY_VERIFY(bench.console->reckoning().largeContract); // and after the next start
    }
    void anImportIsToldOnce()
    {
        ConsoleBench bench;
        const Id first = nextSet(bench);
        const QString path = bench.write(QStringLiteral("people.csv"), "number,name\nP-1,Maya Lindqvist\nP-2,Tom Okafor\n");
        Told told(*bench.console);
        const auto file = await(bench.console->openImport(path, Entity::Person));
        QVERIFY(file);
        const auto plan = await(bench.console->planImport(*file));
        QVERIFY(plan);
        QCOMPARE(told.sets.size(), 0);
        QVERIFY(await(bench.console->applyImport(*plan)));
        QCOMPARE(told.sets.size(), 1);
        compareWithLog(bench, told, first);
    }
    void aSyncIsToldOncePerChangeSet()
    {
        ConsoleBench bench;
        bench.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        bench.directory.groups[QStringLiteral("g-1")] = {QStringLiteral("Sales"), {QStringLiteral("u-1")}};
        const Id first = nextSet(bench);
        Told told(*bench.console);
        const Id source = bench.connectDirectory();
        QVERIFY(await(bench.console->sync(source, {})));
        QCOMPARE(bench.count(Entity::Account), 1);
        compareWithLog(bench, told, first);
    }
    void aRunsStepsAreToldOnceEach()
    {
        ConsoleBench bench;
        const Id source = bench.connectDirectory();
        model::Plan plan;
        plan.title = QStringLiteral("Maya Lindqvist");
        model::PlanLine person;
        person.position = 1;
        person.kind = model::Step::Kind::Local;
        person.title = QStringLiteral("Add Maya");
        person.changes = {model::createOf(test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist")), Id{-1})};
        model::PlanLine account;
        account.position = 2;
        account.kind = model::Step::Kind::Vendor;
        account.title = QStringLiteral("Account");
        account.action = QStringLiteral("user.create");
        account.source = source;
        account.input = {{QStringLiteral("email"), QStringLiteral("maya@x.example")}, {QStringLiteral("given"), QStringLiteral("Maya")}, {QStringLiteral("family"), QStringLiteral("Lindqvist")}};
        model::PlanLine task;
        task.position = 3;
        task.title = QStringLiteral("Hand over the laptop");
        plan.lines = {person, account, task};
        const Id first = nextSet(bench);
        Told told(*bench.console);
        const auto report = await(bench.console->apply(plan, {}));
        QVERIFY(report);
        QCOMPARE(report->closed, 2);
        const auto journal = await(bench.console->run(report->run));
        QVERIFY(journal);
        QVERIFY(await(bench.console->closeStep(journal->steps.back().record.id, QStringLiteral("done"))));
        compareWithLog(bench, told, first);
        for (const model::ChangeSet& set : std::as_const(told.sets))
            QVERIFY(console::runsIn(set).contains(report->run));
    }
    void anUndoIsToldOnce()
    {
        ConsoleBench bench;
        const QList<Id> ids = bench.put({test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist"))});
        const Id first = nextSet(bench);
        Told told(*bench.console);
        QVERIFY(await(bench.console->undo({})));
        QCOMPARE(bench.count(Entity::Person), 0);
        compareWithLog(bench, told, first);
        QVERIFY(console::runsIn(told.sets.front()).isEmpty());
    }
    void whatWasRefusedIsNotTold()
    {
        ConsoleBench bench;
        bench.put({test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist"))});
        Told told(*bench.console);
        QVERIFY(!await(bench.console->set(Entity::Person, {}, {{QStringLiteral("name"), QStringLiteral("Another")}, {QStringLiteral("number"), QStringLiteral("p-1")}})));
        QCOMPARE(told.sets.size(), 0);
    }
    void anEditOfWhatChangedSinceIsAConflict()
    {
        ConsoleBench bench;
        const Id maya = bench.put({test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist"))}).front();
        const qint64 seen = bench.read(Entity::Person, maya).revision;
        const auto set = [&](const char* field, const char* text) { return await(bench.console->set(Entity::Person, maya, {{QString::fromLatin1(field), QString::fromLatin1(text)}}, seen)); };
        QVERIFY(set("title", "Lead"));
        const auto clash = set("title", "Head");
        QVERIFY(!clash);
        QCOMPARE(clash.error().code, base::ErrorCode::Conflict);
        QCOMPARE(bench.read(Entity::Person, maya).text(u"title"), QStringLiteral("Lead"));
        QVERIFY(set("name", "Maya L.")); // another field is merged
    }
    void theyAreToldInTheConsolesThread()
    {
        Workspace space;
        auto executor = std::make_unique<ThreadExecutor>();
        console::Console console({store::Desk(*executor, *space.store), store::ReadingDesk(*executor, *space.store), store::CareDesk(*executor, space.path(), space.clock), executor.get(), nullptr, nullptr, &space.clock});
        QList<QThread*> threads;
        QObject context;
        QObject::connect(&console, &console::Console::changed, &context, [&threads](const model::ChangeSet&) { threads.append(QThread::currentThread()); }, Qt::DirectConnection);
        QVERIFY(await(console.submit({model::createOf(test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist")))})));
        QTRY_COMPARE(threads.size(), 1);
        QCOMPARE(threads.front(), QThread::currentThread());
        executor.reset(); // the store's thread ends before the console, as in the product
    }
    void aLongReadDelaysNoWrite()
    {
        Workspace space;
        auto writing = std::make_unique<ThreadExecutor>();
        auto reading = std::make_unique<ThreadExecutor>();
        auto reader = store::Store::open(space.path(), store::Store::Mode::ReadOnly, space.clock);
        QVERIFY(reader);
        console::Console console({store::Desk(*writing, *space.store), store::ReadingDesk(*reading, **reader), store::CareDesk(*reading, space.path(), space.clock), reading.get(), nullptr, nullptr, &space.clock});
        QSemaphore longRead;
        reading->post([&longRead] { longRead.acquire(); });
        auto report = console.snapshot({Entity::Person});
        QVERIFY(await(console.submit({model::createOf(test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist")))})));
        QVERIFY(!report.isFinished());
        longRead.release();
        QCOMPARE(await(report)->all(Entity::Person).size(), 1U); // what was written before it began is in it
        reading.reset();
        writing.reset();
    }
    void backupAndCheckDelayNothing()
    {
        Workspace space;
        auto executor = std::make_unique<ThreadExecutor>();
        auto care = std::make_unique<ThreadExecutor>();
        console::Console console({store::Desk(*executor, *space.store), store::ReadingDesk(*executor, *space.store), store::CareDesk(*care, space.path(), space.clock), executor.get(), nullptr, nullptr, &space.clock});
        QVERIFY(await(console.submit({model::createOf(test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist")))})));
        QSemaphore longCopy;
        const QString copy = space.folder.filePath(QStringLiteral("copy.quartermaster"));
        const auto hold = [&longCopy](base::Progress) { longCopy.acquire(); };
        auto backedUp = console.backup(copy, hold, {});
        auto checked = console.verify({}, {});
        QVERIFY(await(console.submit({model::createOf(test::person(QStringLiteral("P-2"), QStringLiteral("Grace Mensah")))})));
        QCOMPARE(await(console.snapshot({Entity::Person}))->all(Entity::Person).size(), 2U);
        QVERIFY(!backedUp.isFinished());
        longCopy.release(1'000'000);
        QVERIFY(await(backedUp));
        QVERIFY(await(checked)->ok());
        care.reset();
        executor.reset();
    }
    void aReportWithoutItsMomentIsAnError()
    {
        ConsoleBench bench;
        const auto held = bench.space.store->moment();
        QVERIFY(held);
        const auto refused = await(bench.console->snapshot({Entity::Person}));
        QVERIFY(!refused); // it would not stand on one moment
    }
    void theSearchIndexFollowsByItself()
    {
        Workspace space;
        auto executor = std::make_unique<ThreadExecutor>();
        console::Console console({store::Desk(*executor, *space.store), store::ReadingDesk(*executor, *space.store), store::CareDesk(*executor, space.path(), space.clock), executor.get(), nullptr, nullptr, &space.clock});
        QList<model::Change> people;
        for (int i = 0; i < 3000; ++i)
            people.append(model::createOf(test::person(QStringLiteral("P-%1").arg(i), QStringLiteral("Name %1").arg(i))));
        QVERIFY(await(console.submit(people)));
        const auto behind = [&space] { return test::rawValue(space.path(), "SELECT change_count - indexed_change FROM meta"); };
        QTRY_COMPARE(behind(), QStringLiteral("0")); // nobody searched
        executor.reset();
    }
    void lookingWritesNothing()
    {
        ConsoleBench bench;
        bench.console.reset();
        bench.space.store->setWatcher({});
        QVERIFY(bench.space.store->submit(draftOf({model::createOf(test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist")))})));
        const auto behind = [&bench] { return test::rawValue(bench.space.path(), "SELECT change_count - indexed_change FROM meta").toInt(); };
        const int left = behind();
        QVERIFY(left > 0);
        bench.start();
        QCOMPARE(bench.count(Entity::Person), 1);
        QCOMPARE(behind(), left);
        bench.console->keepWorking(); // a program that stays has time for what an earlier one left
        QCOMPARE(behind(), 0);
    }
    void aReportSeesOneMoment()
    {
        Workspace space;
        auto reader = store::Store::open(space.path(), store::Store::Mode::ReadOnly, space.clock);
        QVERIFY(reader);
        model::Query people;
        people.entity = Entity::Person;
        {
            const auto moment = (*reader)->moment();
            QVERIFY(moment);
            QCOMPARE((*reader)->count(people).value(), 0);
            QVERIFY(space.store->submit(draftOf({model::createOf(test::person(QStringLiteral("P-1"), QStringLiteral("Maya Lindqvist")))})));
            QCOMPARE((*reader)->count(people).value(), 0);
        }
        QCOMPARE((*reader)->count(people).value(), 1);
    }
};

QTEST_GUILESS_MAIN(TestConsoleWrites)
#include "test_console_writes.moc"
