#include "core/vendor/sealed_vault.h"
#include "core/vendor/vault.h"
#include "tests/fake/await.h"

#include <QDir>
#include <QTemporaryDir>

using qm::base::ErrorCode;
using qm::base::Secret;
using qm::fake::await;
using qm::vendor::SealedVault;
using qm::vendor::Vault;

namespace {

/// Sealed secrets of one workspace over the real key store.
struct Sealed
{
    QTemporaryDir folder;
    Vault keyStore;

    std::unique_ptr<SealedVault> open(SealedVault::Before before = SealedVault::Before::Nothing)
    {
        return std::make_unique<SealedVault>(keyStore, qm::vendor::VaultPlace{folder.path(), QString(32, u'c'), folder.path()}, before);
    }
    bool isEmpty() const { return QDir(folder.path()).isEmpty(); }
};

} // namespace

/// The operating system's key store: open, locked and absent. tests/contract/with-keyring says which in
/// QM_KEYRING.
class TestVault : public QObject
{
    Q_OBJECT

    QByteArray m_mode = qgetenv("QM_KEYRING");
    static QString name() { return QStringLiteral("connection/1/token"); }

private Q_SLOTS:
    void initTestCase()
    {
        if (m_mode.isEmpty() || m_mode.startsWith("absent"))
            QSKIP("run through tests/contract/with-keyring, with gnome-keyring and dbus installed");
    }

    void writesReadsAndRemoves()
    {
        if (m_mode != "open")
            QSKIP("for another kind of key store");
        Vault vault;
        const QByteArray bytes("\x00\x01 t\xc3\xb6ken \xff\n", 12);
        QVERIFY(await(vault.write(name(), Secret(bytes))));
        const auto read = await(vault.read(name()));
        QVERIFY(read);
        QCOMPARE(read->reveal(), bytes);
        QVERIFY(await(vault.write(name(), Secret("second"))));
        QCOMPARE(await(vault.read(name()))->reveal(), QByteArrayLiteral("second"));
        QVERIFY(await(vault.remove(name())));
        const auto gone = await(vault.read(name()));
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::SecretMissing);
        QVERIFY(await(vault.remove(name())));
    }
    void anotherServiceSeesNothing()
    {
        if (m_mode != "open")
            QSKIP("for another kind of key store");
        Vault vault;
        QVERIFY(await(vault.write(name(), Secret("mine"))));
        Vault other(QStringLiteral("Somebody"));
        QCOMPARE(await(other.read(name())).error().code, ErrorCode::SecretMissing);
    }
    void aLockedStoreIsNotAnEmptyOne()
    {
        if (m_mode != "locked")
            QSKIP("for another kind of key store");
        Vault vault;
        const auto read = await(vault.read(name()));
        QVERIFY(!read);
        QVERIFY2(read.error().code == ErrorCode::KeyStoreLocked, qPrintable(read.error().detail));
        QCOMPARE(await(vault.write(name(), Secret("x"))).error().code, ErrorCode::KeyStoreLocked);
        QCOMPARE(await(vault.remove(name())).error().code, ErrorCode::KeyStoreLocked);
    }
    void withoutAStoreNothingIsKept()
    {
        if (m_mode != "none")
            QSKIP("for another kind of key store");
        Vault vault;
        const auto written = await(vault.write(name(), Secret("x")));
        QVERIFY(!written);
        QVERIFY2(written.error().code == ErrorCode::KeyStoreMissing, qPrintable(written.error().detail));
        QCOMPARE(await(vault.read(name())).error().code, ErrorCode::KeyStoreMissing);
        QCOMPARE(await(vault.remove(name())).error().code, ErrorCode::KeyStoreMissing);
    }
    void sealedSecretsOfAnySize()
    {
        if (m_mode != "open")
            QSKIP("for another kind of key store");
        Sealed sealed;
        for (const int size : {12, 16 * 1024, 64 * 1024}) {
            const QByteArray bytes(size, 'k');
            QVERIFY(await(sealed.open()->write(name(), Secret(bytes))));
            QCOMPARE(await(sealed.open()->read(name()))->reveal(), bytes);
        }
        QVERIFY(await(sealed.open()->remove(name())));
        QCOMPARE(await(sealed.open()->read(name())).error().code, ErrorCode::SecretMissing);
    }
    void anOldEntryBecomesASealedOne()
    {
        if (m_mode != "open")
            QSKIP("for another kind of key store");
        Sealed sealed;
        const QString old = QStringLiteral("source-7/token");
        QVERIFY(await(sealed.keyStore.write(old, Secret("from before"))));
        QCOMPARE(await(sealed.open(SealedVault::Before::OldEntries)->read(old))->reveal(), QByteArrayLiteral("from before"));
        QCOMPARE(await(sealed.keyStore.read(old)).error().code, ErrorCode::SecretMissing);
        QCOMPARE(await(sealed.open()->read(old))->reveal(), QByteArrayLiteral("from before"));
    }
    void withoutAnOpenStoreNothingIsSealed()
    {
        if (m_mode == "open")
            QSKIP("for another kind of key store");
        Sealed sealed;
        const auto wanted = m_mode == "locked" ? ErrorCode::KeyStoreLocked : ErrorCode::KeyStoreMissing;
        QCOMPARE(await(sealed.open()->write(name(), Secret("x"))).error().code, wanted);
        QVERIFY(sealed.isEmpty());
        QCOMPARE(await(sealed.open(SealedVault::Before::OldEntries)->read(name())).error().code, wanted);
        QVERIFY(sealed.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "test_vault.moc"
