#include "core/model/company.h"
#include "core/store/migrate.h"
#include "fixture.h"

#include <QTest>

using namespace qm;
using base::Id;
using model::Entity;
using test::Workspace;

namespace {

model::Record sourceNamed(const QString& name)
{
    model::Source source;
    source.name = name;
    source.kind = model::Source::Kind::Vendor;
    source.lastRead = QDateTime(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC);
    return model::recordOf(source);
}

store::StreamNote noteOf(Id source, const QDateTime& at)
{
    store::StreamNote note;
    note.reading = {source, QStringLiteral("users"), at, at.addSecs(2), 5, 1, 2, 3, QStringLiteral("complete"), QString()};
    return note;
}

template <class T>
T must(base::Result<T> result)
{
    if (!result)
        qFatal("%ls %ls", qUtf16Printable(base::codeName(result.error().code)), qUtf16Printable(result.error().subject));
    return std::move(*result);
}

} // namespace

/// What readings of streams leave beside the records, and files made before there was such a thing.
class TestReadings : public QObject
{
    Q_OBJECT

private:
    Workspace m_space;

    Id source(const QString& name) { return must(m_space.store->submit(test::draftOf({model::createOf(sourceNamed(name))}))).changes.front().id; }
    qint64 sets() { return static_cast<qint64>(must(m_space.store->recent({}, 1000)).size()); }

private Q_SLOTS:
    void rowsAndMemoryAreOne()
    {
        const Id id = source(QStringLiteral("One"));
        store::StreamNote note = noteOf(id, m_space.clock.now());
        note.memory = QByteArrayLiteral("{\"next\":\"a\"}");
        note.newKeys = {{QStringLiteral("account"), QStringLiteral("1")}};
        QVERIFY(must(m_space.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("9"), QStringLiteral("Anna")))}), note)).id.isValid());
        QCOMPARE(must(m_space.store->streamStates(id)).value(QStringLiteral("users")).memory, *note.memory);

        store::StreamNote second = noteOf(id, m_space.clock.now());
        second.memory = QByteArrayLiteral("{\"next\":\"b\"}");
        QVERIFY(!m_space.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("9"), QStringLiteral("Ben")))}), second)); // the number is taken
        QCOMPARE(must(m_space.store->streamStates(id)).value(QStringLiteral("users")).memory, *note.memory);
        QCOMPARE(must(m_space.store->streamReadings(id, 9)).size(), std::size_t(1));
    }
    void aReadingThatChangesNothingLeavesNoAuditRow()
    {
        const Id id = source(QStringLiteral("Two"));
        const qint64 before = sets();
        QVERIFY(!must(m_space.store->submit(test::draftOf({}), noteOf(id, m_space.clock.now()))).id.isValid());
        QVERIFY(m_space.store->noteLook(id, {m_space.clock.now(), {}, {}}));
        QCOMPARE(sets(), before);
        const auto record = must(m_space.store->recordsById(Entity::Source, {id})).front();
        QCOMPARE(record.revision, 1);
        QCOMPARE(model::as<model::Source>(record).lastRead, m_space.clock.now());
        QVERIFY(model::as<model::Source>(record).toldWhole.isEmpty());
        const auto tables = [&id, this](const QSet<QString>& whole, const QDateTime& at) { return m_space.store->noteLook(id, {{}, whole, at}); };
        QVERIFY(tables({QStringLiteral("account"), QStringLiteral("device")}, m_space.clock.now().addSecs(-2)));
        QVERIFY(tables({QStringLiteral("account")}, m_space.clock.now().addSecs(-1)));
        const auto later = model::as<model::Source>(must(m_space.store->recordsById(Entity::Source, {id})).front());
        QCOMPARE(later.lastRead, m_space.clock.now());
        const QJsonObject told = QJsonDocument::fromJson(later.toldWhole.toUtf8()).object();
        QCOMPARE(QDateTime::fromString(told[QStringLiteral("account")].toString(), Qt::ISODate), m_space.clock.now().addSecs(-1));
        QCOMPARE(QDateTime::fromString(told[QStringLiteral("device")].toString(), Qt::ISODate), m_space.clock.now().addSecs(-2));
        QVERIFY(must(m_space.store->verify({}, {})).ok());
    }
    void memoryStaysUntilItIsReplaced()
    {
        const Id id = source(QStringLiteral("Three"));
        store::StreamNote note = noteOf(id, m_space.clock.now());
        note.memory = QByteArrayLiteral("m");
        note.resume = QByteArrayLiteral("r");
        QVERIFY(m_space.store->submit({}, note));
        QVERIFY(m_space.store->submit({}, noteOf(id, m_space.clock.now()))); // a failed reading: no memory of its own
        const auto state = must(m_space.store->streamStates(id)).value(QStringLiteral("users"));
        QCOMPARE(state.memory, QByteArrayLiteral("m"));
        QCOMPARE(state.resume, QByteArray());
        QVERIFY(m_space.store->forgetStreams(id));
        QVERIFY(must(m_space.store->streamStates(id)).isEmpty());
    }
    void theHistoryIsBounded()
    {
        const Id id = source(QStringLiteral("Four"));
        for (int i = 0; i < 50; ++i)
            QVERIFY(m_space.store->submit({}, noteOf(id, m_space.clock.now().addSecs(i))));
        const auto kept = must(m_space.store->streamReadings(id, 1000));
        QCOMPARE(kept.size(), std::size_t(20));
        QCOMPARE(kept.front().started, m_space.clock.now().addSecs(49));
        QCOMPARE(must(m_space.store->streamReadings(id, 1)).size(), std::size_t(1));
    }
    void driftsAreKeptUntilTheSourceSaysSomethingElse()
    {
        const Id id = source(QStringLiteral("Five"));
        store::StreamNote note = noteOf(id, m_space.clock.now());
        note.drifts = {{id, QStringLiteral("device"), Id{77}, QStringLiteral("model"), QByteArrayLiteral("[\"X1\"]"), m_space.clock.now()}};
        QVERIFY(m_space.store->submit({}, note));
        QVERIFY(m_space.store->keepDrift(id, Id{77}, QStringLiteral("model")));
        QVERIFY(must(m_space.store->drifts()).front().kept);
        note.drifts.front().theirs = QByteArrayLiteral("[\"X2\"]");
        QVERIFY(m_space.store->submit({}, note));
        QVERIFY(!must(m_space.store->drifts(id)).front().kept);
        note.drifts.clear();
        note.agreed = {{Id{77}, QStringLiteral("model")}};
        QVERIFY(m_space.store->submit({}, note));
        QVERIFY(must(m_space.store->drifts(id)).empty());
    }
    void whatIsBesideASourceGoesWithIt()
    {
        const Id id = source(QStringLiteral("Six"));
        QVERIFY(m_space.store->submit({}, noteOf(id, m_space.clock.now())));
        QVERIFY(m_space.store->submit(test::draftOf({model::removeOf(must(m_space.store->recordsById(Entity::Source, {id})).front())})));
        QVERIFY(must(m_space.store->streamReadings(id, 9)).empty());
    }
    void anEditCannotMoveTheLastLook()
    {
        const Id id = source(QStringLiteral("Seven"));
        const auto record = must(m_space.store->recordsById(Entity::Source, {id})).front();
        model::Change change{model::ChangeOp::Update, Entity::Source, id, 0, {}, {{model::describe(Entity::Source).indexOf(u"last-read"), m_space.clock.now()}}};
        QVERIFY(!must(m_space.store->submit(test::draftOf({change}))).id.isValid());
        QCOMPARE(must(m_space.store->recordsById(Entity::Source, {id})).front(), record);
    }
    void aFileOfTheFirstSchemaOpensWithItsData()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.quartermaster"));
        {
            auto database = must(store::Database::open(path, store::Database::Access::Create));
            QVERIFY(database->run("PRAGMA application_id = " + QByteArray::number(store::applicationId)));
            QVERIFY(store::migrate(*database, {store::shippedMigrations().front()}));
        }
        QCOMPARE(test::rawSql(path, "INSERT INTO app (id, revision, name) VALUES (1, 1, 'Directory');"
                                    "INSERT INTO source (id, revision, name, kind, descriptor, base, app, state, last_read, resume, gives_usage) VALUES "
                                    "(2, 1, 'Directory', 'vendor', 'scim', 'https://x.example/scim/v2', 1, 'paused', '2026-11-01T08:00:00.000Z', '{}', 0);"
                                    "INSERT INTO account (id, revision, name, app, login, source, external_id, state) VALUES (3, 1, 'Directory / a', 1, 'a', 2, 'u1', 'active');"
                                    "UPDATE meta SET next_id = 4"),
                 QString());
        auto opened = must(store::Store::open(path, store::Store::Mode::ReadWrite, m_space.clock));
        const auto record = must(opened->recordsById(Entity::Source, {Id{2}})).front();
        const auto source = model::as<model::Source>(record);
        QCOMPARE(source.config, QStringLiteral("{\"base\":\"https://x.example/scim/v2\"}"));
        QCOMPARE(source.writes, std::optional(true));
        QCOMPARE(source.lastRead, QDateTime(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC));
        QCOMPARE(must(opened->recordsById(Entity::Account, {Id{3}})).front().text(u"external-id"), QStringLiteral("u1"));
        QVERIFY(opened->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    }
};

QTEST_GUILESS_MAIN(TestReadings)
#include "test_readings.moc"
