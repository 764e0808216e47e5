#include <QJsonArray>

#include "memory_workspace.h"

#include "core/model/company.h"
#include "core/model/hardware.h"
#include "core/model/money_records.h"
#include "core/model/software.h"

#include <QTest>

#include <rapidcheck.h>

using namespace qm;
using namespace qm::test;

namespace {

vendor::Row deviceRow(const char* id, const char* serial, QJsonObject more = {})
{
    more.insert(text("serial"), text(serial));
    return row("device", text(id), more);
}
sync::Told devices(QList<vendor::Row> rows)
{
    return told({text("device")}, std::move(rows));
}
sync::Told hr(QList<vendor::Row> rows)
{
    sync::Told people = told({text("person")}, std::move(rows));
    people.isHr = true;
    return people;
}
QDateTime at(int day)
{
    return QDateTime(QDate(2026, 11, day), QTime(9, 0), Qt::UTC);
}
QString iso(int day)
{
    return at(day).toString(Qt::ISODate);
}

/// A little world of rows over every table, with few keys so that they meet.
QList<vendor::Row> someRows()
{
    QList<vendor::Row> rows;
    QSet<QString> seen; // a vendor's record comes once in a reading; duplicates have a test of their own
    const int count = *rc::gen::inRange(0, 40);
    for (int i = 0; i < count; ++i) {
        const QString key = QString::number(*rc::gen::inRange(1, 6));
        const QString other = QString::number(*rc::gen::inRange(1, 6));
        const QString word = *rc::gen::element(text("anna"), text("bob"), text("Cleo"), text("x y"));
        vendor::Row row;
        switch (*rc::gen::inRange(0, 9)) {
        case 0: row = {text("account"), key, {{text("username"), word + key}, {text("email"), word + text("@x.example")}, {text("status"), *rc::gen::element(text("active"), text("suspended"), text("odd"))}, {text("mfa"), *rc::gen::element(QJsonValue(true), QJsonValue(), QJsonValue(text("False")))}}, {}}; break;
        case 1: row = {text("group"), key, {{text("name"), word}}, {}}; break;
        case 2: row = {text("membership"), key + u'/' + other, {{text("group"), key}, {text("account"), other}}, {}}; break;
        case 3: row = {text("app"), key, {{text("name"), word}}, {}}; break;
        case 4: row = {text("grant"), text("g") + key + other, {{text("app"), key}, {text("account"), other}, {text("scopes"), QJsonArray{word, text("mail")}}}, {}}; break;
        case 5: row = {text("license"), key, {{text("sku"), word + key}, {text("bought"), *rc::gen::inRange(0, 50)}, {text("used"), text("3")}}, {}}; break;
        case 6: row = {text("assignment"), key + u'/' + other, {{text("license"), key}, {text("account"), other}, {text("last_used"), iso(*rc::gen::inRange(1, 20))}}, {}}; break;
        case 7: row = {text("device"), key, {{text("serial"), text("S") + other}, {text("name"), word}, {text("encrypted"), *rc::gen::arbitrary<bool>()}, {text("owner_email"), word + text("@x.example")}}, {}}; break;
        default: row = {text("usage"), text("u") + QString::number(i), {{text("account"), key}, {text("at"), iso(*rc::gen::inRange(1, 20))}}, {}}; break;
        }
        if (seen.contains(row.table + row.key))
            continue;
        seen.insert(row.table + row.key);
        rows.append(row);
    }
    return rows;
}
const QStringList everyTable = {text("account"), text("group"), text("membership"), text("app"), text("grant"), text("license"), text("assignment"), text("device"), text("usage")};

MemoryWorkspace fresh()
{
    return MemoryWorkspace({person("anna@x.example"), person("bob@x.example")});
}

} // namespace

/// The rules of each table, and what holds for all of them.
class TestTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceIsKnownByItsSerialNumber()
    {
        MemoryWorkspace workspace({person("anna@x.example")});
        model::Device laptop;
        laptop.tag = text("FH-1");
        laptop.serial = text("ABC");
        laptop.model = text("Book 14");
        const Id id = workspace.put(model::recordOf(laptop));
        workspace.enter(Entity::Device, id, u"model", text("Book 14"));
        const auto rows = devices({deviceRow("d1", "abc", {{text("encrypted"), true}, {text("platform"), text("macOS")}, {text("os_version"), text("15.1")}, {text("model"), text("Book Pro 14")},
                                                          {text("last_seen"), iso(20)}, {text("owner_email"), text("anna@x.example")}}),
                                   deviceRow("d2", "NEW", {{text("name"), text("kiosk")}})});
        const auto result = workspace.apply(rows);
        QCOMPARE(result.created, 1);
        const auto device = model::as<model::Device>(workspace.keyed(Entity::Device, "d1"));
        QCOMPARE(device.tag, text("FH-1"));
        QCOMPARE(device.encrypted, std::optional(true));
        QCOMPARE(device.managed, std::optional(true));
        QCOMPARE(device.system, text("macOS 15.1"));
        QCOMPARE(device.lastSeen, at(20));
        QCOMPARE(device.holder, Id{1}); // nobody had it
        QCOMPARE(device.model, text("Book 14")); // entered by hand
        QCOMPARE(workspace.drifts().value({id, text("model")}), QByteArray("[\"Book Pro 14\"]"));
        QCOMPARE(workspace.keyed(Entity::Device, "d2").text(u"tag"), text("NEW"));
        QVERIFY(workspace.apply(rows).changes.isEmpty());
    }
    void aHolderIsOnlySuggested()
    {
        MemoryWorkspace workspace({person("anna@x.example"), person("bob@x.example")});
        const auto ofAnna = devices({deviceRow("d", "S", {{text("owner_email"), text("anna@x.example")}})});
        const auto ofBob = devices({deviceRow("d", "S", {{text("owner_email"), text("bob@x.example")}})});
        workspace.apply(ofAnna);
        QVERIFY(workspace.apply(ofBob).changes.isEmpty());
        QCOMPARE(workspace.only(Entity::Device).reference(u"holder"), Id{1});
        QCOMPARE(workspace.drifts().size(), 1);
        workspace.apply(ofAnna);
        QVERIFY(workspace.drifts().isEmpty());
    }
    void aDeviceThatIsGoneIsNoLongerManaged()
    {
        MemoryWorkspace workspace;
        workspace.apply(devices({deviceRow("d", "S")}));
        QCOMPARE(workspace.apply(devices({})).gone, 1);
        QCOMPARE(workspace.only(Entity::Device).value(u"managed"), model::Value(false));
        QCOMPARE(workspace.apply(devices({})).gone, 0);
        workspace.apply(devices({deviceRow("d", "S")}));
        QCOMPARE(workspace.only(Entity::Device).value(u"managed"), model::Value(true));
    }
    void aQuantityEnteredByHandIsKept()
    {
        MemoryWorkspace workspace;
        model::LicenceLine line;
        line.number = text("SPE_E3");
        line.name = text("Office E3");
        line.app = app;
        line.quantity = 40;
        const Id id = workspace.put(model::recordOf(line));
        workspace.enter(Entity::LicenceLine, id, u"quantity", qint64(40));
        const auto rows = told({text("license")}, {row("license", text("sku-1"), {{text("sku"), text("spe_e3")}, {text("bought"), 50}, {text("used"), 44}})});
        QCOMPARE(workspace.apply(rows).created, 0);
        const auto after = model::as<model::LicenceLine>(workspace.only(Entity::LicenceLine));
        QCOMPARE(after.quantity, std::optional<qint64>(40));
        QCOMPARE(after.used, std::optional<qint64>(44));
        QCOMPARE(after.externalId, text("sku-1"));
        QCOMPARE(workspace.drifts().value({id, text("quantity")}), QByteArray("[50]"));
        const auto more = told({text("license")}, {row("license", text("sku-2"), {{text("name"), text("Visio")}, {text("bought"), 5}})}, Coverage::Changes);
        workspace.apply(more);
        QCOMPARE(workspace.keyed(Entity::LicenceLine, "sku-2").text(u"quantity"), text("5"));
        auto grown = more;
        grown.rows.front().fields[text("bought")] = 6;
        workspace.apply(grown); // the source's own number moves on
        QCOMPARE(workspace.keyed(Entity::LicenceLine, "sku-2").text(u"quantity"), text("6"));
    }
    void aSeatIsTheJoinersThatNamesThePersonOnly()
    {
        MemoryWorkspace workspace({person("anna@x.example")});
        workspace.apply(users({test::accountRow("1", "anna@x.example", "active")}));
        workspace.apply(told({text("license")}, {row("license", text("e3"), {{text("name"), text("E3")}})}));
        model::Seat seat;
        seat.name = text("E3 / Anna");
        seat.licenceLine = workspace.only(Entity::LicenceLine).id;
        seat.person = Id{1};
        workspace.put(model::recordOf(seat));
        const auto rows = told({text("assignment")}, {row("assignment", text("e3/1"), {{text("license"), text("e3")}, {text("account"), text("1")}, {text("last_used"), iso(3)}})});
        QCOMPARE(workspace.apply(rows).created, 0);
        const auto after = model::as<model::Seat>(workspace.only(Entity::Seat));
        QCOMPARE(after.account, workspace.only(Entity::Account).id);
        QCOMPARE(after.lastUsed, at(3));
        QCOMPARE(after.usageKnown, std::optional(true));
        QCOMPARE(workspace.apply(told({text("assignment")}, {})).gone, 1);
        QVERIFY(workspace.all(Entity::Seat).empty());
    }
    void lastUseOnlyMovesOn()
    {
        MemoryWorkspace workspace({person("anna@x.example")});
        workspace.apply(users({test::accountRow("1", "anna@x.example", "active")}));
        workspace.apply(told({text("assignment")}, {row("assignment", text("e3/1"), {{text("license"), text("e3")}, {text("account"), text("1")}})}));
        const auto use = [](const char* key, int day) { return row("usage", text(key), {{text("account"), text("ANNA@x.example")}, {text("at"), iso(day)}}); };
        workspace.apply(told({text("usage")}, {use("a", 4), use("b", 9), use("c", 2)}, Coverage::Changes));
        QCOMPARE(model::as<model::Account>(workspace.only(Entity::Account)).lastUsed, at(9));
        QCOMPARE(model::as<model::Seat>(workspace.only(Entity::Seat)).lastUsed, at(9));
        QVERIFY(workspace.apply(told({text("usage")}, {use("d", 5)}, Coverage::Changes)).changes.isEmpty());
    }
    void aGrantedAppIsFoundAndNeverApproved()
    {
        MemoryWorkspace workspace;
        workspace.apply(users({test::accountRow("1", "anna@x.example", "active")}));
        workspace.apply(told({text("app")}, {row("app", text("c1"), {{text("name"), text("Calendly")}, {text("state"), text("approved")}}), row("app", text("c2"), {{text("name"), text("Unused thing")}})}));
        QCOMPARE(workspace.all(Entity::App).size(), std::size_t(1)); // what nobody granted is no app here
        const auto grants = told({text("grant")}, {row("grant", text("k1"), {{text("app"), text("c1")}, {text("account"), text("1")}, {text("scopes"), text("mail.read")}}),
                                                   row("grant", text("k2"), {{text("app"), text("c1")}, {text("account"), text("1")}, {text("scopes"), QJsonArray{text("files.read")}}}),
                                                   row("grant", text("k3"), {{text("app"), text("c1")}, {text("everyone"), true}, {text("scopes"), text("openid")}})});
        workspace.apply(grants);
        QCOMPARE(workspace.all(Entity::App).size(), std::size_t(2));
        const Record found = workspace.all(Entity::App).back();
        QCOMPARE(found.text(u"name"), text("Calendly"));
        QVERIFY(model::isEmpty(found.value(u"state")));
        QCOMPARE(workspace.only(Entity::Grant).text(u"scopes"), text("files.read\nmail.read"));
        QCOMPARE(workspace.keyed(Entity::Entitlement, "c1").value(u"everyone"), model::Value(true));
        QVERIFY(workspace.apply(grants).changes.isEmpty());
        QCOMPARE(workspace.apply(told({text("grant")}, {})).gone, 2);
        QVERIFY(model::isEmpty(workspace.keyed(Entity::Entitlement, "c1").value(u"everyone")));
    }
    void onlyTheHrSourceMakesPeople()
    {
        MemoryWorkspace workspace;
        const QList<vendor::Row> rows = {row("person", text("7"), {{text("employee_number"), text("E7")}, {text("name"), text("Anna Berg")}, {text("email"), text("anna@x.example")}, {text("department"), text("Sales")}, {text("manager"), text("8")}, {text("start"), text("2026-03-01")}}),
                                         row("person", text("8"), {{text("employee_number"), text("E8")}, {text("name"), text("Bo")}, {text("email"), text("bo@x.example")}, {text("manager"), text("7")}, {text("end"), text("2026-12-31")}})};
        QVERIFY(workspace.apply(told({text("person")}, rows)).changes.isEmpty());
        QCOMPARE(workspace.apply(hr(rows)).created, 3); // two people and a department
        const auto anna = model::as<model::Person>(workspace.keyed(Entity::Person, "7"));
        QCOMPARE(anna.number, text("E7"));
        QCOMPARE(anna.start, QDate(2026, 3, 1));
        QCOMPARE(anna.department, workspace.only(Entity::Department).id);
        QCOMPARE(anna.manager, workspace.keyed(Entity::Person, "8").id);
        QVERIFY(!workspace.keyed(Entity::Person, "8").reference(u"manager").isValid()); // nobody is above themselves
        QCOMPARE(workspace.keyed(Entity::Person, "8").text(u"legal-end"), text("2026-12-31"));
        QVERIFY(workspace.apply(hr(rows)).changes.isEmpty());
        QVERIFY(workspace.apply(hr({})).changes.isEmpty()); // silence ends nobody's employment
    }
    void whatSomebodyEnteredOfAPersonStays()
    {
        MemoryWorkspace workspace({person("anna@x.example")});
        workspace.enter(Entity::Person, Id{1}, u"title", text("Head of Sales"));
        workspace.apply(hr({row("person", text("7"), {{text("email"), text("anna@x.example")}, {text("title"), text("Sales")}, {text("employee_number"), text("E7")}})}));
        QCOMPARE(workspace.only(Entity::Person).text(u"title"), text("Head of Sales"));
        QCOMPARE(workspace.only(Entity::Person).text(u"number"), text("E7"));
        QCOMPARE(workspace.drifts().value({Id{1}, text("title")}), QByteArray("[\"Sales\"]"));
    }
    void aValueThatAnotherRecordHasIsNotTaken()
    {
        MemoryWorkspace workspace({person("anna@x.example"), person("bob@x.example")});
        workspace.apply(hr({row("person", text("7"), {{text("email"), text("anna@x.example")}, {text("employee_number"), text("E7")}})}));
        const auto result = workspace.apply(hr({row("person", text("7"), {{text("email"), text("bob@x.example")}, {text("employee_number"), text("E7")}})}));
        QVERIFY(result.changes.isEmpty());
        QCOMPARE(result.drifts.size(), 1);
    }
    void spendBecomesInvoiceLines()
    {
        MemoryWorkspace workspace;
        model::Vendor vendor;
        vendor.name = text("Stratus");
        const Id stratus = workspace.put(model::recordOf(vendor));
        const auto rows = told({text("spend")}, {row("spend", text("t1"), {{text("date"), text("2026-10-03T10:00:00Z")}, {text("amount"), 812.5}, {text("currency"), text("eur")}, {text("vendor_name"), text("STRATUS")}, {text("memo"), text("October")}}),
                                                 row("spend", text("t2"), {{text("date"), text("2026-10-03")}, {text("amount"), text("812.50")}, {text("currency"), text("EUR")}, {text("vendor_name"), text("STRATUS")}}),
                                                 row("spend", text("t3"), {{text("date"), text("2026-10-03")}, {text("amount"), text("much")}, {text("currency"), text("EUR")}})});
        const auto result = workspace.apply(rows);
        QCOMPARE(result.created, 2); // two that look alike are two
        QCOMPARE(result.leftOut, 1);
        const auto line = model::as<model::InvoiceLine>(workspace.keyed(Entity::InvoiceLine, "t1"));
        QCOMPARE(line.amount->toText(), text("812.50 EUR"));
        QCOMPARE(line.vendor, stratus);
        QCOMPARE(line.date, QDate(2026, 10, 3));
        QVERIFY(workspace.apply(rows).changes.isEmpty());
        QCOMPARE(workspace.apply(told({text("spend")}, {})).gone, 0);
    }
    void howAServiceRuns()
    {
        MemoryWorkspace workspace;
        workspace.apply(told({text("status")}, {row("status", text("s"), {{text("name"), text("directory")}, {text("state"), text("degraded")}, {text("incident"), text("Slow sign-in")}})}));
        QCOMPARE(workspace.only(Entity::App).text(u"service"), text("degraded"));
        QCOMPARE(workspace.only(Entity::App).text(u"incident"), text("Slow sign-in"));
    }
    void theSameRowsAgainChangeNothing()
    {
        QVERIFY(rc::check("the same rows again change nothing", [] {
            MemoryWorkspace workspace = fresh();
            const auto rows = told(everyTable, someRows());
            workspace.apply(rows);
            const auto again = workspace.look(rows);
            RC_ASSERT(again.changes.isEmpty());
            RC_ASSERT(again.drifts.isEmpty());
        }));
    }
    void theOrderOfRowsDoesNotMatter()
    {
        QVERIFY(rc::check("the order of rows does not matter", [] {
            QList<vendor::Row> rows = someRows();
            MemoryWorkspace one = fresh();
            one.apply(told(everyTable, rows));
            std::reverse(rows.begin(), rows.end());
            MemoryWorkspace two = fresh();
            two.apply(told(everyTable, rows));
            RC_ASSERT(one.contents() == two.contents());
        }));
    }
    void partialNeverRemoves()
    {
        QVERIFY(rc::check("what was not told whole removes nothing", [] {
            MemoryWorkspace workspace = fresh();
            workspace.apply(told(everyTable, someRows()));
            const auto coverage = *rc::gen::element(Coverage::Partial, Coverage::Changes, Coverage::Unchanged, Coverage::Skipped);
            const auto result = workspace.look(told(everyTable, someRows(), coverage));
            RC_ASSERT(result.gone == 0);
            for (const model::Change& change : result.changes)
                RC_ASSERT(change.op != model::ChangeOp::Remove);
        }));
    }
    void whatComesBackIsAsItWas()
    {
        QVERIFY(rc::check("removing and adding again restores", [] {
            MemoryWorkspace workspace = fresh();
            const auto rows = told(everyTable, someRows());
            workspace.apply(rows);
            const QStringList before = workspace.contents();
            workspace.apply(told(everyTable, {}));
            workspace.apply(rows);
            RC_ASSERT(workspace.contents() == before);
        }));
    }
};

QTEST_APPLESS_MAIN(TestTables)
#include "test_tables.moc"
