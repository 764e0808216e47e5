#include "ui/format/vendor_words.h"
#include "ui/format/words.h"

#include <QTest>

using namespace qm;

namespace {

base::Money euro(qint64 minor)
{
    return {minor, *base::Currency::fromCode(u"EUR")};
}

} // namespace

/// What a person reads.
class TestWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void daysAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDate>("day");
        const QDate fourth(2026, 12, 4);
        for (const char* text : {"2026-12-04", "4 Dec 2026", "04 Dec 2026", "4 december 2026", "Dec 4, 2026", "4.12.2026", " 4 Dec ", "December 4", "2026/12/4"})
            QTest::newRow(text) << QString::fromLatin1(text) << fourth;
        QTest::newRow("next year") << QStringLiteral("12 Jan") << QDate(2027, 1, 12);
        QTest::newRow("leap") << QStringLiteral("29 Feb") << QDate(2028, 2, 29);
        QTest::newRow("day first") << QStringLiteral("24/12/2026") << QDate(2026, 12, 24);
        QTest::newRow("month first") << QStringLiteral("12/24/2026") << QDate(2026, 12, 24);
        QTest::newRow("today") << QStringLiteral("Today") << QDate(2026, 11, 23);
        for (const char* text : {"", "5/12/2026", "4 Dex 2026", "31 Feb 2026", "4.12.26", "Dec", "1 2", "4 Dec 2026 5", "99999999999 Dec", "4 Dec Jan"})
            QTest::newRow(text) << QString::fromLatin1(text) << QDate();
    }
    void daysAsPeopleWriteThem()
    {
        QFETCH(const QString, text);
        QFETCH(const QDate, day);
        QCOMPARE(format::dayFromWords(text, QDate(2026, 11, 23)), day);
    }
    /// What ships can be shown: a name of its own, a way to sign in, and words for all that it tells and does.
    void vendorsThatShip()
    {
        const QList<console::VendorInfo> vendors = console::shippedVendors();
        QVERIFY(vendors.size() >= 4);
        QSet<QString> names;
        for (const console::VendorInfo& vendor : vendors) {
            QVERIFY2(!vendor.name.isEmpty() && !names.contains(vendor.name), qPrintable(vendor.id));
            names.insert(vendor.name);
            QVERIFY2(!vendor.ways.isEmpty() && !vendor.streams.isEmpty(), qPrintable(vendor.id));
            QVERIFY2(!format::vendorReadsWord(vendor).isEmpty(), qPrintable(vendor.id));
            for (const console::VendorStream& stream : vendor.streams) {
                for (const QString& table : stream.tables)
                    QVERIFY2(format::vendorReadsWord(vendor).contains(format::vendorTableWord(table)), qPrintable(table));
            }
            for (const console::VendorAction& action : vendor.actions)
                QVERIFY2(!action.label.isEmpty() || format::vendorActionWord(action) != format::streamTitle(action.id), qPrintable(action.id));
        }
        QVERIFY(vendors.first().name.compare(vendors.last().name, Qt::CaseInsensitive) < 0);
    }
    void waysToSignIn()
    {
        const QList<console::VendorInfo> vendors = console::shippedVendors();
        const auto graph = std::find_if(vendors.begin(), vendors.end(), [](const console::VendorInfo& each) { return each.id == u"msgraph"; });
        QVERIFY(graph != vendors.end());
        using Kind = console::VendorSignIn::Kind;
        QList<Kind> kinds;
        for (const console::VendorSignIn& way : graph->ways)
            kinds.append(way.kind);
        QVERIFY(kinds.contains(Kind::Browser) && kinds.contains(Kind::Device) && kinds.contains(Kind::Program));
        const auto program = std::find_if(graph->ways.begin(), graph->ways.end(), [](const console::VendorSignIn& way) { return way.kind == Kind::Program; });
        QVERIFY(program->secrets.first().isLong);
        QVERIFY(graph->tells(QStringLiteral("device")) && !graph->tells(QStringLiteral("spend")));
    }
    void schedules()
    {
        QCOMPARE(format::scheduleWord({}), QStringLiteral("only when you ask"));
        QCOMPARE(format::scheduleWord({60, false, {}, {}}), QStringLiteral("every hour"));
        QCOMPARE(format::scheduleWord({240, false, {}, {}}), QStringLiteral("every 4 hours"));
        QCOMPARE(format::scheduleWord({90, false, {}, {}}), QStringLiteral("every 90 minutes"));
        QCOMPARE(format::scheduleWord({1440, false, {}, {}}), QStringLiteral("once a day"));
        QCOMPARE(format::scheduleWord({0, true, {}, {}}), QStringLiteral("at the start of the program"));
    }
    void money()
    {
        QCOMPARE(format::moneyWord(euro(6814049)), QStringLiteral("€68,140"));
        QCOMPARE(format::moneyWord(euro(6814050)), QStringLiteral("€68,141"));
        QCOMPARE(format::moneyWord(euro(14820)), QStringLiteral("€148.20"));
        QCOMPARE(format::moneyExact(euro(148900)), QStringLiteral("€1,489.00"));
        QCOMPARE(format::moneyDelta(euro(-4000)), QString(QChar(0x2212)) + QStringLiteral("€40.00"));
        QCOMPARE(format::moneyDelta(euro(8054)), QStringLiteral("+€80.54"));
        QCOMPARE(format::moneyExact({500, *base::Currency::fromCode(u"JPY")}), QStringLiteral("¥500"));
    }
    void days()
    {
        const QDate today(2026, 11, 23);
        QCOMPARE(format::dateWord(QDate(2026, 9, 14)), QStringLiteral("14 Sep 2026"));
        QCOMPARE(format::dayWord(QDate(2026, 11, 27), today), QStringLiteral("Fri 27 Nov"));
        QCOMPARE(format::dayWord(QDate(2025, 11, 27), today), QStringLiteral("Thu 27 Nov 2025"));
        QCOMPARE(format::daysLeftWord(4), QStringLiteral("4 days left"));
        QCOMPARE(format::daysLeftWord(0), QStringLiteral("today"));
        QCOMPARE(format::daysLeftWord(-3), QStringLiteral("3 days ago"));
    }
    void changeOfAFigure()
    {
        QCOMPARE(format::shareWord(base::Exact(109), base::Exact(100)).simplified(), QStringLiteral("+9.0 %"));
        QVERIFY(format::shareWord(base::Exact(109), base::Exact(0)).isEmpty());
    }
    void aPercentageReadsAsOne()
    {
        const model::EntityDescription& contract = model::describe(model::Entity::Contract);
        const model::Field& rise = contract.field(contract.indexOf(u"last-rise-tenths"));
        QCOMPARE(format::fieldWord(rise), QStringLiteral("Last rise"));
        QCOMPARE(format::valueWord(rise, model::Value(qint64(65)), {}), QString::fromUtf8("+6.5\u00a0%"));
        QCOMPARE(format::plainText(rise, model::Value(qint64(-5)), {}), QStringLiteral("-0.5 %"));
        for (const auto& [text, tenths] : {std::pair{u"6.5 %", 65}, {u"6,5", 65}, {u"-0.5 %", -5}, {u"12", 120}, {u"+3%", 30}})
            QCOMPARE(std::get<qint64>(*model::parseValue(rise.kind, text)), qint64(tenths));
        QVERIFY(!model::parseValue(rise.kind, u"6.55"));
        QVERIFY(!model::parseValue(rise.kind, u"much"));
        // As the audit log keeps it.
        QCOMPARE(std::get<qint64>(*model::valueFromJson(rise.kind, model::toJson(model::Value(qint64(65))))), qint64(65));
    }
    void hoursNameTheirZone()
    {
        const QDateTime at(QDate(2026, 11, 27), QTime(17, 0), Qt::UTC);
        QCOMPARE(format::hourWord(at, QTimeZone("Europe/Amsterdam")), QStringLiteral("18:00 Amsterdam time"));
        QCOMPARE(format::hourWord(at, QTimeZone("America/New_York")), QStringLiteral("12:00 New York time"));
        QCOMPARE(format::hourWord(at, QTimeZone::utc()), QStringLiteral("17:00 UTC"));
    }
    void keptReasonsReadAsSentences()
    {
        QCOMPARE(format::reasonSentence(base::codeName(base::ErrorCode::SignInNeeded) + QStringLiteral(": HTTP 401")), format::sentence(base::Error{base::ErrorCode::SignInNeeded, {}, {}, {}}));
        QVERIFY(format::reasonSentence(base::codeName(base::ErrorCode::HostUnreachable) + QStringLiteral(": idp.example")).contains(QStringLiteral("(idp.example)")));
        QVERIFY(!format::reasonSentence(base::codeName(base::ErrorCode::HostUnreachable)).contains(QStringLiteral("()")));
        QCOMPARE(format::reasonSentence(QStringLiteral("the tenant has no groups")), QStringLiteral("the tenant has no groups"));
        QCOMPARE(format::reasonSentence(QStringLiteral("group_members: HostUnreachable: idp.example")), QStringLiteral("Group members: ") + format::reasonSentence(QStringLiteral("HostUnreachable: idp.example")));
        QCOMPARE(format::reasonSentence(QStringLiteral("HTTP 409: Conflict: taken")), QStringLiteral("HTTP 409: Conflict: taken"));
        QVERIFY(format::reasonSentence(QStringLiteral("Refused: this connection may only be read")).contains(QStringLiteral("this connection may only be read")));
    }
    /// A step's result and a source's reason in any list, form or history.
    void fieldsThatKeepAReasonReadAsSentences()
    {
        for (const auto& [entity, key] : {std::pair{model::Entity::Source, u"reason"}, {model::Entity::Step, u"result"}}) {
            const model::EntityDescription& description = model::describe(entity);
            const QString words = format::valueWord(description.field(description.indexOf(QStringView(key))), model::Value(QStringLiteral("TooMuchGone: 30 of 30")), {});
            QVERIFY2(words.contains(QStringLiteral("30 of 30")) && !words.contains(QStringLiteral("TooMuchGone")), qPrintable(words));
        }
    }
    void aRefusalTellsItsReason_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("says");
        QTest::newRow("both") << QStringLiteral("R-0001") << QStringLiteral("they are leaving already") << QStringLiteral("This can't be done now (R-0001): they are leaving already.");
        QTest::newRow("a reason only") << QString() << QStringLiteral("The user said\nno.") << QStringLiteral("This can't be done now: The user said no.");
        QTest::newRow("data that looks like a place") << QStringLiteral("%2") << QStringLiteral("%1") << QStringLiteral("This can't be done now (%2): %1.");
        QTest::newRow("a field") << QStringLiteral("person.start") << QStringLiteral("it follows from other fields") << QStringLiteral("This can't be done now (First day): it follows from other fields.");
        QTest::newRow("no reason") << QStringLiteral("Thing") << QString() << QStringLiteral("This can't be done now (Thing): its state does not allow it; look at it first.");
    }
    void aRefusalTellsItsReason()
    {
        QFETCH(const QString, subject);
        QFETCH(const QString, detail);
        QFETCH(const QString, says);
        QCOMPARE(format::sentence(base::Error{base::ErrorCode::Refused, subject, detail, {}}), says);
    }
    void aCutTableNamesItsLine()
    {
        QVERIFY(format::sentence(base::Error{base::ErrorCode::FileMalformed, QStringLiteral("2"), QStringLiteral("quote not closed"), {}}).contains(QStringLiteral("on line 2.")));
    }
    void everyErrorHasItsSentence()
    {
        for (int code = 0; code <= static_cast<int>(base::ErrorCode::Internal); ++code) {
            const QString words = format::sentence(base::Error{static_cast<base::ErrorCode>(code), QStringLiteral("Thing"), {}, {}});
            QVERIFY2(words.size() > 4 && !words.contains(QStringLiteral("%1")), qPrintable(base::codeName(static_cast<base::ErrorCode>(code))));
            QVERIFY(!QString(words).remove(QStringLiteral("!=")).contains(u'!'));
        }
    }
    void dataInSentencesIsNoPlaceholder()
    {
        const console::ImportIssue issue{3, QStringLiteral("User"), console::IssueKind::NoSuchRecord, QStringLiteral("100 %2"), QStringLiteral("Karel")};
        QCOMPARE(format::sentence(issue), QString::fromUtf8("“100 %2” is not known here; the value was left out; the closest is Karel"));
    }
    void aMissingValueIsNamed()
    {
        const console::ImportIssue issue{3, {}, console::IssueKind::MissingValue, {}, QStringLiteral("tag")};
        QCOMPARE(format::sentence(issue), QStringLiteral("tag is empty; the row was not imported"));
    }
    void changeSets()
    {
        model::ChangeSet set;
        model::Change change{model::ChangeOp::Create, model::Entity::Person, {}, 0, {}, {}};
        set.changes = {change, change};
        QCOMPARE(format::changeSetWord(set), QStringLiteral("2 people added"));
    }
};

QTEST_APPLESS_MAIN(TestWords)
#include "test_words.moc"
