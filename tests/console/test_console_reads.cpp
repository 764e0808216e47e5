#include "office.h"

using namespace qm;
using namespace qm::test;
using base::ErrorCode;
using base::Id;
using fake::await;
using model::Entity;

namespace {

model::Query queryOf(Entity entity, const QString& where = {})
{
    model::Query query;
    query.entity = entity;
    if (!where.isEmpty())
        query.filter = *model::Filter::fromText(where);
    return query;
}

const console::FindingRow* rowOf(const std::vector<console::FindingRow>& rows, const QString& policy)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&policy](const console::FindingRow& row) { return row.policy.id == policy; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

/// What the console answers: records, history, earlier days, reports, readings of a vendor that fails.
class TestConsoleReads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAndFilters()
    {
        Office office;
        QCOMPARE(Office::must(await(office.console->find(Entity::Person, QStringLiteral("sofia marchetti")))).id, office.sofia);
        QCOMPARE(await(office.console->find(Entity::Person, QStringLiteral("Nobody"))).error().code, ErrorCode::NotFound);
        QCOMPARE(await(office.console->count(queryOf(Entity::Device, QStringLiteral("status = in-stock")))).value(), 1);
        QCOMPARE(await(office.console->count(queryOf(Entity::Device, QStringLiteral("no-such-field = 1")))).error().code, ErrorCode::FilterSyntax);
        QCOMPARE(await(office.console->search(QStringLiteral("sofia"), 5))->front().id, office.sofia);
        QCOMPARE(await(office.console->titles(Entity::Person, {office.sofia}))->value(office.sofia), QStringLiteral("Sofia Marchetti"));
    }
    void remembersEarlierDays()
    {
        Office office;
        office.space.clock.advance(5);
        QVERIFY(await(office.console->set(Entity::Person, office.sofia, {{QStringLiteral("title"), QStringLiteral("Lead")}})));
        QCOMPARE(await(office.console->history(Entity::Person, office.sofia))->size(), 2U);
        model::Query query = queryOf(Entity::Person, QStringLiteral("title = Lead"));
        QCOMPARE(await(office.console->count(query)).value(), 1);
        query.asOf = QDate(2026, 11, 24);
        QCOMPARE(await(office.console->count(query)).value(), 0);
    }
    void anEditThatMeetsANewerRecordIsAConflict()
    {
        Office office;
        const model::Record before = office.read(Entity::Person, office.sofia);
        QVERIFY(await(office.console->set(Entity::Person, office.sofia, {{QStringLiteral("title"), QStringLiteral("Lead")}})));
        model::Record after = before;
        after.set(u"title", QStringLiteral("Head"));
        QCOMPARE(await(office.console->submit({*model::updateOf(before, after)})).error().code, ErrorCode::Conflict);
        QCOMPARE(office.read(Entity::Person, office.sofia).text(u"title"), QStringLiteral("Lead"));
    }
    void aFormsValuesAreRefusedBeforeAnythingIsWritten()
    {
        Office office;
        Told told(*office.console);
        const std::pair<const char*, const char*> wrong[] = {{"start", "1900-01-01"}, {"work-mail", "notamail"}, {"manager", "P-1"}, {"fte", "-1"}, {"type", "wizard"}, {"status", "left"}};
        for (const auto& [field, text] : wrong)
            QVERIFY2(!await(office.console->set(Entity::Person, office.sofia, {{QString::fromLatin1(field), QString::fromLatin1(text)}})), field);
        QCOMPARE(told.sets.size(), 0);
    }
    void aPolicyOverNothingIsNotGood()
    {
        ConsoleBench bench;
        const auto empty = await(bench.console->findings());
        QVERIFY(empty && !empty->empty());
        for (const console::FindingRow& row : *empty)
            QCOMPARE(row.verdict(), guard::Verdict::NothingToCheck);
        model::Device laptop;
        laptop.tag = QStringLiteral("FH-1");
        laptop.status = model::Device::Status::InStock;
        laptop.encrypted = true;
        const Id device = bench.put({model::recordOf(laptop)}).front();
        const QString policy = QStringLiteral("device-not-encrypted");
        const auto good = await(bench.console->findings());
        QCOMPARE(rowOf(*good, policy)->verdict(), guard::Verdict::Holds);
        QVERIFY(await(bench.console->set(Entity::Device, device, {{QStringLiteral("encrypted"), QStringLiteral("no")}})));
        const auto bad = await(bench.console->findings());
        QCOMPARE(rowOf(*bad, policy)->verdict(), guard::Verdict::Fails);
        QCOMPARE(rowOf(*bad, policy)->checked, 1);
    }
    void homeIsOneSnapshot()
    {
        Office office;
        const auto joined = office.apply(office.joinPlan());
        const auto home = Office::must(await(office.console->home()));
        QCOMPARE(home.today, office.space.clock.today());
        QCOMPARE(home.runs.size(), 1U);
        QCOMPARE(home.runs.front().run, joined.run);
        QCOMPARE(home.sources.size(), 1U);
        QVERIFY(home.sources.front().fresh);
        QVERIFY(await(office.console->spend()));
    }
    void aSyncOfAnEmptyDirectoryEndsComplete()
    {
        Office office;
        const auto report = Office::must(await(office.console->sync(office.source, {})));
        QCOMPARE(report.source, QStringLiteral("Directory"));
        for (const console::StreamReport& stream : report.streams)
            QCOMPARE(stream.state, QStringLiteral("complete"));
    }
    void aSyncTellsItsProgress()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        QSignalSpy progress(office.console.get(), &console::Console::syncProgress);
        QVERIFY(await(office.console->sync(office.source, {})));
        QVERIFY(progress.count() >= 2); // a page of each stream
    }
    void aSyncThatFailsChangesNothingAndSaysWhy()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("maya@x.example"), true};
        QVERIFY(await(office.console->sync(office.source, {})));
        office.directory.fault = [](const fake::FakeRequest&) { return fake::FakeReply::json("{\"detail\":\"no\"}", 401); };
        const auto report = Office::must(await(office.console->sync(office.source, {})));
        QCOMPARE(report.streams.back().state, QStringLiteral("failed"));
        QCOMPARE(report.streams.back().error->code, ErrorCode::SignInNeeded);
        QCOMPARE(office.count(Entity::Account), 1);
        QCOMPARE(office.read(Entity::Source, office.source).text(u"state"), QStringLiteral("sign-in"));
    }
    void aSyncThatIsCancelledGoesOnLater()
    {
        Office office;
        base::Cancel cancel;
        cancel.request();
        const auto stopped = Office::must(await(office.console->sync(office.source, cancel)));
        QVERIFY(stopped.streams.empty() || stopped.streams.back().state == u"cancelled");
        QVERIFY(await(office.console->sync(office.source, {})));
        QCOMPARE(office.read(Entity::Source, office.source).text(u"state"), QStringLiteral("ready"));
    }
    void whatAVendorTellsThatCannotBeIsLeftUnknown()
    {
        Office office;
        office.directory.users[QStringLiteral("u-1")] = {QStringLiteral("no mail at all"), true};
        office.directory.users[QStringLiteral("u-2")] = {QString(60'000, u'x'), true};
        const auto report = Office::must(await(office.console->sync(office.source, {})));
        for (const console::StreamReport& stream : report.streams)
            QVERIFY2(stream.state == u"complete", qPrintable(stream.reason));
        QCOMPARE(office.count(Entity::Account), 2);
        QCOMPARE(await(office.console->count(queryOf(Entity::Account, QStringLiteral("mail is known")))).value(), 0);
        const auto again = Office::must(await(office.console->sync(office.source, {})));
        QCOMPARE(again.streams.front().updated, 0);
    }
    void aConnectionThatIsRefusedKeepsNoToken()
    {
        ConsoleBench bench;
        bench.directory.fault = [](const fake::FakeRequest&) { return fake::FakeReply::json("{}", 401); };
        const auto refused = await(bench.console->connectVendor(bench.directoryConnection()));
        QVERIFY(!refused);
        QCOMPARE(bench.count(Entity::Source), 0);
        QVERIFY(!await(bench.secrets.read(QStringLiteral("source-1/token"))));
    }
    void whatWasTickedStandsAsItWasOnItsDay()
    {
        ConsoleBench bench;
        const QList<Id> people = bench.put({test::person(QStringLiteral("P-1"), QStringLiteral("Maya")), test::person(QStringLiteral("P-2"), QStringLiteral("Grace")), test::person(QStringLiteral("P-3"), QStringLiteral("Ben"))});
        const QDate then = bench.space.clock.today();
        bench.space.clock.advance(3);
        QVERIFY(await(bench.console->set(Entity::Person, people.at(0), {{QStringLiteral("name"), QStringLiteral("Maya Lindqvist")}})));
        QVERIFY(await(bench.console->submit({model::removeOf(bench.read(Entity::Person, people.at(1)))})));
        const auto exported = [&bench](const model::Query& query) {
            const console::CsvExport wanted{query, {QStringLiteral("name")}, {QStringLiteral("Name")}, bench.space.folder.filePath(QStringLiteral("out.csv"))};
            if (!await(bench.console->exportCsv(wanted)))
                return QByteArray("failed");
            QFile file(wanted.path);
            return file.open(QIODevice::ReadOnly) ? file.readAll().replace("\xEF\xBB\xBF", "").replace("\r", "").replace('\n', ' ').trimmed() : QByteArray("no file");
        };
        model::Query ticked = queryOf(Entity::Person);
        ticked.asOf = then;
        ticked.only = {people.at(0), people.at(1)};
        QCOMPARE(exported(ticked), QByteArray("Name Grace Maya"));
        ticked.asOf = {};
        QCOMPARE(exported(ticked), QByteArray("Name Maya Lindqvist"));
        ticked.only = std::vector<Id>();
        QCOMPARE(exported(ticked), QByteArray("Name")); // none is none
        QCOMPARE(await(bench.console->count(ticked)).value(), 0);
        const std::vector<Id> both{people.at(1), people.at(0)};
        const auto past = await(bench.console->records(Entity::Person, both, then));
        QCOMPARE(past->size(), 2U);
        QCOMPARE(past->back().text(u"name"), QStringLiteral("Maya"));
        QCOMPARE(await(bench.console->records(Entity::Person, both))->size(), 1U);
    }
    void exportsAndBacksUp()
    {
        Office office;
        const QString csv = office.space.folder.filePath(QStringLiteral("out.csv"));
        const console::CsvExport wanted{queryOf(Entity::Person), {QStringLiteral("number"), QStringLiteral("name")}, {QStringLiteral("Number"), QStringLiteral("Name")}, csv};
        QCOMPARE(await(office.console->exportCsv(wanted)).value(), 1);
        QVERIFY(await(office.console->backup(office.space.folder.filePath(QStringLiteral("copy.quartermaster")), {}, {})));
        QVERIFY(await(office.console->verify({}, {}))->ok());
    }
};

QTEST_GUILESS_MAIN(TestConsoleReads)
#include "test_console_reads.moc"
