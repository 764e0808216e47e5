#include "core/vendor/connection.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_server.h"
#include "tests/fake/memory_secrets.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace qm::vendor;
using namespace qm::fake;
using qm::base::ErrorCode;
using Coverage = qm::vendor::StreamRows::Coverage;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

/// Stands still until a test moves it on.
class SetClock final : public qm::base::Clock
{
public:
    QDateTime now() const override { return at; }
    QDateTime at = QDateTime::fromString(QStringLiteral("2026-11-23T10:00:00Z"), Qt::ISODate);
};

QUrlQuery queryOf(const FakeRequest& request)
{
    return QUrlQuery(QUrl::fromEncoded(request.target));
}

QByteArray pathOf(const FakeRequest& request)
{
    return request.target.split('?').first();
}

QStringList keysOf(const QList<Row>& rows)
{
    QStringList keys;
    for (const Row& row : rows)
        keys.append(row.key);
    keys.sort();
    return keys;
}

const QByteArray kAccount = R"("out":[{"table":"account","key":"id","fields":{"name":"name"}}])";

} // namespace

/// The ways a stream is read, with small descriptors against a scripted server.
class TestStreams : public QObject
{
    Q_OBJECT

    SetClock m_clock;
    MemorySecrets m_secrets;

    std::unique_ptr<Connection> open(const FakeServer& server, const QByteArray& rest)
    {
        const QByteArray form =
            R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"base","label":"Base","required":true}],
 "auth":[{"id":"token","type":"token","secrets":["token"],"send":{"header":"authorization","value":"Bearer {{secret.token}}"}}],
 "http":{"base":"{{config.base}}"},)" + rest + "}";
        const auto descriptor = parseDescriptor(form);
        if (!descriptor)
            qFatal("%s %s", qPrintable(descriptor.error().subject), qPrintable(descriptor.error().detail));
        ConnectionSettings settings;
        settings.config.insert(text("base"), server.url().toString());
        settings.secretPrefix = text("c");
        settings.retry = {2, 5, 1000, {}};
        settings.csv = [](const QByteArray& bytes) -> qm::base::Result<QJsonArray> {
            QJsonArray rows;
            for (const QByteArray& line : bytes.trimmed().split('\n').mid(1))
                rows.append(QJsonObject{{text("id"), QString::fromUtf8(line.split(',').value(0))}});
            return rows;
        };
        auto connection = Connection::open(*descriptor, settings, m_secrets, m_clock);
        return connection ? std::move(*connection) : nullptr;
    }

    static qm::base::Result<StreamRows> read(Connection& connection, const char* stream, const QJsonObject& memory = {},
                                             const QJsonArray& parents = {})
    {
        ReadOrder order;
        order.stream = text(stream);
        order.memory = memory;
        order.parents = parents;
        return await(connection.read(std::move(order)));
    }

private Q_SLOTS:
    void init() { m_secrets.put(text("c/token"), "t0ken"); }

    void pagesByLastId()
    {
        FakeServer server([](const FakeRequest& request) {
            const int after = queryOf(request).queryItemValue(text("after")).toInt();
            QByteArray list;
            for (int i = after + 1; i <= std::min(after + 2, 5); ++i)
                list += (list.isEmpty() ? "" : ",") + QByteArray("{\"id\":") + QByteArray::number(i) + "}";
            return FakeReply::json('[' + list + ']');
        });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/s","page":{"style":"last_id","path":"id","param":"after"},)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(keysOf(rows->all.rows), QStringList({text("1"), text("2"), text("3"), text("4"), text("5")}));
    }

    void cursorGoesIntoTheBodyAndToItsOwnAddress()
    {
        FakeServer server([](const FakeRequest& request) {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            if (pathOf(request) == "/list" && body.value(text("limit")).toInt() == 2 && request.headers.value("content-type") == "application/json")
                return FakeReply::json(R"({"rows":[{"id":"a"},{"id":"b"}],"cursor":"c1","has_more":true})");
            if (pathOf(request) == "/list/continue" && body == QJsonObject{{text("cursor"), text("c1")}})
                return FakeReply::json(R"({"rows":[{"id":"c"}],"cursor":"c2","has_more":false})");
            return FakeReply::json("{}", 400);
        });
        auto connection = open(server, R"("streams":[{"id":"s","method":"POST","path":"/list","body":{},"records":"rows",
 "page":{"style":"cursor","path":"cursor","param":"cursor","in":"body_only","next_path":"/list/continue","more":"has_more","size":2,"size_param":"limit"},)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(keysOf(rows->all.rows), QStringList({text("a"), text("b"), text("c")}));
    }

    void fansOutPerRecord()
    {
        FakeServer server([](const FakeRequest& request) {
            if (request.target == "/teams/one/members")
                return FakeReply::json(R"([{"id":"u1"},{"id":"u2"}])");
            if (request.target == "/teams/two/members")
                return FakeReply::json("[]");
            return FakeReply::json("{}", 404);
        });
        auto connection = open(server, R"("streams":[{"id":"teams","path":"/teams","out":[{"table":"group","key":"slug","fields":{}}]},
 {"id":"members","for_each":{"stream":"teams","as":"team","when":[{"field":"open","eq":true}]},"path":"/teams/{{team.slug}}/members",
  "out":[{"table":"membership","key":{"join":["^slug","/","id"]},"replace_by":"group","fields":{"group":"^slug","account":"id"}}]}])");
        const auto parent = [](const char* slug, bool isOpen) { return QJsonObject{{text("slug"), text(slug)}, {text("open"), isOpen}}; };
        const auto rows = read(*connection, "members", {}, {parent("one", true), parent("two", true), parent("closed", false)});
        QVERIFY(rows);
        QCOMPARE(rows->coverage, Coverage::Complete);
        QCOMPARE(keysOf(rows->all.rows), QStringList({text("one/u1"), text("one/u2")}));
        QCOMPARE(rows->all.replaced.size(), 2);
        QCOMPARE(server.seen().size(), 2);
        // A team that vanished in between leaves the others as they were.
        const auto again = read(*connection, "members", {}, {parent("one", true), parent("gone", true)});
        QVERIFY(again);
        QCOMPARE(again->coverage, Coverage::Partial);
        QCOMPARE(again->all.replaced.size(), 1);
    }

    void fansOutOverAShippedList()
    {
        FakeServer server([](const FakeRequest& request) { return FakeReply::json(R"([{"id":")" + request.target.mid(1) + R"("}])"); });
        auto connection = open(server, R"("lists":{"products":[{"id":"a"},{"id":"b"}]},
 "streams":[{"id":"s","for_each":{"list":"products","as":"p"},"path":"/{{p.id}}",)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(keysOf(rows->all.rows), QStringList({text("a"), text("b")}));
    }

    void aRefusedFanOutIsSkippedWithItsReason()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json("{}", 403); });
        auto connection = open(server, R"("lists":{"l":[{"id":"a"}]},
 "streams":[{"id":"s","for_each":{"list":"l","as":"p"},"path":"/{{p.id}}","optional":{"status":[403],"why":"another plan"},)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(rows->coverage, Coverage::Skipped);
        QCOMPARE(rows->why, text("another plan"));
    }

    void eachRecordHasItsDay()
    {
        FakeServer server([](const FakeRequest& request) { return FakeReply::json(R"([{"id":")" + request.target.mid(1) + R"("}])"); });
        auto connection = open(server, R"("streams":[{"id":"u","path":"/u","out":[{"table":"account","key":"id","fields":{}}]},
 {"id":"s","for_each":{"stream":"u","as":"p","every_days":5},"path":"/{{p.id}}","out":[{"table":"account","key":"id","patch":true,"fields":{}}]}])");
        QJsonArray parents;
        for (int i = 1; i <= 40; ++i)
            parents.append(QJsonObject{{text("id"), QStringLiteral("p%1").arg(i)}});
        auto first = read(*connection, "s", {}, parents);
        QVERIFY(first);
        QCOMPARE(first->all.rows.size(), 40);
        QJsonObject memory = first->memory;
        QStringList seen;
        for (int day = 1; day <= 5; ++day) {
            m_clock.at = m_clock.at.addDays(1);
            const auto rows = read(*connection, "s", memory, parents);
            QVERIFY(rows);
            QCOMPARE(rows->coverage, Coverage::Partial);
            seen += keysOf(rows->all.rows);
            memory = rows->memory;
        }
        QCOMPARE(seen.size(), 40);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 40);
        const QDateTime before = m_clock.at;
        // Nobody asked for three days: those are made up for, and a second look on the same day has nothing to do.
        m_clock.at = m_clock.at.addDays(3);
        const auto late = read(*connection, "s", memory, parents);
        m_clock.at = m_clock.at.addDays(2);
        const auto rest = read(*connection, "s", late->memory, parents);
        QVERIFY(late->all.rows.size() > 10);
        QCOMPARE(late->all.rows.size() + rest->all.rows.size(), 40);
        QCOMPARE(rest->withinDays, 5);
        QCOMPARE(read(*connection, "s", rest->memory, parents)->all.rows.size(), 0);
        m_clock.at = before;
    }

    void linkToldChangesAndStartsOverWhenForgotten()
    {
        bool forgets = false;
        QByteArray base;
        FakeServer server([&](const FakeRequest& request) {
            if (request.target == "/users/delta")
                return FakeReply::json(R"({"value":[{"id":"1"},{"id":"2"}],"delta":")" + base + R"(/users/delta?token=T1"})");
            if (request.target == "/users/delta?token=T1" && !forgets)
                return FakeReply::json(R"({"value":[{"id":"2","@removed":{"reason":"deleted"}},{"id":"3"}],"delta":")" + base + R"(/users/delta?token=T2"})");
            return FakeReply::json(R"({"error":"syncStateNotFound"})", 410);
        });
        base = server.url().toString().toLatin1();
        auto connection = open(server, R"("page":{"style":"next_url","path":"next"},"streams":[{"id":"s","path":"/users/delta","records":"value",
 "incremental":{"mode":"link","path":"delta","gone":"@removed","reset":[{"status":410}]},)" + kAccount + "}]");
        const auto full = read(*connection, "s");
        QVERIFY(full);
        QCOMPARE(full->coverage, Coverage::Complete);
        const auto changes = read(*connection, "s", full->memory);
        QVERIFY(changes);
        QCOMPARE(changes->coverage, Coverage::Changes);
        QCOMPARE(keysOf(changes->all.rows), QStringList{text("3")});
        QCOMPARE(changes->all.gone.size(), 1);
        QCOMPARE(changes->all.gone.first().key, text("2"));
        forgets = true;
        const auto again = read(*connection, "s", full->memory);
        QVERIFY(again);
        QCOMPARE(again->coverage, Coverage::Complete);
        QCOMPARE(keysOf(again->all.rows), QStringList({text("1"), text("2")}));
    }

    void memoryOfAnotherFormIsNotUsed()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json(R"({"value":[{"id":"1"}],"delta":"/x?token=T1"})"); });
        const QByteArray form = R"("page":{"style":"next_url","path":"next"},"streams":[{"id":"s","path":"/x","records":"value","incremental":{"mode":"link","path":"delta"},)";
        auto before = open(server, form + kAccount + "}]");
        const auto full = read(*before, "s");
        QVERIFY(full);
        auto after = open(server, form + R"("out":[{"table":"account","key":"id","fields":{"name":"other"}}]}])");
        const auto again = read(*after, "s", full->memory);
        QVERIFY(again);
        QCOMPARE(again->coverage, Coverage::Complete);
        QCOMPARE(server.seen().last().target, QByteArray("/x"));
    }

    void sinceAsksForWhatIsNewerWithOverlap()
    {
        FakeServer server([](const FakeRequest& request) {
            const QString from = queryOf(request).queryItemValue(text("from"), QUrl::FullyDecoded);
            return from > text("2026-11-20") ? FakeReply::json("[]")
                                             : FakeReply::json(R"([{"id":"1","at":"2026-11-22T08:00:00Z"},{"id":"2","at":"2026-11-21T08:00:00Z"}])");
        });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/log","incremental":{"mode":"since","param":"from","value":"{{since.iso}}","field":{"date":"at"},"overlap_s":3600,"first_s":864000},)" + kAccount + "}]");
        const auto first = read(*connection, "s");
        QVERIFY(first);
        QCOMPARE(first->coverage, Coverage::Changes);
        QCOMPARE(queryOf(server.seen().last()).queryItemValue(text("from"), QUrl::FullyDecoded), m_clock.at.addSecs(-864000).toString(Qt::ISODate));
        const auto second = read(*connection, "s", first->memory);
        QVERIFY(second);
        QCOMPARE(queryOf(server.seen().last()).queryItemValue(text("from"), QUrl::FullyDecoded), text("2026-11-22T07:00:00Z"));
        QCOMPARE(second->memory.value(text("since")), first->memory.value(text("since")));
    }

    void windowsReadWholeDaysOnce()
    {
        FakeServer server([](const FakeRequest& request) {
            return FakeReply::json(R"([{"id":")" + queryOf(request).queryItemValue(text("date")).toLatin1() + R"("}])");
        });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/usage","query":{"date":"{{window.from}}"},"incremental":{"mode":"windows","lag_days":1,"first_s":259200},)" + kAccount + "}]");
        const QDate today = m_clock.today();
        const auto first = read(*connection, "s");
        QVERIFY(first);
        QCOMPARE(keysOf(first->all.rows).size(), 3);
        QCOMPARE(keysOf(first->all.rows).last(), today.addDays(-2).toString(Qt::ISODate));
        const auto sameDay = read(*connection, "s", first->memory);
        QVERIFY(sameDay);
        QVERIFY(sameDay->all.rows.isEmpty());
        m_clock.at = m_clock.at.addDays(2);
        const auto later = read(*connection, "s", sameDay->memory);
        QVERIFY(later);
        QCOMPARE(later->coverage, Coverage::Changes);
        QCOMPARE(keysOf(later->all.rows), QStringList({today.addDays(-1).toString(Qt::ISODate), today.toString(Qt::ISODate)}));
    }

    void anUnchangedListCostsOneEmptyAnswer()
    {
        FakeServer server([](const FakeRequest& request) {
            if (request.headers.value("if-none-match") == "\"v1\"")
                return FakeReply::json({}, 304);
            return FakeReply::json(R"([{"id":"1"}])", 200, "etag: \"v1\"\r\n");
        });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/s",)" + kAccount + "}]");
        const auto first = read(*connection, "s");
        QVERIFY(first);
        const auto second = read(*connection, "s", first->memory);
        QVERIFY(second);
        QCOMPARE(second->coverage, Coverage::Unchanged);
        QCOMPARE(second->memory, first->memory);
    }

    void csvComesThroughTheGivenParser()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::of("id,name\n7,Ann\n", "text/csv", 200); });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/report","decode":"csv",)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(keysOf(rows->all.rows), QStringList{text("7")});
    }

    void aWebPageIsNoCsv()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::of("<html>sign in</html>", "text/html", 200); });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/report","decode":"csv",)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::ReplyMalformed);
    }

    void aFailureInsideASuccessIsAFailure()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json(R"({"ok":false,"error":"invalid_auth"})"); });
        auto connection = open(server, R"("errors":[{"field":"error","in":["invalid_auth","token_expired"],"class":"signin"},{"field":"ok","eq":false,"class":"fatal"}],
 "streams":[{"id":"s","path":"/users.list","records":"members",)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::SignInNeeded);
    }

    void onlyWantedRecordsBecomeRows()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json(R"([{"id":"1","type":"human"},{"id":"2","type":"bot"}])"); });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/s","out":[{"table":"account","key":"id","when":[{"field":"type","eq":"human"}],"fields":{}}]}])");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(keysOf(rows->all.rows), QStringList{text("1")});
    }

    void nothingInsteadOfAListIsNoneWhereTheVendorSaysSo()
    {
        QByteArray answer = R"({"kind":"members"})";
        FakeServer server([&](const FakeRequest&) { return FakeReply::json(answer); });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/s","records":"members","empty":[{"field":"kind","eq":"members"}],)" + kAccount + "}]");
        const auto none = read(*connection, "s");
        QVERIFY(none);
        QCOMPARE(none->coverage, Coverage::Complete);
        QVERIFY(none->all.rows.isEmpty());
        answer = "{}";
        QCOMPARE(read(*connection, "s").error().code, ErrorCode::ReplyMalformed);
    }

    void membersOfAnObjectAreRecordsToo()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::json(R"({"billable":{"U1":{"active":true},"U2":{"active":false}}})"); });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/s","records":"billable","shape":"entries",
 "out":[{"table":"assignment","key":"key","when":[{"field":"value.active","eq":true}],"fields":{"account":"key","license":{"const":"seat"}}}]}])");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(keysOf(rows->all.rows), QStringList{text("U1")});
    }

    void aPositionMayStandInsideAQuery()
    {
        QStringList asked;
        FakeServer server([&](const FakeRequest& request) {
            asked.append(queryOf(request).queryItemValue(text("query"), QUrl::FullyDecoded));
            return FakeReply::json(asked.size() == 1 ? R"([{"id":"1"},{"id":"2"}])" : R"([{"id":"3"}])");
        });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/query","query":{"query":"select * from Bill where At > '{{since.iso:backslash}}' startposition {{page.position}} maxresults {{page.size}}"},
 "page":{"style":"offset","start":1,"size":2},"incremental":{"mode":"since","first_s":86400,"field":"at"},)" + kAccount + "}]");
        const auto rows = read(*connection, "s");
        QVERIFY(rows);
        QCOMPARE(keysOf(rows->all.rows), QStringList({text("1"), text("2"), text("3")}));
        const QString query = QStringLiteral("select * from Bill where At > '%1' startposition %2 maxresults 2").arg(m_clock.now().addDays(-1).toString(Qt::ISODate));
        QCOMPARE(asked, QStringList({query.arg(1), query.arg(3)}));
    }

    void aParameterMayStandSeveralTimes()
    {
        FakeServer server([](const FakeRequest& request) { return FakeReply::json(request.target == "/s?section=A&section=B" ? "[]" : "{}"); });
        auto connection = open(server, R"("streams":[{"id":"s","path":"/s","query":{"section":["A","B"]},)" + kAccount + "}]");
        QVERIFY(read(*connection, "s"));
    }

    void aPublicServiceIsReadWithoutASecret()
    {
        FakeServer server([](const FakeRequest& request) { return FakeReply::json(request.headers.contains("authorization") ? "{}" : R"([{"id":"1"}])"); });
        const QByteArray form = R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"base","label":"Base"}],"auth":[{"id":"open","type":"none"}],
 "http":{"base":"{{config.base}}"},"streams":[{"id":"s","path":"/s",)" + kAccount + "}]}";
        ConnectionSettings settings;
        settings.config.insert(text("base"), server.url().toString());
        auto connection = Connection::open(*parseDescriptor(form), settings, m_secrets, m_clock);
        QVERIFY(connection);
        const auto rows = read(**connection, "s");
        QVERIFY(rows);
        QCOMPARE(rows->all.rows.size(), 1);
        QVERIFY(!parseDescriptor(QByteArray(form).replace(R"("type":"none")", R"("type":"none","secrets":["token"])")));
    }

    void eachWayToSignInHasItsPlaceAndItsStreams()
    {
        FakeServer server([](const FakeRequest& request) { return FakeReply::json(request.target == "/scim/users" ? R"([{"id":"1"}])" : "{}", request.target == "/scim/users" ? 200 : 404); });
        const QByteArray form = R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"base","label":"Base"}],
 "auth":[{"id":"api","label":"API key","type":"none"},{"id":"scim","label":"SCIM","type":"none","base":"{{config.base}}/scim"}],
 "http":{"base":"{{config.base}}/api"},"streams":[{"id":"log","with":["api"],"path":"/log",)" + kAccount + R"(},{"id":"users","with":["scim"],"path":"/users",)" + kAccount + "}]}";
        ConnectionSettings settings;
        settings.config.insert(text("base"), server.url().toString());
        settings.auth = text("scim");
        auto connection = Connection::open(*parseDescriptor(form), settings, m_secrets, m_clock);
        QVERIFY(connection);
        QCOMPARE(read(**connection, "users")->all.rows.size(), 1);
        const auto skipped = read(**connection, "log");
        QVERIFY(skipped);
        QCOMPARE(skipped->coverage, Coverage::Skipped);
        QCOMPARE(skipped->why, text("needs a connection with the sign-in API key"));
        QVERIFY(await((*connection)->test()));
        QVERIFY(!parseDescriptor(QByteArray(form).replace(R"("with":["scim"])", R"("with":["scum"])")));
    }

    void aDeadVendorIsNotAskedAThousandTimes()
    {
        FakeServer server([](const FakeRequest&) { return FakeReply::gone(); });
        auto connection = open(server, R"("rate":{"concurrency":1},"streams":[{"id":"s","path":"/s",)" + kAccount + "}]");
        for (int i = 0; i < 5; ++i)
            QVERIFY(!read(*connection, "s"));
        const auto asked = server.seen().size();
        const auto rested = read(*connection, "s");
        QVERIFY(!rested);
        QCOMPARE(rested.error().code, ErrorCode::HostUnreachable);
        QVERIFY(rested.error().detail.contains(text("paused until 2026-")));
        QCOMPARE(server.seen().size(), asked);
    }
};

QTEST_GUILESS_MAIN(TestStreams)
#include "test_streams.moc"
