#pragma once

#include "core/vendor/answer.h"
#include "core/vendor/guarded_key.h"
#include "core/vendor/secret_store.h"
#include "core/vendor/vault_file.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace qm::vendor {

/// The secrets of one workspace on this computer: sealed boxes in a file, the key to them in the operating system's key
/// store. The key stays in guarded memory while it is needed, is dropped after five quiet minutes, by lock() and at the
/// end; then the key store is asked again, so that a store locked meanwhile locks this one too. Calls are served one
/// after the other. Nothing is ever kept in clear: without the key store no secret is read or written.
/// Beside the errors of SecretStore: SecretDamaged for what was tampered with, TextTooLong (detail: bytes) for a secret
/// beyond mostBytes, Refused for a workspace without an id, FileUnreadable, FileUnwritable.
class SealedVault final : public QObject, public SecretStore
{
public:
    /// OldEntries: an earlier version kept this workspace's secrets whole in the key store; each is moved over when it is
    /// first read.
    enum class Before { Nothing, OldEntries };
    static constexpr qsizetype mostBytes = 64 * 1024;

    /// The key store must outlive the vault and live in the same thread.
    SealedVault(SecretStore& keyStore, VaultPlace place, Before before);
    ~SealedVault() override;

    QFuture<base::Result<base::Secret>> read(const QString& name) override;
    /// Where the key is gone from the key store or the file is damaged, a new vault begins; the old file is put aside.
    QFuture<base::Result<void>> write(const QString& name, base::Secret secret) override;
    QFuture<base::Result<void>> remove(const QString& name) override;

    /// Drops the key.
    void lock();
    bool isLocked() const { return !m_key; }

private:
    template <class T>
    using Done = std::function<void(base::Result<T>)>;
    using Kept = std::shared_ptr<const base::Secret>;

    template <class T>
    QFuture<base::Result<T>> inTurn(std::function<void(Done<T>)> job);
    void next();

    void readNow(const QString& name, const Done<base::Secret>& done);
    void sayMissing(const VaultFile& file, const QString& name, const Done<base::Secret>& done);
    void takeOver(const QString& name, const Done<base::Secret>& done);
    void writeNow(const QString& name, Kept secret, const Done<void>& done);
    /// `dead`: the file that nobody can open any more; empty: there is none.
    void beginVault(const QString& dead, const QString& name, Kept secret, const Done<void>& done);
    void put(VaultFile file, const QString& name, const base::Secret& secret, const Done<void>& done);
    void removeNow(const QString& name, const Done<void>& done);
    /// Holds the key of that vault. SecretMissing when the key store is open and has none.
    void unlock(const QString& vault, const Done<void>& done);
    void hold(std::shared_ptr<const GuardedKey> key, const QString& vault);

    SecretStore& m_keyStore;
    VaultPlace m_place;
    Before m_before;
    std::shared_ptr<const GuardedKey> m_key;
    QString m_keyOf; ///< the vault it opens
    QTimer m_quiet{this};
    std::deque<std::function<void()>> m_jobs;
    bool m_isBusy = false;
};

} // namespace qm::vendor
