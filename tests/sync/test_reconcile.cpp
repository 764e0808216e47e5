#include "memory_workspace.h"

#include "core/model/limits.h"

#include <QTest>

using namespace qm;
using namespace qm::test;

/// Active accounts of u0@x.example and those after, by number.
QList<vendor::Row> accountRows(int count)
{
    QList<vendor::Row> rows;
    for (int at = 0; at < count; ++at)
        rows.append(accountRow(qPrintable(QString::number(at)), qPrintable(QStringLiteral("u%1@x.example").arg(at)), "active"));
    return rows;
}

QSet<QString> firstKeys(int count)
{
    QSet<QString> keys;
    for (int at = 0; at < count; ++at)
        keys.insert(QString::number(at));
    return keys;
}

/// Accounts, groups and who is in them.
class TestReconcile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matchesPeopleAndShowsOrphans()
    {
        MemoryWorkspace workspace({person("anna@x.example"), person("bob@x.example", "robert@x.example")});
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
        MemoryWorkspace workspace({person("anna@x.example")});
        workspace.apply(users({accountRow("1", "anna@x.example", "active"), accountRow("2", "b@x.example", "active")}));
        workspace.apply(groups({groupRow("g", "Sales"), memberRow("g", "1"), memberRow("g", "2")}));
        QVERIFY(workspace.apply(users({accountRow("2", "b@x.example", "active"), accountRow("1", "anna@x.example", "active")})).changes.isEmpty());
        QVERIFY(workspace.apply(groups({groupRow("g", "Sales"), memberRow("g", "2"), memberRow("g", "1")})).changes.isEmpty());
    }
    void whatIsGoneIsClosedOnlyAfterACompletePass()
    {
        MemoryWorkspace workspace;
        workspace.apply(users({accountRow("1", "a@x.example", "active"), accountRow("2", "b@x.example", "active")}));
        sync::Told partial = users({accountRow("1", "a@x.example", "active")});
        partial.coverage = Coverage::Partial;
        QVERIFY(workspace.apply(partial).changes.isEmpty());
        const auto result = workspace.apply(users({accountRow("1", "a@x.example", "active")}));
        QCOMPARE(result.gone, 1);
        QCOMPARE(workspace.snapshot().all(Entity::Account).at(1).text(u"state"), QStringLiteral("closed"));
        QCOMPARE(workspace.apply(users({accountRow("1", "a@x.example", "active")})).gone, 0);
    }
    void anAnswerThatLostMostOfAListTakesNothingAway_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::addColumn<bool>("isHeld");
        QTest::newRow("all of many") << 20 << 0 << true;
        QTest::newRow("all of some") << 5 << 0 << true;
        QTest::newRow("all of a few") << 4 << 0 << false;
        QTest::newRow("most of some") << 19 << 1 << false;
        QTest::newRow("more than half") << 41 << 20 << true;
        QTest::newRow("half") << 40 << 20 << false;
    }
    void anAnswerThatLostMostOfAListTakesNothingAway()
    {
        QFETCH(const int, before);
        QFETCH(const int, after);
        QFETCH(const bool, isHeld);
        const auto list = [](int count) { return users(accountRows(count)); };
        MemoryWorkspace workspace;
        workspace.apply(list(before));
        const QStringList stood = workspace.contents();
        const auto result = workspace.apply(list(after));
        QCOMPARE(!result.held.isEmpty(), isHeld);
        QCOMPARE(result.gone, isHeld ? 0 : before - after);
        if (!isHeld)
            return;
        QCOMPARE(result.held.front().gone, before - after);
        QCOMPARE(result.held.front().of, before);
        QCOMPARE(workspace.contents(), stood);
        sync::Told accepted = list(after);
        accepted.doubt = sync::Doubt::Accept;
        QCOMPARE(workspace.apply(accepted).gone, before - after);
        QVERIFY(workspace.apply(list(after)).held.isEmpty()); // what is closed is not lost again
    }
    void whoIsInAGroupStaysWithTheGroupThatIsDoubted()
    {
        MemoryWorkspace workspace;
        QList<vendor::Row> members{groupRow("g", "Sales")};
        for (const QString& key : firstKeys(25))
            members.append(memberRow("g", qPrintable(key)));
        workspace.apply(users(accountRows(25)));
        workspace.apply(groups(members));
        const auto result = workspace.apply(groups({})); // one group is little, its members are many
        QCOMPARE(result.held.size(), 1);
        QVERIFY(result.changes.isEmpty());
        QCOMPARE(workspace.all(Entity::Grant).size(), std::size_t(25));
        QCOMPARE(workspace.all(Entity::Entitlement).size(), std::size_t(1));
    }
    void aSmallStreamOfALargeTableIsDoubtedByItsOwnSize()
    {
        MemoryWorkspace workspace;
        workspace.apply(users(accountRows(100)));
        sync::Told outside = users({});
        outside.shared = {text("account")};
        outside.before[text("account")] = firstKeys(30); // guests, say
        const auto result = workspace.apply(outside);
        QCOMPARE(result.held.size(), 1);
        QCOMPARE(result.held.front().of, 30);
        QVERIFY(result.changes.isEmpty());
    }
    void aDoubtedStreamStillSpeaksForItsOwnKeys()
    {
        MemoryWorkspace workspace;
        sync::Told members = users(accountRows(20));
        members.shared = {text("account")};
        workspace.apply(members);
        members.rows.clear();
        members.before[text("account")] = firstKeys(20);
        const auto result = workspace.apply(members);
        QVERIFY(!result.held.isEmpty());
        QVERIFY(result.goneKeys.value(text("account")).isEmpty());
    }
    void membershipsComeAndGo()
    {
        MemoryWorkspace workspace;
        workspace.apply(users({accountRow("1", "a@x.example", "active")}));
        workspace.apply(groups({groupRow("g", "Sales"), groupRow("h", "All"), memberRow("g", "1"), memberRow("h", "1"), memberRow("h", "1"), memberRow("h", "nobody")}));
        QCOMPARE(workspace.snapshot().all(Entity::Grant).size(), std::size_t(2));
        const auto result = workspace.apply(groups({groupRow("g", "Sales"), memberRow("g", "1")}));
        QCOMPARE(result.gone, 2); // the grant and its group
        QCOMPARE(workspace.snapshot().all(Entity::Grant).size(), std::size_t(1));
        QCOMPARE(workspace.snapshot().all(Entity::Entitlement).size(), std::size_t(1));
    }
    void peopleWhoShareAValueMatchNobody()
    {
        MemoryWorkspace workspace({person("anna@x.example", "team@x.example"), person("bob@x.example", "team@x.example")});
        workspace.apply(users({accountRow("1", "team@x.example", "active")}));
        QVERIFY(!workspace.only(Entity::Account).reference(u"person").isValid());
    }
    void theEmployeeNumberCountsBeforeTheMail()
    {
        model::Person anna = person("anna@x.example");
        anna.number = text("E1");
        MemoryWorkspace workspace({anna, person("bob@x.example")});
        vendor::Row told = accountRow("1", "bob@x.example", "active");
        told.fields[text("employee_number")] = text("E1");
        workspace.apply(users({told}));
        QCOMPARE(workspace.only(Entity::Account).reference(u"person"), Id{1});
    }
    void whoeverWasChosenIsRememberedForTheNextAccountOfThatLogin()
    {
        MemoryWorkspace workspace({person("anna@x.example")});
        workspace.apply(users({accountRow("1", "robot", "active")}));
        workspace.enter(Entity::Account, workspace.only(Entity::Account).id, u"person", Id{1});
        workspace.apply(users({}));
        workspace.apply(users({accountRow("2", "robot", "active")}));
        QCOMPARE(workspace.keyed(Entity::Account, "2").reference(u"person"), Id{1});
    }
    void nobodyIsChosenAgainAfterSomebodySaidNobody()
    {
        MemoryWorkspace workspace({person("anna@x.example")});
        workspace.apply(users({accountRow("1", "anna@x.example", "active")}));
        workspace.enter(Entity::Account, workspace.only(Entity::Account).id, u"person", {});
        QVERIFY(workspace.apply(users({accountRow("1", "anna@x.example", "active")})).changes.isEmpty());
    }
    void anAccountEnteredHereIsTheOneThatIsTold()
    {
        MemoryWorkspace workspace;
        model::Account account;
        account.name = text("Directory / anna");
        account.app = app;
        account.login = text("anna@x.example");
        const Id entered = workspace.put(model::recordOf(account));
        const auto result = workspace.apply(users({accountRow("1", "anna@x.example", "active")}));
        QCOMPARE(result.created, 0);
        QCOMPARE(workspace.only(Entity::Account).id, entered);
        QCOMPARE(workspace.only(Entity::Account).text(u"state"), text("active"));
    }
    void anAccountEnteredHereIsFoundBesideTheSameLoginElsewhere()
    {
        MemoryWorkspace workspace;
        model::Account account;
        account.name = text("Directory / anna");
        account.app = app;
        account.login = text("anna@x.example");
        const Id entered = workspace.put(model::recordOf(account));
        account.name = text("Design tool / anna");
        account.app = Id{902};
        workspace.put(model::recordOf(account));
        QCOMPARE(workspace.apply(users({accountRow("1", "anna@x.example", "active")})).created, 0);
        QCOMPARE(workspace.keyed(Entity::Account, "1").id, entered);
    }
    void twoEnteredAccountsThatReadAlikeAreLeftAlone()
    {
        MemoryWorkspace workspace;
        model::Account account;
        account.app = app;
        account.login = text("anna@x.example");
        for (const char* name : {"Directory / anna", "Directory / anna (old)"}) {
            account.name = text(name);
            workspace.put(model::recordOf(account));
        }
        QCOMPARE(workspace.apply(users({accountRow("1", "anna@x.example", "active")})).created, 1);
    }
    void anAccountThatOnlyStandsHereIsADrift()
    {
        MemoryWorkspace workspace;
        model::Account account;
        account.name = text("Directory / ghost");
        account.app = app;
        account.login = text("ghost");
        const Id ghost = workspace.put(model::recordOf(account));
        QCOMPARE(workspace.apply(users({accountRow("1", "anna@x.example", "active")})).drifts.size(), 1);
        QVERIFY(workspace.drifts().contains({ghost, QString()}));
        QVERIFY(workspace.look(users({accountRow("1", "anna@x.example", "active")})).drifts.isEmpty()); // once
        workspace.apply(users({accountRow("1", "anna@x.example", "active"), accountRow("2", "ghost", "active")}));
        QVERIFY(workspace.drifts().isEmpty());
    }
    void aPatchUpdatesOnlyWhatItBrings()
    {
        MemoryWorkspace workspace;
        workspace.apply(users({accountRow("1", "anna@x.example", "active")}));
        const auto result = workspace.apply(told({}, {patch("account", text("1"), {{text("mfa"), false}, {text("name"), QJsonValue()}}), patch("account", text("2"), {{text("mfa"), false}})}));
        QCOMPARE(result.updated, 1);
        QCOMPARE(result.created + result.gone, 0);
        const Record account = workspace.only(Entity::Account);
        QCOMPARE(account.value(u"mfa"), model::Value(false));
        QCOMPARE(account.text(u"login"), text("anna@x.example"));
    }
    void unknownIsNotFalse()
    {
        MemoryWorkspace workspace;
        vendor::Row row = accountRow("1", "anna@x.example", "active");
        row.fields[text("mfa")] = QJsonValue();
        workspace.apply(users({row}));
        QVERIFY(model::isEmpty(workspace.only(Entity::Account).value(u"mfa")));
    }
    void streamsThatShareATableSpeakForTheirOwn()
    {
        MemoryWorkspace workspace;
        sync::Told members = users({accountRow("1", "anna@x.example", "active")});
        members.shared = {text("account")};
        const auto first = workspace.apply(members);
        QCOMPARE(first.newKeys.value(text("account")), QSet<QString>{text("1")});
        sync::Told guests = users({accountRow("2", "bob@y.example", "active")});
        guests.shared = {text("account")};
        guests.elsewhere[text("account")] = {text("1")};
        QCOMPARE(workspace.apply(guests).gone, 0);
        members.rows.clear();
        members.before[text("account")] = {text("1")};
        members.elsewhere[text("account")] = {text("2")};
        QCOMPARE(workspace.apply(members).gone, 1);
        QCOMPARE(workspace.keyed(Entity::Account, "1").text(u"state"), text("closed"));
        QCOMPARE(workspace.keyed(Entity::Account, "2").text(u"state"), text("active"));
    }
    void aDeltaClosesWhatItNames()
    {
        MemoryWorkspace workspace;
        workspace.apply(users({accountRow("1", "a@x.example", "active"), accountRow("2", "b@x.example", "active")}));
        sync::Told changes = told({text("account")}, {}, Coverage::Changes);
        changes.gone = {{text("account"), text("2")}};
        QCOMPARE(workspace.apply(changes).gone, 1);
        QCOMPARE(workspace.keyed(Entity::Account, "2").text(u"state"), text("closed"));
        QCOMPARE(workspace.keyed(Entity::Account, "1").text(u"state"), text("active"));
    }
    void aReplacedListTouchesItsOwnParentOnly()
    {
        MemoryWorkspace workspace;
        workspace.apply(users({accountRow("1", "a@x.example", "active"), accountRow("2", "b@x.example", "active")}));
        workspace.apply(groups({groupRow("g", "Sales"), groupRow("h", "All"), memberRow("g", "1"), memberRow("g", "2"), memberRow("h", "1")}));
        sync::Told some = told({text("membership")}, {memberRow("g", "2")}, Coverage::Partial);
        some.replaced = {{text("membership"), text("group"), text("g")}};
        QCOMPARE(workspace.apply(some).gone, 1);
        QCOMPARE(workspace.all(Entity::Grant).size(), std::size_t(2));
        QCOMPARE(workspace.all(Entity::Entitlement).size(), std::size_t(2));
    }
    void aPersonChosenByHandStays()
    {
        MemoryWorkspace workspace({person("anna@x.example"), person("bob@x.example")});
        model::Account account;
        account.name = QStringLiteral("Directory / anna@x.example");
        account.source = source;
        account.externalId = QStringLiteral("1");
        account.person = Id{2};
        workspace.put(model::recordOf(account));
        workspace.apply(users({accountRow("1", "anna@x.example", "active")}));
        QCOMPARE(workspace.only(Entity::Account).reference(u"person"), Id{2});
    }
    void aNameOnSeveralLinesIsOneHere()
    {
        MemoryWorkspace workspace;
        workspace.apply(groups({groupRow("g", "Sales\nEurope")}));
        QCOMPARE(workspace.snapshot().all(Entity::Entitlement).at(0).text(u"title"), QStringLiteral("Sales Europe"));
        QVERIFY(workspace.apply(groups({groupRow("g", "Sales\r\nEurope")})).changes.isEmpty());
    }
    void oneLongTextBlocksNoStream()
    {
        MemoryWorkspace workspace;
        const QString longText(2 * model::longestText, u'x');
        sync::Told told = groups({row("group", text("g"), {{text("name"), longText}})});
        told.tables += {text("app"), text("license"), text("person")};
        told.isHr = true;
        told.rows += {row("app", text("a"), {{text("name"), longText}}), row("license", text("l"), {{text("name"), longText}}),
                      row("person", text("p"), {{text("name"), longText}, {text("department"), longText}}), row("person", text("q"), {{text("name"), text("Ada")}, {text("department"), longText}})};
        for (const model::Change& change : workspace.apply(told).changes) {
            for (const model::FieldValue& each : change.after)
                QVERIFY2(model::checkContent(change.entity, each.field, each.value), qPrintable(model::describe(change.entity).key));
        }
        QCOMPARE(workspace.all(Entity::Person).size(), std::size_t(2));
        QCOMPARE(workspace.all(Entity::Department).size(), std::size_t(1)); // the same name, however long
        QVERIFY(workspace.apply(told).changes.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestReconcile)
#include "test_reconcile.moc"
