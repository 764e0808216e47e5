#include "core/vendor/sealed_vault.h"

#include "core/base/log.h"
#include "core/vendor/sealed_box.h"

#include <sodium.h>

namespace qm::vendor {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using base::Secret;

constexpr std::chrono::minutes keepsKeyFor{5};

QString keyName(const QString& vault)
{
    return QStringLiteral("vault-") + vault;
}

} // namespace

SealedVault::SealedVault(SecretStore& keyStore, VaultPlace place, Before before)
    : m_keyStore(keyStore)
    , m_place(std::move(place))
    , m_before(before)
{
    if (sodium_init() < 0)
        qCCritical(base::logVendor) << "libsodium did not start";
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(keepsKeyFor);
    connect(&m_quiet, &QTimer::timeout, this, &SealedVault::lock);
}

SealedVault::~SealedVault() = default;

void SealedVault::lock()
{
    m_key.reset();
    m_keyOf.clear();
    m_quiet.stop();
}

QFuture<Result<Secret>> SealedVault::read(const QString& name)
{
    return inTurn<Secret>([this, name](const Done<Secret>& done) { readNow(name, done); });
}

QFuture<Result<void>> SealedVault::write(const QString& name, Secret secret)
{
    auto kept = std::make_shared<const Secret>(std::move(secret));
    return inTurn<void>([this, name, kept](const Done<void>& done) { writeNow(name, kept, done); });
}

QFuture<Result<void>> SealedVault::remove(const QString& name)
{
    return inTurn<void>([this, name](const Done<void>& done) { removeNow(name, done); });
}

// One after the other: two that find no key would else each make one, and a file would be written over a newer one.
template <class T>
QFuture<Result<T>> SealedVault::inTurn(std::function<void(Done<T>)> job)
{
    auto answer = std::make_shared<Answer<T>>();
    m_jobs.push_back([this, answer, job = std::move(job)] {
        job([this, answer](Result<T> result) {
            answer->settle(std::move(result));
            m_isBusy = false;
            next();
        });
    });
    auto future = answer->future();
    next();
    return future;
}

void SealedVault::next()
{
    if (m_isBusy || m_jobs.empty())
        return;
    m_isBusy = true;
    const auto job = std::move(m_jobs.front());
    m_jobs.pop_front();
    job();
}

void SealedVault::readNow(const QString& name, const Done<Secret>& done)
{
    const auto file = VaultFile::find(m_place);
    if (!file)
        return done(fail(file.error()));
    if (!file->boxes.contains(name))
        return m_before == Before::OldEntries ? takeOver(name, done) : sayMissing(*file, name, done);
    unlock(file->id, [this, name, done, id = file->id, box = file->boxes.value(name)](const Result<void>& open) {
        done(open ? unsealed(box, {id, name}, *m_key) : fail(open.error()));
    });
}

// Only an open key store says that there is no such secret: who asks first learns that nothing could be kept.
void SealedVault::sayMissing(const VaultFile& file, const QString& name, const Done<Secret>& done)
{
    if (m_key && m_keyOf == file.id)
        return done(fail(ErrorCode::SecretMissing, name));
    whenDone(m_keyStore.read(keyName(file.id)), this, [name, done](const Result<Secret>& key) {
        const bool isOpen = key || key.error().code == ErrorCode::SecretMissing;
        done(isOpen ? fail(ErrorCode::SecretMissing, name) : fail(key.error()));
    });
}

void SealedVault::takeOver(const QString& name, const Done<Secret>& done)
{
    whenDone(m_keyStore.read(name), this, [this, name, done](Result<Secret> old) {
        if (!old)
            return done(fail(old.error()));
        auto kept = std::make_shared<const Secret>(std::move(*old));
        writeNow(name, kept, [this, name, kept, done](const Result<void>& written) {
            if (!written)
                return done(fail(written.error()));
            whenDone(m_keyStore.remove(name), this, [kept, done](const Result<void>& removed) {
                if (!removed)
                    qCWarning(base::logVendor) << "an old entry stays in the key store:" << removed.error().detail;
                done(kept->clone());
            });
        });
    });
}

void SealedVault::writeNow(const QString& name, Kept secret, const Done<void>& done)
{
    if (m_place.workspaceId.isEmpty())
        return done(fail(ErrorCode::Refused, name, QStringLiteral("the workspace has no id")));
    if (secret->reveal().size() > mostBytes)
        return done(fail(ErrorCode::TextTooLong, name, QString::number(mostBytes)));
    auto file = VaultFile::find(m_place);
    if (!file && file.error().code != ErrorCode::SecretDamaged)
        return done(fail(file.error()));
    if (!file || !file->isThere())
        return beginVault(file ? QString() : file.error().subject, name, std::move(secret), done);
    unlock(file->id, [this, name, secret, done, file = *file](const Result<void>& open) {
        if (open)
            return put(file, name, *secret, done);
        const bool isDead = open.error().code == ErrorCode::SecretMissing || open.error().code == ErrorCode::SecretDamaged;
        if (!isDead)
            return done(fail(open.error()));
        beginVault(file.pathIn(m_place.folder), name, secret, done);
    });
}

// The key store takes the key before anything is sealed with it.
void SealedVault::beginVault(const QString& dead, const QString& name, Kept secret, const Done<void>& done)
{
    auto made = GuardedKey::random();
    if (!made)
        return done(fail(made.error()));
    const auto file = VaultFile::madeFor(m_place);
    const std::shared_ptr<const GuardedKey> key(std::move(*made));
    whenDone(m_keyStore.write(keyName(file.id), key->copy()), this, [=, this](const Result<void>& taken) {
        if (!taken)
            return done(fail(taken.error()));
        if (!dead.isEmpty())
            VaultFile::putAside(dead);
        hold(key, file.id);
        put(file, name, *secret, done);
    });
}

void SealedVault::put(VaultFile file, const QString& name, const Secret& secret, const Done<void>& done)
{
    file.boxes.insert(name, sealed(secret, {file.id, name}, *m_key));
    done(file.save(m_place.folder));
}

void SealedVault::removeNow(const QString& name, const Done<void>& done)
{
    auto file = VaultFile::find(m_place);
    if (!file && file.error().code != ErrorCode::SecretDamaged)
        return done(fail(file.error()));
    if (!file)
        VaultFile::putAside(file.error().subject);
    if (file && file->boxes.remove(name)) {
        if (auto kept = file->save(m_place.folder); !kept)
            return done(fail(kept.error()));
    }
    if (m_before == Before::Nothing)
        return done({});
    whenDone(m_keyStore.remove(name), this, [done](const Result<void>& removed) { done(removed); });
}

void SealedVault::unlock(const QString& vault, const Done<void>& done)
{
    if (m_key && m_keyOf == vault) {
        m_quiet.start();
        return done({});
    }
    whenDone(m_keyStore.read(keyName(vault)), this, [this, vault, done](const Result<Secret>& bytes) {
        if (!bytes)
            return done(fail(bytes.error()));
        auto key = GuardedKey::from(*bytes);
        if (!key)
            return done(fail(key.error().code == ErrorCode::Invalid ? ErrorCode::SecretDamaged : key.error().code, keyName(vault), key.error().detail));
        hold(std::move(*key), vault);
        done({});
    });
}

void SealedVault::hold(std::shared_ptr<const GuardedKey> key, const QString& vault)
{
    m_key = std::move(key);
    m_keyOf = vault;
    m_quiet.start();
}

} // namespace qm::vendor
