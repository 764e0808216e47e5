#include "core/vendor/catalogue.h"
#include "core/vendor/connection.h"
#include "core/vendor/vocabulary.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_server.h"
#include "tests/fake/memory_secrets.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace qm::vendor;
using namespace qm::fake;
using State = qm::vendor::ActionOutcome::State;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

QByteArray page()
{
    QFile file(QStringLiteral(QM_SOURCE_DIR "/resources/help/add-a-vendor.md"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The example of the help page.
QByteArray example()
{
    const QByteArray all = page();
    const qsizetype from = all.indexOf("```json\n") + 8;
    return all.mid(from, all.indexOf("```", from) - from);
}

/// The service that the help page tells of.
class Fieldbook
{
public:
    FakeReply answer(const FakeRequest& request)
    {
        if (request.headers.value("authorization") != "Bearer t0ken" || request.headers.value("x-workspace") != "acme")
            return FakeReply::json("{}", 401);
        const QUrl url = QUrl::fromEncoded(request.target);
        const QUrlQuery query(url);
        const QString call = QString::fromLatin1(request.method) + u' ' + url.path();
        if (call == text("GET /v1/people") && query.hasQueryItem(text("mail")))
            return FakeReply::json(R"({"people":[]})");
        if (call == text("GET /v1/people") && query.queryItemValue(text("page")) == text("1"))
            return FakeReply::json(R"({"people":[{"id":"p1","work_mail":"Ann@example.com","first":"Ann","last":"Lee","state":"on","plan":"paid","roles":["admin"],"two_step":true,"seen_at":1763632800},
                {"id":"p2","mail":"bob@example.com","first":"Bob","last":"Ng","state":"blocked","plan":"free","roles":[]}],"has_more":true})");
        if (call == text("GET /v1/people"))
            return FakeReply::json(R"({"people":[{"id":"p3","mail":"eve@example.com","first":"Eve","last":"Ito","state":"pending","plan":"paid"}],"has_more":false})");
        if (call == text("GET /v1/teams"))
            return FakeReply::json(R"([{"id":"t1","title":"Sales"}])");
        if (call == text("GET /v1/teams/t1/people"))
            return FakeReply::json(R"([{"id":"p1"},{"id":"p3"}])");
        if (call == text("GET /v1/people/p1"))
            return FakeReply::json(m_isBlocked ? R"({"state":"blocked"})" : R"({"state":"on"})");
        if (call == text("POST /v1/people/p1/block"))
            return FakeReply::json("{}", std::exchange(m_isBlocked, true) ? 409 : 200);
        if (call == text("POST /v1/people"))
            return FakeReply::json(R"({"id":"p4"})", 201);
        return FakeReply::json("{}", 404);
    }

private:
    bool m_isBlocked = false;
};

} // namespace

/// A vendor that nobody programmed: the help page's file in a person's own folder, read from and acted upon.
class TestNewVendor : public QObject
{
    Q_OBJECT

    qm::base::SystemClock m_clock;
    MemorySecrets m_secrets;
    QTemporaryDir m_folder;

    std::unique_ptr<Connection> open(const FakeServer& server)
    {
        QFile file(m_folder.filePath(text("fieldbook.json")));
        const QByteArray form = example().replace("https://api.fieldbook.example", server.url().toString().toLatin1());
        if (!file.open(QIODevice::WriteOnly) || file.write(form) != form.size())
            qFatal("can't write the file");
        file.close();
        const Catalogue catalogue(m_folder.path());
        for (const CatalogueEntry& entry : catalogue.entries()) {
            for (const DescriptorProblem& problem : entry.problems)
                qFatal("%s: %s: %s", qPrintable(problem.file), qPrintable(problem.place), qPrintable(problem.rule));
        }
        ConnectionSettings settings;
        settings.config.insert(text("team"), text("acme"));
        settings.secretPrefix = text("c");
        settings.retry = {2, 5, 1000, {}};
        m_secrets.put(text("c/token"), "t0ken");
        auto connection = Connection::open(*catalogue.load(text("fieldbook")), settings, m_secrets, m_clock);
        return connection ? std::move(*connection) : nullptr;
    }

private Q_SLOTS:
    void itIsRead()
    {
        Fieldbook service;
        FakeServer server([&](const FakeRequest& request) { return service.answer(request); });
        auto connection = open(server);
        QVERIFY(connection);
        QVERIFY(await(connection->test()));
        ReadOrder order;
        order.stream = text("people");
        const auto people = await(connection->read(order));
        QVERIFY(people);
        QVERIFY(people->complete());
        QHash<QString, QJsonObject> rows;
        for (const Row& row : people->all.rows)
            rows.insert(row.table + u' ' + row.key, row.fields);
        QCOMPARE(rows.size(), 5);
        const QJsonObject ann = rows.value(text("account p1"));
        QCOMPARE(ann.value(text("email")).toString(), text("ann@example.com"));
        QCOMPARE(ann.value(text("name")).toString(), text("Ann Lee"));
        QCOMPARE(ann.value(text("is_admin")), QJsonValue(true));
        QCOMPARE(ann.value(text("last_used")).toString(), text("2025-11-20T10:00:00.000Z"));
        QCOMPARE(rows.value(text("account p2")).value(text("status")).toString(), text("suspended"));
        QVERIFY(rows.value(text("account p2")).value(text("mfa")).isNull());
        QVERIFY(rows.contains(text("assignment seat/p3")) && !rows.contains(text("assignment seat/p2")));
        order.stream = text("teams");
        const auto teams = await(connection->read(order));
        order.stream = text("team_people");
        order.parents = teams->all.records;
        const auto members = await(connection->read(order));
        QVERIFY(members);
        QCOMPARE(members->all.rows.size(), 2);
        QCOMPARE(members->all.rows.front().key, text("t1/p1"));
    }

    void itIsActedUpon()
    {
        Fieldbook service;
        FakeServer server([&](const FakeRequest& request) { return service.answer(request); });
        auto connection = open(server);
        const QHash<QString, QString> ann{{text("id"), text("p1")}};
        QCOMPARE(await(connection->verify(text("user.suspend"), ann))->state, State::Failed);
        QCOMPARE(await(connection->act(text("user.suspend"), ann))->state, State::Done);
        QCOMPARE(await(connection->verify(text("user.suspend"), ann))->state, State::Done);
        QCOMPARE(await(connection->act(text("user.suspend"), ann))->state, State::AlreadySo);
        const auto made = await(connection->act(text("user.create"), {{text("email"), text("kim@example.com")}, {text("given"), text("Kim")}, {text("family"), text("Oh")}}));
        QCOMPARE(made->state, State::Done);
        QCOMPARE(made->yields.value(text("id")), text("p4"));
    }

    /// The page names every table, column, action and input there is.
    void thePageSaysAllWords()
    {
        const QString all = QString::fromUtf8(page());
        for (const QString& table : tableNames()) {
            QVERIFY2(all.contains(text("| ") + table + text(" | ")), qPrintable(table));
            for (const QString& column : columnsOf(table))
                QVERIFY2(all.contains(column), qPrintable(table + u'.' + column));
        }
        for (const QString& word : actionNames() + inputNames())
            QVERIFY2(all.contains(word), qPrintable(word));
    }
};

QTEST_GUILESS_MAIN(TestNewVendor)
#include "test_new_vendor.moc"
