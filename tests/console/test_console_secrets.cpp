#include "core/base/log.h"
#include "core/model/described.h"
#include "core/vendor/sealed_vault.h"
#include "tests/console/console_bench.h"

#include <QDirIterator>
#include <QMutex>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QSettings>

using namespace qm;
using base::ErrorCode;
using fake::await;

namespace {

constexpr int secretCount = 64;
constexpr int connectedCount = 8; // the others are further secrets of the first connection

/// What the program wrote to its log.
QByteArray& logText()
{
    static QByteArray text;
    return text;
}

void keepLog(QtMsgType, const QMessageLogContext& context, const QString& message)
{
    static QMutex mutex;
    const QMutexLocker locker(&mutex);
    logText() += QByteArray(context.category) + ' ' + message.toUtf8() + '\n';
}

/// Like the tokens of real vendors: letters and digits with the marks that encodings change.
QByteArray secretOf(int number)
{
    static const QByteArray letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~%");
    QRandomGenerator chance(static_cast<quint32>(number) + 7);
    QByteArray secret = "sk" + QByteArray::number(number) + '/';
    while (secret.size() < 40)
        secret += letters.at(chance.bounded(static_cast<int>(letters.size())));
    return secret;
}

QByteArray utf16(const QString& text)
{
    return {reinterpret_cast<const char*>(text.utf16()), text.size() * 2};
}

QByteArray reversed(QByteArray bytes)
{
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

/// The dresses in which a secret could lie somewhere, each with its name.
QList<std::pair<QByteArray, QByteArray>> dressesOf(const QByteArray& secret)
{
    const QString text = QString::fromLatin1(secret);
    const QByteArray wide = utf16(text);
    // Inside a longer Base64 text it stands at one of three places; the letters at its ends are its neighbours' too.
    const auto inner = [&secret](int before) { return (QByteArray(before, 'x') + secret).toBase64().mid(4, (secret.size() - 6) / 3 * 4); };
    return {{"plain", secret},
            {"Base64", inner(0)},
            {"Base64, one off", inner(1)},
            {"Base64, two off", inner(2)},
            {"Base64 for addresses", secret.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)},
            {"hex", secret.toHex()},
            {"HEX", secret.toHex().toUpper()},
            {"percent-encoded", secret.toPercentEncoding()},
            {"JSON", QByteArray(secret).replace("/", "\\/")},
            {"UTF-16", wide},
            {"reversed", reversed(secret)},
            {"reversed UTF-16", utf16(QString::fromLatin1(reversed(secret)))},
            {"UTF-16, byte by byte reversed", reversed(wide)}};
}

/// The first secret that shows in these bytes, with its dress; empty when there is none.
QByteArray leakIn(const QByteArray& bytes)
{
    for (int number = 0; number < secretCount; ++number) {
        for (const auto& [dress, needle] : dressesOf(secretOf(number))) {
            if (bytes.contains(needle))
                return QByteArray::number(number) + " as " + dress;
        }
    }
    return {};
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The first file under a folder in which a secret shows.
QByteArray leakUnder(const QString& folder)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QByteArray leak = leakIn(contentOf(path));
        if (!leak.isEmpty())
            return path.toUtf8() + ": " + leak;
    }
    return {};
}

/// A directory that answers every other caller with a refusal which quotes their token, in several dresses.
fake::FakeReply refusing(const fake::FakeRequest& request)
{
    const QByteArray token = request.headers.value("authorization").mid(7);
    return fake::FakeReply::json("{\"detail\":\"bad token " + QByteArray(token).replace("/", "\\/") + "\",\"header\":\"Bearer " + token + "\",\"address\":\"?t=" + token.toPercentEncoding() + "\"}", 401);
}

console::NewConnection directoryWith(const test::ConsoleBench& bench, const QString& name, const QByteArray& token)
{
    console::NewConnection wanted;
    wanted.name = name;
    wanted.descriptor = QStringLiteral("scim");
    wanted.config = {{QStringLiteral("base"), bench.directory.url().toString()}};
    wanted.secrets = {{QStringLiteral("token"), std::make_shared<const base::Secret>(token)}};
    return wanted;
}

} // namespace

/// Sixty-four secrets go through keeping, connecting, reading, failing, exporting and backing up. None is found anywhere.
class TestConsoleSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("*=true\nqt.*=false"));
        qInstallMessageHandler(keepLog);
    }
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }

    void theSearchFindsEveryDress()
    {
        for (const auto& [dress, needle] : dressesOf(secretOf(5)))
            QVERIFY2(!leakIn("before " + needle + " after").isEmpty(), dress.constData());
        QVERIFY(!leakIn("Basic " + ("user:" + secretOf(5)).toBase64()).isEmpty());
        QCOMPARE(leakIn("sk5/ and nothing else"), QByteArray());
        QTemporaryDir folder;
        QFile planted(folder.filePath(QStringLiteral(".hidden")));
        QVERIFY(planted.open(QIODevice::WriteOnly) && planted.write(secretOf(9).toHex()) > 0);
        planted.close();
        QVERIFY(leakUnder(folder.path()).contains("9 as hex"));
    }
    void noneIsFoundAnywhere();
    void noneComesBackInAnError();
};

void TestConsoleSecrets::noneIsFoundAnywhere()
{
    test::ConsoleBench bench;
    const QString folder = bench.space.folder.path();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
    const auto identity = bench.space.store->identity();
    QVERIFY(identity);
    vendor::SealedVault vault(bench.secrets, {folder + QStringLiteral("/vaults"), identity->id, bench.space.path()}, vendor::SealedVault::Before::Nothing);
    base::InlineExecutor executor;
    const store::Desk desk(executor, *bench.space.store);
    console::VendorGate gate(desk, vault, bench.space.clock);
    run::Runner runner(desk, gate, bench.space.clock);
    console::Console console({desk, store::ReadingDesk(executor, *bench.space.store), store::CareDesk(executor, bench.space.path(), bench.space.clock), &executor, &runner, &gate, &bench.space.clock});
    console.setActor(QStringLiteral("Test"));
    bench.directory.users[QStringLiteral("u-1")] = {QStringLiteral("ada@example.org")};

    QList<base::Id> sources;
    QStringList names;
    for (int number = 0; number < secretCount; ++number) {
        if (number >= connectedCount) {
            names.append(QStringLiteral("source-%1/secret-%2").arg(sources.first().value).arg(number));
            QVERIFY(await(vault.write(names.last(), base::Secret(secretOf(number)))));
            continue;
        }
        const auto source = await(console.connectVendor(directoryWith(bench, QStringLiteral("Directory %1").arg(number), secretOf(number))));
        QVERIFY2(source, source ? "" : qPrintable(source.error().detail));
        sources.append(*source);
        names.append(QStringLiteral("source-%1/token").arg(source->value));
    }
    for (const base::Id source : std::as_const(sources)) {
        bench.directory.fault = source.value % 2 ? fake::FakeServer::Handler(refusing) : fake::FakeServer::Handler();
        const auto report = await(console.sync(source, {}));
        logText() += report ? QByteArray() : report.error().detail.toUtf8() + report.error().subject.toUtf8();
        if (report) {
            for (const auto& stream : report->streams)
                logText() += stream.reason.toUtf8();
        }
    }
    for (const model::Entity entity : model::allEntities()) {
        console::CsvExport wanted;
        wanted.query.entity = entity;
        for (const auto& field : model::describe(entity).fields) {
            wanted.fields.append(field.key);
            wanted.headings.append(field.key);
        }
        wanted.path = folder + QStringLiteral("/export-%1.csv").arg(model::describe(entity).key);
        QVERIFY(await(console.exportCsv(wanted)));
    }
    QVERIFY(await(console.backup(folder + QStringLiteral("/backup.quartermaster"), {}, {})));
    QSettings().sync();
    QVERIFY(QFile::exists(bench.space.path() + QStringLiteral("-wal")));
    QCOMPARE(QDir(folder + QStringLiteral("/vaults")).entryList(QDir::Files).size(), 1);
    QCOMPARE(leakUnder(folder), QByteArray());
    QCOMPARE(leakIn(logText()), QByteArray());
    for (const QString& variable : QProcessEnvironment::systemEnvironment().toStringList())
        QCOMPARE(leakIn(variable.toLatin1()), QByteArray());
    // They are there all the same.
    for (int number = 0; number < secretCount; ++number)
        QCOMPARE(await(vault.read(names.at(number)))->reveal(), secretOf(number));
}

void TestConsoleSecrets::noneComesBackInAnError()
{
    test::ConsoleBench bench;
    bench.directory.fault = refusing;
    const auto refused = await(bench.console->connectVendor(directoryWith(bench, QStringLiteral("Directory"), secretOf(3))));
    QVERIFY(!refused);
    QCOMPARE(leakIn(refused.error().detail.toUtf8() + refused.error().subject.toUtf8()), QByteArray());
}

QTEST_GUILESS_MAIN(TestConsoleSecrets)
#include "test_console_secrets.moc"
