#include "core/model/identity.h"
#include "core/model/people.h"
#include "core/sync/reconcile.h"

#include <QTest>

using namespace qm;
using base::Id;
using model::Entity;
using model::Record;

namespace {

constexpr Id source{900};
constexpr Id app{901};

vendor::Row accountRow(const char* id, const char* login, const char* status)
{
    return {QStringLiteral("account"), QString::fromLatin1(id),
            {{QStringLiteral("username"), QString::fromLatin1(login)}, {QStringLiteral("email"), QString::fromLatin1(login)}, {QStringLiteral("status"), QString::fromLatin1(status)}}, {}};
}

sync::Told users(QList<vendor::Row> rows)
{
    return {source, app, QStringLiteral("Directory"), {QStringLiteral("account")}, std::move(rows), true};
}

sync::Told groups(QList<vendor::Row> rows)
{
    return {source, app, QStringLiteral("Directory"), {QStringLiteral("group"), QStringLiteral("membership")}, std::move(rows), true};
}

vendor::Row groupRow(const char* id, const char* name)
{
    return {QStringLiteral("group"), QString::fromLatin1(id), {{QStringLiteral("name"), QString::fromLatin1(name)}}, {}};
}

vendor::Row memberRow(const char* group, const char* account)
{
    return {QStringLiteral("membership"), QString::fromLatin1(group) + u'/' + QString::fromLatin1(account),
            {{QStringLiteral("group"), QString::fromLatin1(group)}, {QStringLiteral("account"), QString::fromLatin1(account)}}, {}};
}

/// A workspace in memory: applies changes as the store would, ids in order.
class Workspace
{
public:
    explicit Workspace(const QList<model::Person>& people = {})
    {
        for (const model::Person& person : people)
            put(model::recordOf(person));
    }
    Id put(Record record)
    {
        record.id = Id{++m_last};
        record.revision = 1;
        m_records[static_cast<int>(record.entity)].push_back(record);
        return record.id;
    }
    sync::Reconciled apply(const sync::Told& told)
    {
        const sync::Reconciled result = sync::reconcile(snapshot(), told);
        QHash<qint64, Id> real;
        for (const model::Change& change : result.changes) {
            if (change.op == model::ChangeOp::Create)
                create(change, real);
            else
                edit(change);
        }
        return result;
    }
    model::Snapshot snapshot() const
    {
        model::Snapshot snapshot(QDate(2026, 11, 23));
        for (auto it = m_records.begin(); it != m_records.end(); ++it)
            snapshot.add(static_cast<Entity>(it.key()), it.value());
        return snapshot;
    }

private:
    void create(const model::Change& change, QHash<qint64, Id>& real)
    {
        Record record = model::emptyRecord(change.entity);
        for (const model::FieldValue& each : change.after) {
            const auto* id = std::get_if<Id>(&each.value);
            record.values[each.field] = id && id->value < 0 ? model::Value(real.value(id->value)) : each.value;
        }
        real.insert(change.id.value, put(record));
    }
    void edit(const model::Change& change)
    {
        auto& all = m_records[static_cast<int>(change.entity)];
        if (change.op == model::ChangeOp::Remove) {
            std::erase_if(all, [&change](const Record& record) { return record.id == change.id; });
            return;
        }
        for (Record& record : all) {
            for (const model::FieldValue& each : change.after) {
                if (record.id == change.id)
                    record.values[each.field] = each.value;
            }
        }
    }

    QHash<int, std::vector<Record>> m_records;
    qint64 m_last = 0;
};

model::Person person(const char* mail, const char* aliases = "")
{
    model::Person person;
    person.name = QString::fromLatin1(mail).section(u'@', 0, 0);
    person.workMail = QString::fromLatin1(mail);
    person.aliases = QString::fromLatin1(aliases);
    return person;
}

} // namespace

class TestReconcile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matchesPeopleAndShowsOrphans()
    {
        Workspace workspace({person("anna@x.example"), person("bob@x.example", "robert@x.example")});
        const auto result = workspace.apply(users({accountRow("1", "ANNA@x.example", "active"), accountRow("2", "robert@x.example", "active"), accountRow("3", "who@x.example", "active"), accountRow("4", "old@x.example", "suspended")}));
        QCOMPARE(result.created, 4);
        QCOMPARE(result.orphans, 1);
        const model::Snapshot after = workspace.snapshot();
        QVERIFY(after.all(Entity::Account).at(0).reference(u"person").isValid());
        QVERIFY(after.all(Entity::Account).at(1).reference(u"person").isValid());
        QVERIFY(!after.all(Entity::Account).at(2).reference(u"person").isValid());
    }
    void theSameRowsAgainChangeNothing()
    {
        Workspace workspace({person("anna@x.example")});
        workspace.apply(users({accountRow("1", "anna@x.example", "active"), accountRow("2", "b@x.example", "active")}));
        workspace.apply(groups({groupRow("g", "Sales"), memberRow("g", "1"), memberRow("g", "2")}));
        QVERIFY(workspace.apply(users({accountRow("2", "b@x.example", "active"), accountRow("1", "anna@x.example", "active")})).changes.isEmpty());
        QVERIFY(workspace.apply(groups({groupRow("g", "Sales"), memberRow("g", "2"), memberRow("g", "1")})).changes.isEmpty());
    }
    void whatIsGoneIsClosedOnlyAfterACompletePass()
    {
        Workspace workspace;
        workspace.apply(users({accountRow("1", "a@x.example", "active"), accountRow("2", "b@x.example", "active")}));
        sync::Told partial = users({accountRow("1", "a@x.example", "active")});
        partial.complete = false;
        QVERIFY(workspace.apply(partial).changes.isEmpty());
        const auto result = workspace.apply(users({accountRow("1", "a@x.example", "active")}));
        QCOMPARE(result.gone, 1);
        QCOMPARE(workspace.snapshot().all(Entity::Account).at(1).text(u"state"), QStringLiteral("closed"));
        QCOMPARE(workspace.apply(users({accountRow("1", "a@x.example", "active")})).gone, 0);
    }
    void membershipsComeAndGo()
    {
        Workspace workspace;
        workspace.apply(users({accountRow("1", "a@x.example", "active")}));
        workspace.apply(groups({groupRow("g", "Sales"), groupRow("h", "All"), memberRow("g", "1"), memberRow("h", "1"), memberRow("h", "1"), memberRow("h", "nobody")}));
        QCOMPARE(workspace.snapshot().all(Entity::Grant).size(), std::size_t(2));
        const auto result = workspace.apply(groups({groupRow("g", "Sales"), memberRow("g", "1")}));
        QCOMPARE(result.gone, 2); // the grant and its group
        QCOMPARE(workspace.snapshot().all(Entity::Grant).size(), std::size_t(1));
        QCOMPARE(workspace.snapshot().all(Entity::Entitlement).size(), std::size_t(1));
    }
    void aPersonChosenByHandStays()
    {
        Workspace workspace({person("anna@x.example"), person("bob@x.example")});
        model::Account account;
        account.name = QStringLiteral("Directory / anna@x.example");
        account.source = source;
        account.externalId = QStringLiteral("1");
        account.person = Id{2};
        workspace.put(model::recordOf(account));
        workspace.apply(users({accountRow("1", "anna@x.example", "active")}));
        QCOMPARE(workspace.snapshot().all(Entity::Account).front().reference(u"person"), Id{2});
    }
};

QTEST_APPLESS_MAIN(TestReconcile)
#include "test_reconcile.moc"
