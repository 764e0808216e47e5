#include "expected_schema.h"
#include "fixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace qm;
using test::Workspace;

/// The tables that the migrations make are the ones that the descriptions ask for.
class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tablesFollowTheDescriptions_data();
    void tablesFollowTheDescriptions();
    void theAuditLogIsAppendOnly();
};

void TestSchema::tablesFollowTheDescriptions_data()
{
    QTest::addColumn<model::Entity>("entity");
    for (const model::Entity entity : model::allEntities())
        QTest::newRow(qPrintable(model::describe(entity).key)) << entity;
}

void TestSchema::tablesFollowTheDescriptions()
{
    QFETCH(model::Entity, entity);
    static const Workspace workspace;
    static const QRegularExpression name(QStringLiteral("^CREATE (?:UNIQUE )?(?:TABLE|INDEX) \"?(\\w+)"));
    for (const QString& statement : test::expectedSchema(entity)) {
        const QByteArray made = "SELECT sql FROM sqlite_master WHERE name = '" + name.match(statement).captured(1).toLatin1() + "'";
        QCOMPARE(test::partsOf(test::rawValue(workspace.path(), made)), test::partsOf(statement));
    }
}

void TestSchema::theAuditLogIsAppendOnly()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    for (const QByteArray table : {"audit_change", "audit_set", "audit_name"}) {
        QCOMPARE(test::rawSql(workspace.path(), "DELETE FROM " + table), QStringLiteral("the audit log is append-only"));
        const QByteArray column = test::rawValue(workspace.path(), "SELECT name FROM pragma_table_info('" + table + "') LIMIT 1").toLatin1();
        QCOMPARE(test::rawSql(workspace.path(), "UPDATE " + table + " SET " + column + " = 99"), QStringLiteral("the audit log is append-only"));
    }
}

QTEST_GUILESS_MAIN(TestSchema)
#include "test_schema.moc"
