#include "core/vendor/sealed_box.h"
#include "core/vendor/sealed_vault.h"
#include "tests/fake/await.h"
#include "tests/fake/memory_secrets.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

using qm::base::ErrorCode;
using qm::base::Secret;
using qm::fake::await;
using qm::fake::MemorySecrets;
using qm::vendor::GuardedKey;
using qm::vendor::SealedVault;
using qm::vendor::VaultPlace;

namespace {

const QString token = QStringLiteral("source-12/token");
const QString otherToken = QStringLiteral("source-13/token");
const QByteArray plain("tok-\x00\xff-plain", 12);

/// A computer: one key store, one data folder, workspaces at paths of their own.
struct Computer
{
    Computer() { QDir(disk.path()).mkdir(QStringLiteral("data")); }

    MemorySecrets keyStore;
    QTemporaryDir disk;

    QString data() const { return disk.filePath(QStringLiteral("data")); }
    VaultPlace place(const QString& name, QChar id = u'a') const
    {
        QFile workspace(disk.filePath(name));
        if (!workspace.exists() && !workspace.open(QIODevice::WriteOnly))
            qFatal("no workspace file");
        return {data(), QString(32, id), workspace.fileName()};
    }
    std::unique_ptr<SealedVault> vault(const QString& name = QStringLiteral("work"), QChar id = u'a')
    {
        return std::make_unique<SealedVault>(keyStore, place(name, id), SealedVault::Before::Nothing);
    }
    std::unique_ptr<SealedVault> olderVault() { return std::make_unique<SealedVault>(keyStore, place(QStringLiteral("work")), SealedVault::Before::OldEntries); }
    QStringList files() const { return QDir(data()).entryList(QDir::Files, QDir::Name); }
    QString file() const { return QDir(data()).filePath(files().value(0)); }
    QByteArray bytes() const
    {
        QFile kept(file());
        return kept.open(QIODevice::ReadOnly) ? kept.readAll() : QByteArray();
    }
    void replace(const QByteArray& bytes) const
    {
        QFile kept(file());
        if (!kept.open(QIODevice::WriteOnly | QIODevice::Truncate) || kept.write(bytes) != bytes.size())
            qFatal("the vault file can't be written");
    }
    /// The boxes of the file, changed and put back.
    void change(const std::function<void(QJsonObject&)>& work) const
    {
        QJsonObject json = QJsonDocument::fromJson(bytes()).object();
        QJsonObject boxes = json[QStringLiteral("boxes")].toObject();
        work(boxes);
        json[QStringLiteral("boxes")] = boxes;
        replace(QJsonDocument(json).toJson());
    }
};

template <class Outcome>
ErrorCode codeOf(const Outcome& outcome)
{
    return outcome ? ErrorCode::Internal : outcome.error().code;
}

#ifdef Q_OS_UNIX
/// Whether a process that reads that byte lives on.
bool canRead(const unsigned char* byte)
{
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGSEGV, SIG_DFL);
        signal(SIGBUS, SIG_DFL);
        const volatile unsigned char seen = *byte;
        _exit(seen == seen ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
#endif

} // namespace

/// Secrets sealed in a file with a key from the key store: faults of both, copies and moves of the workspace.
class TestSealedVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesReadsAndRemoves()
    {
        Computer computer;
        auto vault = computer.vault();
        QCOMPARE(codeOf(await(vault->read(token))), ErrorCode::SecretMissing);
        QVERIFY(await(vault->write(token, Secret(plain))));
        QCOMPARE(await(vault->read(token))->reveal(), plain);
        QVERIFY(await(vault->write(token, Secret("second"))));
        vault = computer.vault();
        QCOMPARE(await(vault->read(token))->reveal(), QByteArrayLiteral("second"));
        QVERIFY(await(vault->remove(token)));
        QCOMPARE(codeOf(await(vault->read(token))), ErrorCode::SecretMissing);
        QVERIFY(await(vault->remove(token)));
    }
    void onlyTheOwnerMayReadTheFileAndItShowsNothing()
    {
        Computer computer;
        QVERIFY(await(computer.vault()->write(token, Secret(plain))));
        QCOMPARE(computer.files().size(), 1);
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(computer.file()) & others));
        QVERIFY(!computer.bytes().contains(plain));
        QVERIFY(!computer.bytes().contains(plain.toBase64()));
        // What the key store got is a key, not the secret.
        QCOMPARE(await(computer.keyStore.read(token)).error().code, ErrorCode::SecretMissing);
    }
    void sizes_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 16 * 1024, 64 * 1024})
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void sizes()
    {
        QFETCH(int, size);
        Computer computer;
        const QByteArray bytes(size, 'x');
        QVERIFY(await(computer.vault()->write(token, Secret(bytes))));
        QCOMPARE(await(computer.vault()->read(token))->reveal(), bytes);
    }
    void tooLargeIsRefused()
    {
        Computer computer;
        const auto written = await(computer.vault()->write(token, Secret(QByteArray(64 * 1024 + 1, 'x'))));
        QCOMPARE(codeOf(written), ErrorCode::TextTooLong);
        QVERIFY(computer.files().isEmpty());
    }

    void keyStoreFaults_data()
    {
        QTest::addColumn<ErrorCode>("fault");
        QTest::newRow("absent") << ErrorCode::KeyStoreMissing;
        QTest::newRow("locked") << ErrorCode::KeyStoreLocked;
        QTest::newRow("denied") << ErrorCode::KeyStoreDenied;
    }
    void keyStoreFaults()
    {
        QFETCH(ErrorCode, fault);
        Computer computer;
        computer.keyStore.fault = fault;
        QCOMPARE(codeOf(await(computer.vault()->read(token))), fault); // who asks first learns that nothing could be kept
        QCOMPARE(codeOf(await(computer.vault()->write(token, Secret(plain)))), fault);
        QVERIFY(computer.files().isEmpty()); // nothing in clear, nothing at all
        computer.keyStore.fault.reset();
        QVERIFY(await(computer.vault()->write(token, Secret(plain))));
        const QByteArray before = computer.bytes();
        computer.keyStore.fault = fault;
        QCOMPARE(codeOf(await(computer.vault()->read(token))), fault);
        QCOMPARE(codeOf(await(computer.vault()->write(otherToken, Secret("x")))), fault);
        QCOMPARE(computer.bytes(), before);
        computer.keyStore.fault.reset();
        QCOMPARE(await(computer.vault()->read(token))->reveal(), plain);
    }
    void removingNeedsNoKey()
    {
        Computer computer;
        QVERIFY(await(computer.vault()->write(token, Secret(plain))));
        computer.keyStore.fault = ErrorCode::KeyStoreLocked;
        QVERIFY(await(computer.vault()->remove(token)));
        computer.keyStore.fault.reset();
        QCOMPARE(codeOf(await(computer.vault()->read(token))), ErrorCode::SecretMissing);
    }
    void lockingDropsTheKey()
    {
        Computer computer;
        const auto vault = computer.vault();
        QVERIFY(vault->isLocked());
        QVERIFY(await(vault->write(token, Secret(plain))));
        QVERIFY(!vault->isLocked());
        computer.keyStore.fault = ErrorCode::KeyStoreLocked;
        QCOMPARE(await(vault->read(token))->reveal(), plain); // the key is still held
        vault->lock();
        QVERIFY(vault->isLocked());
        QCOMPARE(codeOf(await(vault->read(token))), ErrorCode::KeyStoreLocked);
        computer.keyStore.fault.reset();
        QCOMPARE(await(vault->read(token))->reveal(), plain);
    }
    void aQuietVaultLocksItself()
    {
        Computer computer;
        const auto vault = computer.vault();
        auto* quiet = vault->findChild<QTimer*>();
        QVERIFY(quiet && !quiet->isActive());
        QVERIFY(await(vault->write(token, Secret(plain))));
        QVERIFY(quiet->isActive() && quiet->isSingleShot());
        QCOMPARE(quiet->interval(), 5 * 60 * 1000);
        quiet->start(0);
        QTRY_VERIFY(vault->isLocked());
        QCOMPARE(await(vault->read(token))->reveal(), plain);
    }
    void theKeyOutOfReachBetweenUses()
    {
#ifdef Q_OS_UNIX
        auto key = std::move(*GuardedKey::random());
        const unsigned char* seen = nullptr;
        bool isOpen = false;
        key->use([&](const unsigned char* bytes) {
            seen = bytes;
            isOpen = canRead(bytes);
        });
        QVERIFY(isOpen);
        QVERIFY(!canRead(seen));
        key.reset();
        QVERIFY(!canRead(seen));
#else
        QSKIP("needs fork()");
#endif
    }
    void aKeyOfAnotherSizeIsNone()
    {
        QCOMPARE(codeOf(GuardedKey::from(Secret("short"))), ErrorCode::Invalid);
    }
    void aLostKey()
    {
        Computer computer;
        QVERIFY(await(computer.vault()->write(token, Secret(plain))));
        Computer withoutKeys; // the same disk before another key store
        SealedVault vault(withoutKeys.keyStore, computer.place(QStringLiteral("work")), SealedVault::Before::Nothing);
        QCOMPARE(codeOf(await(vault.read(token))), ErrorCode::SecretMissing);
        QVERIFY(await(vault.write(token, Secret("new"))));
        QCOMPARE(await(vault.read(token))->reveal(), QByteArrayLiteral("new"));
        QCOMPARE(computer.files().filter(QStringLiteral(".unopened")).size(), 1); // the old boxes are not destroyed
    }
    void twoAtOnceMakeOneKey()
    {
        Computer computer;
        const auto vault = computer.vault();
        auto first = vault->write(token, Secret("one"));
        auto second = vault->write(otherToken, Secret("two"));
        QVERIFY(await(std::move(first)));
        QVERIFY(await(std::move(second)));
        QCOMPARE(computer.files().size(), 1);
        vault->lock();
        QCOMPARE(await(vault->read(token))->reveal(), QByteArrayLiteral("one"));
        QCOMPARE(await(vault->read(otherToken))->reveal(), QByteArrayLiteral("two"));
    }

    void boxFaults_data()
    {
        QTest::addColumn<QByteArray>("box"); // of a secret "one" under `token`, or how it is changed
        for (const char* way : {"flipped", "cut", "cut to the nonce", "longer", "empty", "another version", "swapped", "not base64"})
            QTest::newRow(way) << QByteArray(way);
    }
    void boxFaults()
    {
        QFETCH(QByteArray, box);
        Computer computer;
        QVERIFY(await(computer.vault()->write(token, Secret("one"))));
        QVERIFY(await(computer.vault()->write(otherToken, Secret("two"))));
        computer.change([&](QJsonObject& boxes) {
            QByteArray bytes = QByteArray::fromBase64(boxes[token].toString().toLatin1());
            if (box == "flipped")
                bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
            else if (box == "cut")
                bytes.chop(1);
            else if (box == "cut to the nonce")
                bytes.truncate(20);
            else if (box == "longer")
                bytes += 'x';
            else if (box == "empty")
                bytes.clear();
            else if (box == "another version")
                bytes[0] = 2;
            boxes[token] = QString::fromLatin1(bytes.toBase64());
            if (box == "swapped")
                boxes[token] = boxes[otherToken];
            else if (box == "not base64")
                boxes[token] = QStringLiteral("!!");
        });
        const auto read = await(computer.vault()->read(token));
        QCOMPARE(codeOf(read), ErrorCode::SecretDamaged);
        QVERIFY(!read.error().detail.contains(QStringLiteral("one")));
        // Signing in again cures it.
        QVERIFY(await(computer.vault()->write(token, Secret("new"))));
        QCOMPARE(await(computer.vault()->read(token))->reveal(), QByteArrayLiteral("new"));
    }
    void fileFaults_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no json") << QByteArray("\x00\xff", 2);
        QTest::newRow("another version") << QByteArray("{\"version\":2}");
        QTest::newRow("no boxes") << QByteArray("{\"version\":1,\"vault\":\"" + QByteArray(32, 'a') + "\",\"workspace\":\"" + QByteArray(32, 'a') + "\"}");
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void fileFaults()
    {
        QFETCH(QByteArray, bytes);
        Computer computer;
        QVERIFY(await(computer.vault()->write(token, Secret(plain))));
        computer.replace(bytes);
        QCOMPARE(codeOf(await(computer.vault()->read(token))), ErrorCode::SecretDamaged);
        QVERIFY(await(computer.vault()->write(token, Secret("new"))));
        QCOMPARE(await(computer.vault()->read(token))->reveal(), QByteArrayLiteral("new"));
    }
    void aBoxOfAnotherVaultDoesNotOpen()
    {
        Computer computer;
        QVERIFY(await(computer.vault()->write(token, Secret("one"))));
        const QJsonObject first = QJsonDocument::fromJson(computer.bytes()).object();
        QFile::remove(computer.file());
        QVERIFY(await(computer.vault()->write(token, Secret("two"))));
        computer.change([&](QJsonObject& boxes) { boxes[token] = first[QStringLiteral("boxes")][token]; });
        QCOMPARE(codeOf(await(computer.vault()->read(token))), ErrorCode::SecretDamaged);
    }
    void aFolderThatCanNotBeWritten()
    {
        Computer computer;
        QVERIFY(QDir(computer.data()).removeRecursively());
        QFile inTheWay(computer.data());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(codeOf(await(computer.vault()->write(token, Secret(plain)))), ErrorCode::FileUnwritable);
    }

    void twoWorkspacesWithTheSameNumbers()
    {
        Computer computer;
        const auto first = computer.vault(QStringLiteral("first"), u'a');
        const auto second = computer.vault(QStringLiteral("second"), u'b');
        QVERIFY(await(first->write(token, Secret("one"))));
        QCOMPARE(codeOf(await(second->read(token))), ErrorCode::SecretMissing);
        QVERIFY(await(second->write(token, Secret("two"))));
        QVERIFY(await(second->remove(token)));
        QCOMPARE(await(first->read(token))->reveal(), QByteArrayLiteral("one"));
    }
    void aMovedWorkspaceKeepsItsSecrets()
    {
        Computer computer;
        QVERIFY(await(computer.vault(QStringLiteral("here"))->write(token, Secret("one"))));
        QVERIFY(QFile::rename(computer.disk.filePath(QStringLiteral("here")), computer.disk.filePath(QStringLiteral("there"))));
        QCOMPARE(await(computer.vault(QStringLiteral("there"))->read(token))->reveal(), QByteArrayLiteral("one"));
        QCOMPARE(computer.files().size(), 1);
    }
    void aCopyStartsWithoutSecrets()
    {
        Computer computer;
        const auto original = computer.vault(QStringLiteral("here"));
        QVERIFY(await(original->write(token, Secret("one"))));
        const auto copy = computer.vault(QStringLiteral("copy"));
        QCOMPARE(codeOf(await(copy->read(token))), ErrorCode::SecretMissing);
        QVERIFY(await(copy->write(token, Secret("two"))));
        QCOMPARE(await(original->read(token))->reveal(), QByteArrayLiteral("one"));
        QCOMPARE(await(copy->read(token))->reveal(), QByteArrayLiteral("two"));
        QVERIFY(await(copy->remove(token)));
        QCOMPARE(await(original->read(token))->reveal(), QByteArrayLiteral("one"));
    }
    void withoutAnIdNothingIsKept()
    {
        Computer computer;
        SealedVault vault(computer.keyStore, {computer.data(), {}, QStringLiteral("/x")}, SealedVault::Before::Nothing);
        QCOMPARE(codeOf(await(vault.read(token))), ErrorCode::SecretMissing);
        QCOMPARE(codeOf(await(vault.write(token, Secret(plain)))), ErrorCode::Refused);
    }

    void oldEntriesAreMovedOver()
    {
        Computer computer;
        computer.keyStore.put(token, "old");
        computer.keyStore.put(otherToken, "other");
        QCOMPARE(await(computer.olderVault()->read(token))->reveal(), QByteArrayLiteral("old"));
        QCOMPARE(codeOf(await(computer.keyStore.read(token))), ErrorCode::SecretMissing);
        QCOMPARE(await(computer.olderVault()->read(token))->reveal(), QByteArrayLiteral("old"));
        QVERIFY(await(computer.keyStore.read(otherToken))); // untouched until it is read
        QVERIFY(await(computer.olderVault()->remove(otherToken)));
        QCOMPARE(codeOf(await(computer.keyStore.read(otherToken))), ErrorCode::SecretMissing);
        QCOMPARE(codeOf(await(computer.olderVault()->read(QStringLiteral("source-14/token")))), ErrorCode::SecretMissing);
    }
    void whatCanNotBeMovedStays()
    {
        Computer computer;
        computer.keyStore.put(token, "old");
        QVERIFY(QDir(computer.data()).removeRecursively());
        QFile inTheWay(computer.data());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(codeOf(await(computer.olderVault()->read(token))), ErrorCode::FileUnwritable);
        QCOMPARE(await(computer.keyStore.read(token))->reveal(), QByteArrayLiteral("old"));
    }
    void aNewWorkspaceTakesNoOldEntries()
    {
        Computer computer;
        computer.keyStore.put(token, "of an older workspace");
        QCOMPARE(codeOf(await(computer.vault()->read(token))), ErrorCode::SecretMissing);
        QVERIFY(await(computer.keyStore.read(token)));
    }
    void whatIsUnderWayEndsWithTheVault()
    {
        Computer computer;
        auto vault = computer.vault();
        auto first = vault->write(token, Secret("one"));
        auto second = vault->read(token);
        vault.reset();
        QCOMPARE(codeOf(await(std::move(first))), ErrorCode::Cancelled);
        QCOMPARE(codeOf(await(std::move(second))), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestSealedVault)
#include "test_sealed_vault.moc"
