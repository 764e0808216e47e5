#include "core/model/company.h"
#include "core/model/hardware.h"
#include "core/model/money_records.h"
#include "core/store/audit.h"
#include "core/store/migrate.h"
#include "core/store/table.h"
#include "fixture.h"

#include <QRegularExpression>
#include <QTest>
#include <rapidcheck.h>

#include <algorithm>

using namespace qm;
using base::ErrorCode;
using base::Id;
using model::Change;
using model::Entity;
using model::Field;
using model::Kind;
using model::Record;
using model::Value;
using store::Store;
using test::Workspace;

namespace {

QStringList problemsOf(Store& store)
{
    const auto checked = store.verify({}, {});
    return checked ? checked->problems : QStringList{QStringLiteral("error: ") + checked.error().detail};
}

/// Does it past the program and says what a check finds then.
QStringList problemsAfter(Workspace& workspace, const QByteArray& sql)
{
    const QString said = test::rawSql(workspace.path(), sql);
    return said.isEmpty() ? problemsOf(*workspace.store) : QStringList{QStringLiteral("not done: ") + said};
}

Record device()
{
    model::Device device;
    device.tag = QStringLiteral("AST-1");
    device.status = model::Device::Status::InUse;
    device.holder = Id{1};
    device.cost = base::Money{129900, *base::Currency::fromCode(u"EUR")};
    device.purchased = QDate(2025, 2, 3);
    device.encrypted = true;
    device.lastSeen = QDateTime(QDate(2026, 11, 1), QTime(8, 30), Qt::UTC);
    return model::recordOf(device);
}

/// Anna (1), Ben (2, edited once), Cy (3, removed), a device of Anna's (4).
void fill(Workspace& workspace)
{
    const auto submit = [&](const Change& change) {
        if (!workspace.store->submit(test::draftOf({change})))
            qFatal("not written");
    };
    for (const char* name : {"Anna", "Ben", "Cy"})
        submit(model::createOf(test::person(QStringLiteral("P-%1").arg(QLatin1String(name)), QString::fromLatin1(name))));
    submit({model::ChangeOp::Update, Entity::Person, Id{2}, 0, {}, {{model::describe(Entity::Person).indexOf(u"title"), QStringLiteral("Engineer")}}});
    submit({model::ChangeOp::Remove, Entity::Person, Id{3}, 0, {}, {}});
    submit(model::createOf(device()));
}

/// The records that random drafts are about: their required fields are not references.
const std::array<Entity, 6> kinds = {Entity::Company, Entity::Site, Entity::Vendor, Entity::Person, Entity::Device, Entity::Contract};

/// Something that the field takes; other Texts than mail addresses stand for themselves.
Value valueFor(const Field& field, int seed)
{
    switch (field.kind) {
    case Kind::Text:
    case Kind::LongText: return field.has(model::Mail) ? QStringLiteral("m%1@x.example").arg(seed) : QStringLiteral("Zażółć \U0001F511 %1").arg(seed);
    case Kind::Integer:
    case Kind::Percent: return qint64(seed);
    case Kind::Boolean: return seed % 2 == 0;
    case Kind::Date: return QDate(2026, 1, 1).addDays(seed);
    case Kind::Instant: return QDateTime(QDate(2026, 1, 1), QTime(3, 4, 5, seed % 1000), Qt::UTC).addDays(seed);
    case Kind::Money: return base::Money{seed * 7, *base::Currency::fromCode(seed % 2 == 0 ? u"EUR" : u"JPY")};
    case Kind::Choice: return field.choices[static_cast<std::size_t>(seed) % field.choices.size()].key;
    case Kind::Reference: break;
    }
    return {};
}

int numberBelow(std::size_t count)
{
    return *rc::gen::inRange(0, static_cast<int>(count));
}

Change randomCreate(int seed)
{
    const Entity entity = kinds[static_cast<std::size_t>(numberBelow(kinds.size()))];
    Record record = model::emptyRecord(entity);
    const auto& fields = model::describe(entity).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const bool isSet = fields[i].has(model::Required) || numberBelow(3) == 0;
        if (isSet && fields[i].hasColumn())
            record.values[static_cast<qsizetype>(i)] = valueFor(fields[i], seed);
    }
    return model::createOf(record);
}

Change randomUpdate(const Record& record, int seed)
{
    const auto& fields = model::describe(record.entity).fields;
    const auto at = static_cast<std::size_t>(numberBelow(fields.size()));
    const bool isCleared = !fields[at].has(model::Required) && numberBelow(3) == 0;
    return {model::ChangeOp::Update, record.entity, record.id, 0, {}, {{static_cast<int>(at), isCleared ? Value() : valueFor(fields[at], seed)}}};
}

std::vector<Record> allRecords(Store& store)
{
    std::vector<Record> all;
    for (const Entity entity : kinds) {
        model::Query query;
        query.entity = entity;
        const auto records = store.load(query).value_or({});
        all.insert(all.end(), records.begin(), records.end());
    }
    return all;
}

/// One more draft or undo; one that is refused (a value taken, a field gone on) writes nothing.
void takeStep(Store& store, int seed)
{
    const auto records = allRecords(store);
    const int what = records.empty() ? 0 : numberBelow(5);
    if (what == 4) {
        const auto sets = store.recent({}, 5).value_or({});
        if (const auto draft = store.undoDraft(sets[static_cast<std::size_t>(numberBelow(sets.size()))].set.id))
            std::ignore = store.submit(*draft);
        return;
    }
    Change change = randomCreate(seed);
    if (what > 0) {
        const Record& record = records[static_cast<std::size_t>(numberBelow(records.size()))];
        change = what == 1 ? model::removeOf(record) : randomUpdate(record, seed);
    }
    std::ignore = store.submit(test::draftOf({change}));
}

/// A column that the log tells of, and another value for it in SQL.
struct Edit
{
    QByteArray column;
    QByteArray value;
};

std::vector<Edit> editsOf(Entity entity)
{
    const store::Table& table = store::tableOf(entity);
    const auto& fields = table.description->fields;
    std::vector<Edit> edits = {{"revision", "revision + 1"}};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!fields[i].isStored())
            continue;
        const QByteArray column = store::quoted(table.columns[i]);
        const bool isNumber = QList<Kind>{Kind::Integer, Kind::Percent, Kind::Boolean, Kind::Money, Kind::Reference}.contains(fields[i].kind);
        edits.push_back({column, isNumber ? "ifnull(" + column + ", 0) + 1" : "ifnull(" + column + ", '') || 'x'"});
        if (fields[i].kind == Kind::Money)
            edits.push_back({store::quoted(table.columns[i] + "_currency"), "'XTS'"});
    }
    return edits;
}

QByteArray updateSql(const Record& record, const Edit& edit)
{
    return "UPDATE " + store::quoted(store::tableOf(record.entity).name) + " SET " + edit.column + " = " + edit.value + " WHERE id = " + QByteArray::number(record.id.value);
}

/// One record of every entity with a value in every field; references name the record of the entity they are about.
QList<Record> oneOfEach(Store& store)
{
    QList<Record> made;
    for (const Entity entity : model::allEntities()) {
        Record record = model::emptyRecord(entity);
        const auto& fields = model::describe(entity).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto target = std::find_if(made.cbegin(), made.cend(), [&](const Record& each) { return each.entity == fields[i].target; });
            if (fields[i].kind == Kind::Reference && target != made.cend())
                record.values[static_cast<qsizetype>(i)] = target->id;
            else if (fields[i].hasColumn())
                record.values[static_cast<qsizetype>(i)] = valueFor(fields[i], static_cast<int>(made.size()) + 3);
        }
        const auto done = store.submit(test::draftOf({model::createOf(record)}));
        if (!done)
            qFatal("not written: %ls", qUtf16Printable(done.error().subject));
        record.id = done->changes.front().id;
        made.append(record);
    }
    return made;
}

/// A file of the first version, with the log that the program of then wrote: an app, a vendor's source, a person.
class FirstFile
{
public:
    FirstFile()
    {
        auto database = std::move(*store::Database::open(path(), store::Database::Access::Create));
        const auto made = store::migrate(*database, {store::shippedMigrations().front()});
        if (!made || !database->run("PRAGMA application_id = " + QByteArray::number(store::applicationId)))
            qFatal("no file");
        const store::NameCodes codes(names());
        QByteArray sql;
        for (qsizetype i = 0; i < codes.names().size(); ++i)
            sql += "INSERT INTO audit_name VALUES (" + QByteArray::number(i + 1) + ", '" + codes.names()[i].toLatin1() + "');";
        sql += "INSERT INTO app (id, revision, name) VALUES (1, 1, 'Directory');"
               "INSERT INTO source (id, revision, name, kind, descriptor, base, app, state) VALUES (2, 1, 'Directory', 'vendor', 'scim', 'https://x.example', 1, 'paused');"
               "INSERT INTO person (id, revision, name) VALUES (3, 1, 'Anna');";
        if (!database->run(sql))
            qFatal("no rows");
        write(*database, codes);
    }
    QString path() const { return m_folder.filePath(QStringLiteral("old.quartermaster")); }

private:
    /// The dictionary of then, as far as this file needs it.
    static QStringList names()
    {
        return {QStringLiteral("source"),     QStringLiteral("source.name"), QStringLiteral("source.kind"), QStringLiteral("source.descriptor"), QStringLiteral("source.base"),
                QStringLiteral("source.app"), QStringLiteral("source.state"), QStringLiteral("app"),         QStringLiteral("app.name"),          QStringLiteral("person"),
                QStringLiteral("person.name")};
    }
    static QByteArray payload(const QList<std::pair<int, Value>>& after)
    {
        store::PayloadWriter writer;
        writer.number(0);
        writer.number(static_cast<quint64>(after.size()));
        for (const auto& [code, value] : after) {
            writer.number(static_cast<quint64>(code));
            writer.value(value);
        }
        return writer.bytes().toByteArray();
    }
    static void write(store::Database& database, const store::NameCodes& codes)
    {
        const QDateTime then(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC);
        const store::SetHeader header{Id{1}, QStringLiteral("Test"), {}, then, then, 1, 3, false};
        const QList<QByteArray> payloads = {
            payload({{9, QStringLiteral("Directory")}}),
            payload({{2, QStringLiteral("Directory")}, {3, QStringLiteral("vendor")}, {4, QStringLiteral("scim")}, {5, QStringLiteral("https://x.example")}, {6, Id{1}}, {7, QStringLiteral("paused")}}),
            payload({{11, QStringLiteral("Anna")}})};
        store::AuditChain chain;
        chain.startAt(QByteArray(32, '\0'));
        chain.enter(header, codes.digest());
        const std::array<qint64, 3> entities = {8, 1, 10};
        for (qint64 id = 1; id <= 3; ++id) {
            const store::ChangeRow row{id, 0, entities[static_cast<std::size_t>(id - 1)], id, 1, payloads[id - 1]};
            store::Statement insert = database.prepare("INSERT INTO audit_change VALUES (?1, 1, 0, ?2, ?1, 1, ?3, ?4)");
            insert.bindInteger(1, id);
            insert.bindInteger(2, row.entityCode);
            insert.bindBlob(3, row.payload);
            insert.bindBlob(4, chain.extend(row));
            if (!database.finish(insert))
                qFatal("no log");
        }
        if (!store::insertSet(database, header, codes.names().size()) || !store::writeHeads(database, {4, 1, 3, chain.head()}))
            qFatal("no log");
    }

    QTemporaryDir m_folder;
};

} // namespace

/// The records stand as the log says: whatever is done to a row past the program shows.
class TestVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfEditPastTheLogShows_data();
    void everyKindOfEditPastTheLogShows();
    void everyColumnOfEveryEntityIsLookedAt();
    void oneRowCanHaveSeveralProblems();
    void whatIsObservedIsNoPartOfIt();
    void aColumnThatIsGoneIsNotSound();
    void aChangeOfAnotherEntitysFieldsIsNoCrash();
    void problemsAreBounded();
    void aWalkOverTheRecordsCanBeCancelled();
    void progressReachesItsTotalOnce();
    void randomDraftsAreSoundUntilOneRowIsEdited();
    void whatAMigrationWroteIsSound();
    void noOtherMigrationWritesIntoRecords();
    void anOlderFileIsCheckedAsItIs();
    void ofANewerFileTheLogIsChecked();
};

void TestVerify::everyKindOfEditPastTheLogShows_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name, const char* sql, const char* problem) { QTest::newRow(name) << QByteArray(sql) << QString::fromLatin1(problem); };
    row("a text", "UPDATE person SET name = 'X' WHERE id = 1", "person 1: name is not what the log says");
    row("a text of an edited record", "UPDATE person SET title = 'Chef' WHERE id = 2", "person 2: title is not what the log says");
    row("a text where there was none", "UPDATE person SET work_mail = 'a@x.example' WHERE id = 1", "person 1: work-mail is not what the log says");
    row("an empty text for none", "UPDATE person SET notes = '' WHERE id = 1", "person 1: notes is not what the log says");
    row("nothing where there was a text", "UPDATE person SET title = NULL WHERE id = 2", "person 2: title is not what the log says");
    row("a choice", "UPDATE device SET status = 'lost'", "device 4: status is not what the log says");
    row("a reference", "UPDATE device SET holder = 2", "device 4: holder is not what the log says");
    row("a day", "UPDATE device SET purchased = '2025-02-04'", "device 4: purchased is not what the log says");
    row("the spelling of a day", "UPDATE device SET purchased = '2025-02-03 '", "device 4: purchased is not what the log says");
    row("an instant", "UPDATE device SET last_seen = '2026-11-01T08:30:00.001Z'", "device 4: last-seen is not what the log says");
    row("the spelling of an instant", "UPDATE device SET last_seen = '2026-11-01T08:30:00Z'", "device 4: last-seen is not what the log says");
    row("an amount", "UPDATE device SET cost = 129901", "device 4: cost is not what the log says");
    row("a currency", "UPDATE device SET cost_currency = 'USD'", "device 4: cost is not what the log says");
    row("an amount without its currency", "UPDATE device SET cost_currency = NULL", "device 4: cost is not what the log says");
    row("a currency without an amount", "UPDATE device SET floor_value_currency = 'EUR'", "device 4: floor-value is not what the log says");
    row("yes or no", "UPDATE device SET encrypted = 0", "device 4: encrypted is not what the log says");
    row("another yes", "UPDATE device SET encrypted = 2", "device 4: encrypted is not what the log says");
    row("a revision", "UPDATE person SET revision = 7 WHERE id = 2", "person 2: its revision is not what the log says");
    row("a row removed", "DELETE FROM device", "device 4: it is gone, though the log has it");
    row("the first row removed", "UPDATE device SET holder = NULL; DELETE FROM person WHERE id = 1", "person 1: it is gone, though the log has it");
    row("a row added", "INSERT INTO person (id, revision, name) VALUES (99, 1, 'Eve')", "person 99: the log does not know it");
    row("a row added before all", "INSERT INTO person (id, revision, name) VALUES (-5, 1, 'Eve')", "person -5: the log does not know it");
    row("a row added to an empty table", "INSERT INTO vendor (id, revision, name) VALUES (2, 1, 'Eve')", "vendor 2: the log does not know it");
    row("a removed row back", "INSERT INTO person (id, revision, name) VALUES (3, 1, 'Cy')", "person 3: it is there, though the log says it was removed");
    row("another id", "UPDATE person SET id = 77 WHERE id = 2", "person 77: the log does not know it");
}

void TestVerify::everyKindOfEditPastTheLogShows()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const QString, problem);
    Workspace workspace;
    fill(workspace);
    QCOMPARE(problemsOf(*workspace.store), QStringList());
    const QStringList found = problemsAfter(workspace, sql);
    QVERIFY2(found.contains(problem), qPrintable(found.join(u'\n')));
}

void TestVerify::everyColumnOfEveryEntityIsLookedAt()
{
    Workspace workspace;
    const QList<Record> records = oneOfEach(*workspace.store);
    QCOMPARE(records.size(), model::entityCount);
    for (const Record& record : records) {
        const QString about = model::describe(record.entity).key + u' ' + QString::number(record.id.value) + u':';
        for (const Edit& edit : editsOf(record.entity)) {
            const QByteArray from = " FROM " + store::quoted(store::tableOf(record.entity).name) + " WHERE id = " + QByteArray::number(record.id.value);
            const QByteArray old = test::rawValue(workspace.path(), "SELECT quote(" + edit.column + ")" + from).toUtf8();
            const QString found = problemsAfter(workspace, updateSql(record, edit)).join(u'\n');
            QVERIFY2(found.contains(about), qPrintable(QString::fromLatin1(edit.column) + found));
            QCOMPARE(test::rawSql(workspace.path(), updateSql(record, {edit.column, old})), QString());
        }
        QCOMPARE(problemsOf(*workspace.store), QStringList());
    }
}

void TestVerify::oneRowCanHaveSeveralProblems()
{
    Workspace workspace;
    fill(workspace);
    const QStringList expected = {QStringLiteral("person 1: its revision is not what the log says"), QStringLiteral("person 1: name is not what the log says"),
                                  QStringLiteral("person 1: title is not what the log says")};
    QCOMPARE(problemsAfter(workspace, "UPDATE person SET name = 'X', title = 'Y', revision = 2 WHERE id = 1"), expected);
}

void TestVerify::whatIsObservedIsNoPartOfIt()
{
    Workspace workspace;
    model::Source source;
    source.name = QStringLiteral("Directory");
    source.lastRead = workspace.clock.now();
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(model::recordOf(source))})));
    QVERIFY(workspace.store->noteLook(Id{1}, {workspace.clock.now().addDays(1), {QStringLiteral("account")}, workspace.clock.now()}));
    QCOMPARE(problemsAfter(workspace, "UPDATE source SET last_read = NULL"), QStringList());
}

void TestVerify::aColumnThatIsGoneIsNotSound()
{
    Workspace workspace;
    fill(workspace);
    QVERIFY(!problemsAfter(workspace, "ALTER TABLE person DROP COLUMN time_zone").isEmpty());
}

void TestVerify::aChangeOfAnotherEntitysFieldsIsNoCrash()
{
    Workspace workspace;
    fill(workspace);
    QCOMPARE(test::rawSql(workspace.path(), "DROP TRIGGER audit_change_no_update"), QString());
    const QStringList found = problemsAfter(workspace, "UPDATE audit_change SET entity = (SELECT code FROM audit_name WHERE name = 'company') WHERE seq = 6");
    QVERIFY2(found.contains(QStringLiteral("audit row 6: it can't be read")), qPrintable(found.join(u'\n')));
    QVERIFY(found.contains(QStringLiteral("device 4: the log does not know it")));
    QCOMPARE(workspace.store->changeSet(Id{6}).error().code, ErrorCode::WorkspaceDamaged);
}

void TestVerify::problemsAreBounded()
{
    Workspace workspace;
    QList<Change> people;
    for (int i = 0; i < 300; ++i)
        people.append(model::createOf(test::person(QStringLiteral("P-%1").arg(i), QStringLiteral("Person %1").arg(i))));
    QVERIFY(workspace.store->submit(test::draftOf(people)));
    QCOMPARE(problemsAfter(workspace, "UPDATE person SET name = 'X', site = 999").size(), 100);
}

void TestVerify::aWalkOverTheRecordsCanBeCancelled()
{
    Workspace workspace;
    QList<Change> people;
    for (int i = 0; i < 3000; ++i)
        people.append(model::createOf(test::person(QStringLiteral("P-%1").arg(i), QStringLiteral("Person %1").arg(i))));
    QVERIFY(workspace.store->submit(test::draftOf(people)));
    const base::Cancel cancel;
    const auto inTheSecondWalk = [&cancel](base::Progress at) {
        if (at.done > at.total / 2 + 500)
            cancel.request();
    };
    QCOMPARE(workspace.store->verify(inTheSecondWalk, cancel).error().code, ErrorCode::Cancelled);
}

void TestVerify::progressReachesItsTotalOnce()
{
    Workspace workspace;
    QList<Change> people;
    for (int i = 0; i < 3000; ++i)
        people.append(model::createOf(test::person(QStringLiteral("P-%1").arg(i), QStringLiteral("Person %1").arg(i))));
    QVERIFY(workspace.store->submit(test::draftOf(people)));
    QList<qint64> done;
    qint64 total = 0;
    const auto checked = workspace.store->verify(
        [&](base::Progress at) {
            done.append(at.done);
            total = at.total;
        },
        {});
    QVERIFY(checked);
    QCOMPARE(checked->changes, 3000);
    QVERIFY(std::is_sorted(done.begin(), done.end()));
    QCOMPARE(done, (QList<qint64>{1000, 2000, 3000, 4000, 5000, 6000}));
    QCOMPARE(total, 6000);
}

void TestVerify::randomDraftsAreSoundUntilOneRowIsEdited()
{
    const bool holds = rc::check("drafts and undos are sound, one edited column is not", [] {
        Workspace workspace;
        const int steps = *rc::gen::inRange(1, 20);
        for (int i = 1; i <= steps; ++i)
            takeStep(*workspace.store, i);
        RC_ASSERT(problemsOf(*workspace.store) == QStringList());
        const auto records = allRecords(*workspace.store);
        RC_PRE(!records.empty());
        const Record& record = records[static_cast<std::size_t>(numberBelow(records.size()))];
        const auto edits = editsOf(record.entity);
        const QByteArray sql = updateSql(record, edits[static_cast<std::size_t>(numberBelow(edits.size()))]);
        RC_LOG() << sql.toStdString();
        const QStringList found = problemsAfter(workspace, sql);
        RC_ASSERT(!found.isEmpty() && !found.front().startsWith(QStringLiteral("not done")));
    });
    QVERIFY(holds);
}

void TestVerify::whatAMigrationWroteIsSound()
{
    const FirstFile file;
    const test::TestClock clock;
    auto opened = Store::open(file.path(), Store::Mode::ReadWrite, clock);
    QVERIFY(opened);
    QCOMPARE(test::rawValue(file.path(), "SELECT config || writes || state FROM source"), QStringLiteral("{\"base\":\"https://x.example\"}1ready"));
    QCOMPARE(problemsOf(**opened), QStringList());
    // From the first edit on, the log tells of these fields too.
    const auto& source = model::describe(Entity::Source);
    const Change edit{model::ChangeOp::Update, Entity::Source, Id{2}, 0, {}, {{source.indexOf(u"config"), QStringLiteral("{}")}, {source.indexOf(u"state"), QStringLiteral("failed")}}};
    QVERIFY((*opened)->submit(test::draftOf({edit})));
    QCOMPARE(problemsOf(**opened), QStringList());
    QCOMPARE(test::rawSql(file.path(), "UPDATE source SET config = '{\"base\":\"https://evil.example\"}', state = 'ready'"), QString());
    QCOMPARE(problemsOf(**opened), (QStringList{QStringLiteral("source 2: config is not what the log says"), QStringLiteral("source 2: state is not what the log says")}));
}

void TestVerify::noOtherMigrationWritesIntoRecords()
{
    // One that does would make the check tell on every file it touched: see the decisions of core/store.
    static const QRegularExpression write(QStringLiteral("\\b(?:UPDATE|DELETE FROM|INSERT INTO|REPLACE INTO)\\s+\"?(\\w+)"), QRegularExpression::CaseInsensitiveOption);
    for (const store::Migration& migration : store::shippedMigrations()) {
        const QString script = QString::fromUtf8(migration.script);
        for (auto each = write.globalMatch(script); each.hasNext();) {
            const QString table = each.next().captured(1);
            const bool isRecords = model::entityFromKey(QString(table).replace(u'_', u'-')).has_value();
            QVERIFY2(!isRecords || migration.number == 2, qPrintable(QString::number(migration.number) + u' ' + table));
        }
    }
}

void TestVerify::anOlderFileIsCheckedAsItIs()
{
    const FirstFile file;
    const test::TestClock clock;
    auto opened = Store::open(file.path(), Store::Mode::ReadOnly, clock);
    QVERIFY(opened);
    QCOMPARE(problemsOf(**opened), QStringList());
    QVERIFY(Store::restore(file.path(), file.path() + QStringLiteral(".restored"), clock));
    QCOMPARE(test::rawSql(file.path(), "UPDATE person SET name = 'X'"), QString());
    QCOMPARE(problemsOf(**opened), QStringList{QStringLiteral("person 3: name is not what the log says")});
}

void TestVerify::ofANewerFileTheLogIsChecked()
{
    Workspace workspace;
    fill(workspace);
    workspace.store.reset();
    QCOMPARE(test::rawSql(workspace.path(), "ALTER TABLE person DROP COLUMN time_zone; PRAGMA user_version = " + QByteArray::number(store::latestVersion() + 1)), QString());
    const auto reading = Store::open(workspace.path(), Store::Mode::ReadOnly, workspace.clock);
    QVERIFY(reading);
    QCOMPARE(problemsOf(**reading), QStringList());
}

QTEST_GUILESS_MAIN(TestVerify)
#include "test_verify.moc"
