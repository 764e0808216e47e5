#include "core/vendor/connection.h"
#include "core/vendor/token_client.h"
#include "tests/contract/server.h"
#include "tests/fake/await.h"
#include "tests/fake/memory_secrets.h"

#include <QJsonArray>

using namespace qm::vendor;
using namespace qm::contract;
using qm::fake::await;
using Coverage = qm::vendor::StreamRows::Coverage;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

QJsonObject fileJson(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray curl(const QString& url)
{
    QProcess process;
    process.start(text("curl"), {text("-s"), text("--max-time"), text("10"), url});
    process.waitForFinished(15'000);
    return process.readAllStandardOutput();
}

/// Columns a table is of no use without; "a|b": one of them.
const QHash<QString, QStringList>& needed()
{
    static const QHash<QString, QStringList> columns{
        {text("account"), {text("email|username|vendor_id")}},
        {text("group"), {text("name")}},
        {text("membership"), {text("group"), text("account")}},
        {text("license"), {text("name|sku")}},
        {text("assignment"), {text("license"), text("account")}},
        {text("device"), {text("serial|name")}},
        {text("usage"), {text("account|email"), text("at")}},
        {text("app"), {text("name")}},
        {text("grant"), {text("app"), text("account|everyone")}},
        {text("person"), {text("email|employee_number|name")}},
        {text("spend"), {text("date"), text("amount")}},
        {text("status"), {text("name"), text("state")}}};
    return columns;
}

bool fills(const Row& row, const QString& either)
{
    const QStringList names = either.split(u'|');
    return std::any_of(names.begin(), names.end(), [&](const QString& name) { return !isNothing(row.fields.value(name)); });
}

} // namespace

/// Every shipped descriptor, every stream and every action, against a mock of the vendor's own description: all requests
/// legal, all rows whole. A vendor without a description is read against nothing here; its file is linted.
class TestDescriptors : public QObject
{
    Q_OBJECT

    SharedServers m_shared;
    std::unique_ptr<Server> m_prism;
    qm::base::SystemClock m_clock;
    qm::fake::MemorySecrets m_secrets;
    QJsonObject m_samples;

    /// The name of the description that a descriptor is checked against; empty: there is none.
    QString specOf(const QString& id) const
    {
        const QString named = m_samples.value(id).toObject().value(text("spec")).toString(id);
        return m_prism->ready().value(text("ports")).toObject().contains(named) ? named : QString();
    }

    /// How actions are sent: as they are, or without the look that may find that nothing needs doing.
    enum class Look
    {
        First,
        Never
    };

    static QJsonArray withoutFinds(const QJsonArray& actions)
    {
        QJsonArray all;
        for (const QJsonValue& item : actions) {
            QJsonObject action = item.toObject();
            QJsonObject write = action.value(text("do")).toObject();
            if (!write.contains(text("edit"))) {
                action.remove(text("find"));
                write.insert(text("repeat"), text("ask"));
                action.insert(text("do"), write);
            }
            all.append(action);
        }
        return all;
    }

    static QJsonArray turned(const QJsonArray& calls, const QJsonArray& hosts, const QString& url)
    {
        QByteArray whole = QJsonDocument(calls).toJson(QJsonDocument::Compact);
        for (const QJsonValue& host : hosts)
            whole.replace('"' + host.toString().toUtf8(), '"' + url.toUtf8());
        return QJsonDocument::fromJson(whole).array();
    }

    /// The shipped descriptor with its hosts turned to the mock. The base's own path is not part of the mock's paths, unless
    /// the samples say which part is.
    Descriptor aimedAt(const QString& id, const QString& url, Look look) const
    {
        QFile file(text(":/connectors/") + id + text(".json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no %s", qPrintable(id));
        QJsonObject form = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonObject sample = m_samples.value(id).toObject();
        for (const QString& part : {text("streams"), text("actions")})
            form.insert(part, turned(form.value(part).toArray(), form.value(text("http"))[QStringLiteral("hosts")].toArray(), url));
        QJsonObject http = form.value(text("http")).toObject();
        http.insert(text("hosts"), QJsonArray{url});
        http.insert(text("base"), url + sample.value(text("path")).toString());
        form.insert(text("http"), http);
        QJsonArray ways = form.value(text("auth")).toArray();
        for (auto&& way : ways) {
            QJsonObject rule = way.toObject();
            if (rule.contains(text("base")))
                rule.insert(text("base"), url + sample.value(text("paths")).toObject().value(rule.value(text("id")).toString()).toString());
            way = rule;
        }
        form.insert(text("auth"), ways);
        if (look == Look::Never)
            form.insert(text("actions"), withoutFinds(form.value(text("actions")).toArray()));
        const auto parsed = parseDescriptor(QJsonDocument(form).toJson());
        if (!parsed)
            qFatal("%s: %s %s", qPrintable(id), qPrintable(parsed.error().subject), qPrintable(parsed.error().detail));
        return *parsed;
    }

    static qm::base::Result<QJsonArray> rowsOfCsv(const QByteArray& bytes)
    {
        const QList<QByteArray> lines = bytes.trimmed().split('\n');
        const QList<QByteArray> heads = lines.value(0).trimmed().split(',');
        QJsonArray rows;
        for (const QByteArray& line : lines.mid(1)) {
            QJsonObject row;
            const QList<QByteArray> cells = line.trimmed().split(',');
            for (qsizetype i = 0; i < heads.size(); ++i)
                row.insert(QString::fromUtf8(heads[i]), QString::fromUtf8(cells.value(i)));
            rows.append(row);
        }
        return rows;
    }

    std::unique_ptr<Connection> open(const QString& id, const QString& way, Descriptor descriptor)
    {
        const QJsonObject sample = m_samples.value(id).toObject();
        ConnectionSettings settings;
        settings.secretPrefix = text("c");
        settings.retry = {1, 5, 1000, {}};
        settings.auth = way;
        const QJsonObject config = sample.value(text("config")).toObject();
        for (auto it = config.begin(); it != config.end(); ++it)
            settings.config.insert(it.key(), it.value().toString());
        settings.csv = rowsOfCsv;
        for (const AuthRule& rule : descriptor.auth) {
            for (const SecretField& secret : rule.secrets)
                m_secrets.put(text("c/") + secret.name, "secret");
        }
        TokenSet tokens;
        tokens.access = qm::base::Secret("access");
        m_secrets.put(text("c/tokens"), tokens.packed().reveal());
        auto connection = Connection::open(std::move(descriptor), settings, m_secrets, m_clock);
        if (!connection)
            qFatal("%s: %s %s", qPrintable(id), qPrintable(connection.error().subject), qPrintable(connection.error().detail));
        return std::move(*connection);
    }

    /// The ways to sign in that the streams and actions need between them, the samples' own first.
    QStringList waysOf(const QString& id, const Descriptor& descriptor) const
    {
        QStringList ways{m_samples.value(id).toObject().value(text("auth")).toString(descriptor.auth.front().id)};
        const auto add = [&](const QStringList& with) {
            if (!with.isEmpty() && std::none_of(with.begin(), with.end(), [&](const QString& way) { return ways.contains(way); }))
                ways.append(with.first());
        };
        for (const StreamRule& stream : descriptor.streams)
            add(stream.with);
        for (const ActionRule& action : descriptor.actions)
            add(action.with);
        return ways;
    }

    QStringList violations(const QString& url)
    {
        QStringList all;
        for (const QJsonValue& call : QJsonDocument::fromJson(curl(url + text("/__log"))).array()) {
            for (const QJsonValue& violation : QJsonDocument::fromJson(call[QStringLiteral("violations")].toString().toUtf8()).array()) {
                if (violation[QStringLiteral("location")][0].toString() == text("request"))
                    all.append(call[QStringLiteral("method")].toString() + u' ' + call[QStringLiteral("url")].toString() + text(" -> ") + violation[QStringLiteral("message")].toString());
            }
        }
        return all;
    }

    QJsonArray readStream(Connection& connection, const StreamRule& stream, const QJsonArray& parents, const QString& id)
    {
        ReadOrder order;
        order.stream = stream.id;
        order.parents = parents;
        QList<Row> all;
        QJsonArray records;
        order.page = [&](const PageOfRows& page) {
            all += page.rows;
            for (const QJsonValue& record : page.records)
                records.append(record);
        };
        const auto rows = await(connection.read(std::move(order)));
        const QString name = id + u'/' + stream.id;
        // A mock whose example names a next page gives the same page again: what came before was read.
        const bool isOnePage = !rows && rows.error().code == qm::base::ErrorCode::PageLoop && !all.isEmpty();
        if (!rows && !isOnePage) {
            m_faults.append(name + text(": ") + rows.error().detail.left(400));
            return {};
        }
        if (rows && rows->coverage == Coverage::Skipped)
            m_faults.append(name + text(": skipped: ") + rows->why);
        if (all.isEmpty())
            m_faults.append(name + text(": no rows"));
        for (const OutRule& out : stream.out) {
            if (out.mode == OutRule::Mode::Patch)
                continue;
            for (const QString& column : needed().value(out.table)) {
                const bool isFilled = std::any_of(all.begin(), all.end(), [&](const Row& row) { return row.table == out.table && fills(row, column); });
                if (!isFilled && !all.isEmpty())
                    m_faults.append(name + text(": nothing fills ") + out.table + u'.' + column);
            }
        }
        return records;
    }

    /// `name`: the action's id, or id#2, id#3 for further ones of the same id.
    QHash<QString, QString> inputsOf(const QString& id, const ActionRule& action, const QString& name) const
    {
        const QJsonObject samples = m_samples.value(id).toObject().value(text("inputs")).toObject();
        QHash<QString, QString> in{{text("step.key"), text("0d0e7c5e-7f5a-4c5f-8a53-2b1f7f2f7d01")}};
        for (const QString& input : action.input) {
            const QJsonValue special = samples.value(name + u'.' + input);
            in.insert(input, special.isString() ? special.toString() : samples.value(input).toString(text("1")));
        }
        return in;
    }

    void actOn(Connection& connection, const ActionRule& action, const QString& name, const QHash<QString, QString>& in)
    {
        const auto acted = await(connection.act(action.id, in));
        if (!acted)
            m_faults.append(name + text(": ") + acted.error().subject + u' ' + acted.error().detail.left(400));
        else if (acted->state == ActionOutcome::State::Failed || acted->state == ActionOutcome::State::Unknown)
            m_faults.append(name + text(": ") + acted->answer.left(400) + acted->say);
        if (acted && acted->state == ActionOutcome::State::Queued)
            (void)await(connection.follow(action.id, in, acted->yields));
        if (action.verify)
            (void)await(connection.verify(action.id, in));
    }

    /// Everything that one way to sign in can do; what another way does is left to that.
    void runWay(const QString& id, const QString& way, const QString& url)
    {
        const QJsonObject unchecked = m_samples.value(id).toObject().value(text("unchecked")).toObject();
        auto connection = open(id, way, aimedAt(id, url, Look::First));
        auto blind = open(id, way, aimedAt(id, url, Look::Never));
        const auto isOurs = [&](const QStringList& with) { return with.isEmpty() ? way == waysOf(id, connection->descriptor()).first() : with.contains(way); };
        for (const StreamRule& stream : connection->descriptor().streams) {
            if (isOurs(stream.with) && !unchecked.contains(stream.id))
                m_records.insert(stream.id, readStream(*connection, stream, m_records.value(stream.forEach.stream), id));
        }
        QHash<QString, int> counts;
        for (const ActionRule& action : connection->descriptor().actions) {
            const int number = ++counts[action.id];
            const QString name = number > 1 ? action.id + u'#' + QString::number(number) : action.id;
            if (!isOurs(action.with) || unchecked.contains(name))
                continue;
            const auto in = inputsOf(id, action, name);
            actOn(*connection, action, id + u'/' + name, in);
            if (action.find && action.edit.list.isEmpty())
                actOn(*blind, action, id + u'/' + name + text(" (not looking)"), in);
        }
    }

    QHash<QString, QJsonArray> m_records;
    QStringList m_faults;

private Q_SLOTS:
    void initTestCase()
    {
        const QString why = SharedServers::whyNot(text("prism.mjs"), text("@stoplight/prism-cli"));
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_samples = fileJson(text(QM_SOURCE_DIR "/tests/contract/descriptor_samples.json"));
        QVERIFY(!m_samples.isEmpty());
        m_prism = std::make_unique<Server>(m_shared.script(text("prism.mjs")), QStringList{text("--base-port"), text("0")});
        QVERIFY(!m_prism->ready().isEmpty());
    }

    void everyRequestIsLegalAndEveryRowWhole_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : shippedDescriptors())
            QTest::newRow(qPrintable(id)) << id;
    }
    void everyRequestIsLegalAndEveryRowWhole()
    {
        QFETCH(QString, id);
        QVERIFY(loadShippedDescriptor(id));
        const QString spec = specOf(id);
        if (spec.isEmpty())
            QSKIP("no description of this vendor's API to check against");
        const int port = m_prism->ready().value(text("ports")).toObject().value(spec).toInt();
        Server recorder(text(QM_SOURCE_DIR "/tests/contract/servers/recorder.mjs"), {text("--target"), QStringLiteral("http://127.0.0.1:%1").arg(port)});
        const QString url = recorder.url().toString();
        QVERIFY(!url.isEmpty());
        m_faults.clear();
        m_records.clear();
        const Descriptor descriptor = *loadShippedDescriptor(id);
        for (const QString& way : waysOf(id, descriptor))
            runWay(id, way, url);
        const QJsonObject unchecked = m_samples.value(id).toObject().value(text("unchecked")).toObject();
        for (auto it = unchecked.begin(); it != unchecked.end(); ++it) {
            qInfo().noquote() << "unchecked:" << it.key() << "-" << it.value().toString();
            const QString action = it.key().split(u'#').first();
            if ((!descriptor.stream(it.key()) && !descriptor.action(action)) || it.value().toString().isEmpty())
                m_faults.append(it.key() + text(": unchecked without being there or without a reason"));
        }
        m_faults += violations(url);
        for (const QString& fault : std::as_const(m_faults))
            qWarning().noquote() << fault;
        QVERIFY(m_faults.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDescriptors)
#include "test_descriptors.moc"
