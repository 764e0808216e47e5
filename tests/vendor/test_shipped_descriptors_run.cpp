#include "core/vendor/connection.h"
#include "tests/fake/await.h"
#include "tests/fake/fake_server.h"
#include "tests/fake/memory_secrets.h"

#include "core/vendor/token_client.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace qm::vendor;
using namespace qm::fake;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

const QString kFolder = QStringLiteral(QM_SOURCE_DIR "/tests/vendor/shipped");

QJsonObject objectIn(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString stateName(ActionOutcome::State state)
{
    using State = ActionOutcome::State;
    static const QHash<State, QString> names{{State::Done, text("done")}, {State::AlreadySo, text("already")}, {State::Failed, text("failed")}, {State::Queued, text("queued")}, {State::Unknown, text("unknown")}};
    return names.value(state);
}

/// The address of the vendor is exchanged for that of the test's own server; its path stays.
QByteArray turned(QByteArray form, const QByteArray& url)
{
    QJsonObject root = QJsonDocument::fromJson(form).object();
    QJsonObject http = root.value(text("http")).toObject();
    static const QRegularExpression host(text("^https://[^/]+"));
    const auto here = [&](const QString& address) { return QString(address).replace(host, QString::fromLatin1(url)); };
    QByteArray calls = QJsonDocument(QJsonObject{{text("s"), root.value(text("streams"))}, {text("a"), root.value(text("actions"))}}).toJson(QJsonDocument::Compact);
    for (const QJsonValue& one : http.value(text("hosts")).toArray())
        calls.replace('"' + one.toString().toUtf8(), '"' + url);
    root.insert(text("streams"), QJsonDocument::fromJson(calls)[QStringLiteral("s")]);
    root.insert(text("actions"), QJsonDocument::fromJson(calls)[QStringLiteral("a")].toArray());
    http.insert(text("base"), here(http.value(text("base")).toString()));
    http.insert(text("hosts"), QJsonArray{QString::fromLatin1(url)});
    root.insert(text("http"), http);
    QJsonArray ways = root.value(text("auth")).toArray();
    for (auto&& way : ways) {
        QJsonObject rule = way.toObject();
        if (rule.contains(text("base")))
            rule.insert(text("base"), here(rule.value(text("base")).toString()));
        way = rule;
    }
    root.insert(text("auth"), ways);
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace

/// Vendors whose own description is not to be had, or says too little: read and asked against answers written down from
/// their documentation (tests/vendor/shipped/ID.json). A fixture says what is asked, what comes back, and the rows and
/// calls that must follow.
class TestShippedDescriptorsRun : public QObject
{
    Q_OBJECT

    qm::base::SystemClock m_clock;
    MemorySecrets m_secrets;

    std::unique_ptr<Connection> open(const QString& id, const QJsonObject& fixture, const QJsonObject& step, const FakeServer& server)
    {
        QFile file(text(":/connectors/") + id + text(".json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no %s", qPrintable(id));
        const auto descriptor = parseDescriptor(turned(file.readAll(), server.url().toString().toLatin1()));
        if (!descriptor)
            qFatal("%s %s", qPrintable(descriptor.error().subject), qPrintable(descriptor.error().detail));
        ConnectionSettings settings;
        settings.secretPrefix = text("c");
        settings.retry = {1, 5, 1000, {}};
        settings.auth = step.value(text("way")).toString();
        const QJsonObject config = fixture.value(text("config")).toObject();
        for (auto it = config.begin(); it != config.end(); ++it)
            settings.config.insert(it.key(), it.value().toString().replace(text("SERVER"), server.url().toString()));
        for (const AuthRule& rule : descriptor->auth) {
            for (const SecretField& secret : rule.secrets)
                m_secrets.put(text("c/") + secret.name, "secret");
        }
        TokenSet tokens;
        tokens.access = qm::base::Secret("access");
        m_secrets.put(text("c/tokens"), tokens.packed().reveal());
        auto connection = Connection::open(*descriptor, settings, m_secrets, m_clock);
        if (!connection)
            qFatal("%s: %s %s", qPrintable(id), qPrintable(connection.error().subject), qPrintable(connection.error().detail));
        return std::move(*connection);
    }

    /// "GET /path?query" of an answer, with * for any text; anything else is a 404.
    static FakeReply answerOf(const QJsonObject& answers, const FakeRequest& request)
    {
        const QString call = QString::fromLatin1(request.method) + u' ' + QUrl::fromPercentEncoding(request.target);
        for (auto it = answers.begin(); it != answers.end(); ++it) {
            const QRegularExpression pattern(QRegularExpression::anchoredPattern(QRegularExpression::escape(it.key()).replace(text("\\*"), text(".*"))));
            if (!pattern.match(call).hasMatch())
                continue;
            const QJsonObject object = it.value().toObject();
            const int status = object.value(text("STATUS")).toInt(200);
            const QJsonValue body = object.contains(text("BODY")) ? object.value(text("BODY")) : it.value();
            return FakeReply::json(body.isArray() ? QJsonDocument(body.toArray()).toJson() : QJsonDocument(body.toObject()).toJson(), status);
        }
        qWarning().noquote() << "not answered:" << call;
        return FakeReply::json("{}", 404);
    }

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QJsonObject>("fixture");
        QTest::addColumn<QJsonObject>("step");
        for (const QString& name : QDir(kFolder).entryList({text("*.json")}, QDir::Files, QDir::Name)) {
            const QJsonObject fixture = objectIn(kFolder + u'/' + name);
            QVERIFY2(!fixture.isEmpty(), qPrintable(name));
            for (const QJsonValue& step : fixture.value(text("reads")).toArray())
                QTest::addRow("%s %s", qPrintable(name), qPrintable(step[QStringLiteral("stream")].toString())) << name.chopped(5) << fixture << step.toObject();
        }
    }
    void reads()
    {
        QFETCH(QString, id);
        QFETCH(QJsonObject, fixture);
        QFETCH(QJsonObject, step);
        FakeServer server([&](const FakeRequest& request) { return answerOf(step.value(text("answers")).toObject(), request); });
        auto connection = open(id, fixture, step, server);
        ReadOrder order;
        order.stream = step.value(text("stream")).toString();
        order.parents = step.value(text("parents")).toArray();
        const auto rows = await(connection->read(std::move(order)));
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().detail));
        QVERIFY2(rows->coverage != StreamRows::Coverage::Skipped, qPrintable(rows->why));
        QCOMPARE(rows->withoutKey, 0);
        for (const QJsonValue& wanted : step.value(text("rows")).toArray()) {
            const QString key = wanted[QStringLiteral("key")].toString();
            const QString table = wanted[QStringLiteral("table")].toString();
            const auto row = std::find_if(rows->all.rows.begin(), rows->all.rows.end(), [&](const Row& one) { return one.key == key && one.table == table; });
            QVERIFY2(row != rows->all.rows.end(), qPrintable(table + u' ' + key));
            const QJsonObject fields = wanted[QStringLiteral("fields")].toObject();
            for (auto it = fields.begin(); it != fields.end(); ++it)
                QVERIFY2(row->fields.value(it.key()) == it.value(), qPrintable(it.key() + u' ' + textOf(row->fields.value(it.key()))));
        }
        QCOMPARE(rows->all.rows.size(), step.value(text("count")).toInt(static_cast<int>(step.value(text("rows")).toArray().size())));
    }

    void writes_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QJsonObject>("fixture");
        QTest::addColumn<QJsonObject>("step");
        for (const QString& name : QDir(kFolder).entryList({text("*.json")}, QDir::Files, QDir::Name)) {
            const QJsonObject fixture = objectIn(kFolder + u'/' + name);
            int number = 0;
            for (const QJsonValue& step : fixture.value(text("writes")).toArray())
                QTest::addRow("%s %d %s", qPrintable(name), ++number, qPrintable(step[QStringLiteral("action")].toString())) << name.chopped(5) << fixture << step.toObject();
        }
    }
    void writes()
    {
        QFETCH(QString, id);
        QFETCH(QJsonObject, fixture);
        QFETCH(QJsonObject, step);
        FakeServer server([&](const FakeRequest& request) { return answerOf(step.value(text("answers")).toObject(), request); });
        auto connection = open(id, fixture, step, server);
        const QString action = step.value(text("action")).toString();
        QHash<QString, QString> in{{text("step.key"), text("k-1")}};
        const QJsonObject given = step.value(text("in")).toObject();
        for (auto it = given.begin(); it != given.end(); ++it)
            in.insert(it.key(), it.value().toString());
        const auto acted = await(connection->act(action, in));
        QVERIFY2(acted, acted ? "" : qPrintable(acted.error().subject + u' ' + acted.error().detail));
        QCOMPARE(stateName(acted->state), step.value(text("state")).toString(text("done")));
        if (step.contains(text("says")))
            QVERIFY2(acted->say.contains(step.value(text("says")).toString()), qPrintable(acted->say));
        if (step.contains(text("secret")))
            QVERIFY(acted->secrets.contains(step.value(text("secret")).toString()));
        const QJsonObject sent = step.value(text("sent")).toObject();
        const auto is = [&](const FakeRequest& request) { return QString::fromLatin1(request.method + ' ' + request.target) == sent.value(text("call")).toString(); };
        const auto call = std::find_if(server.seen().begin(), server.seen().end(), is);
        if (!sent.isEmpty())
            QVERIFY2(call != server.seen().end(), qPrintable(sent.value(text("call")).toString()));
        if (sent.contains(text("body")))
            QCOMPARE(QJsonDocument::fromJson(call->body).object(), sent.value(text("body")).toObject());
        if (!step.value(text("verified")).toString().isEmpty())
            QCOMPARE(stateName(await(connection->verify(action, in))->state), step.value(text("verified")).toString());
    }
};

QTEST_GUILESS_MAIN(TestShippedDescriptorsRun)
#include "test_shipped_descriptors_run.moc"
