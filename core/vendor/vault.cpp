#include "core/vendor/vault.h"

#include "core/vendor/answer.h"

#include <qt6keychain/keychain.h>

namespace qm::vendor {
namespace {

using base::ErrorCode;

bool saysAny(const QString& text, std::initializer_list<const char*> words)
{
    for (const char* word : words) {
        if (text.contains(QLatin1String(word), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

// Secret Service gives one code for everything; its words tell apart what a person can do about it.
ErrorCode codeOfWords(const QString& text)
{
    if (saysAny(text, {"autolaunch", "D-Bus", "dbus", "ServiceUnknown", "not provided by any",
                       "could not connect", "no such file", "connection refused", "Unknown error"}))
        return ErrorCode::KeyStoreMissing;
    if (saysAny(text, {"denied", "dismissed", "cancel"}))
        return ErrorCode::KeyStoreDenied;
    return ErrorCode::KeyStoreLocked;
}

ErrorCode codeOfJob(const QKeychain::Job& job)
{
    // Seen: error 4 (access denied) with "Cannot create an item in a locked collection".
    if (saysAny(job.errorString(), {"locked"}))
        return ErrorCode::KeyStoreLocked;
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return ErrorCode::SecretMissing;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
    case QKeychain::CouldNotDeleteEntry:
        return ErrorCode::KeyStoreDenied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return ErrorCode::KeyStoreMissing;
    default:
        return codeOfWords(job.errorString());
    }
}

base::Unexpected failOf(const QKeychain::Job& job)
{
    const QString detail =
        QStringLiteral("key store error %1: %2").arg(static_cast<int>(job.error())).arg(job.errorString());
    return base::fail(codeOfJob(job), job.key(), detail, base::Retry::Later);
}

base::Result<void> plainResult(const QKeychain::Job& job)
{
    if (job.error() == QKeychain::NoError)
        return {};
    return failOf(job);
}

template <class F>
void startJob(QKeychain::Job* job, const QString& name, F done)
{
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [done](QKeychain::Job* finished) { done(*finished); });
    job->start();
}

} // namespace

Vault::Vault(QString service, QObject* parent)
    : QObject(parent)
    , m_service(std::move(service))
{}

Vault::~Vault() = default;

QFuture<base::Result<base::Secret>> Vault::read(const QString& name)
{
    auto answer = std::make_shared<Answer<base::Secret>>();
    startJob(new QKeychain::ReadPasswordJob(m_service, this), name,
             [this, answer, name](const QKeychain::Job& job) {
                 if (job.error() == QKeychain::NoError)
                     return answer->settle(
                         base::Secret(static_cast<const QKeychain::ReadPasswordJob&>(job).binaryData()));
                 if (job.error() != QKeychain::EntryNotFound)
                     return answer->settle(failOf(job));
                 // Not a secret: shows that the store takes entries.
                 auto canary = write(QStringLiteral("canary"), base::Secret(QByteArrayLiteral("open")));
                 whenDone(canary, this, [answer, name](const base::Result<void>& isOpen) {
                     answer->settle(isOpen ? base::fail(ErrorCode::SecretMissing, name)
                                           : base::fail(isOpen.error()));
                 });
             });
    return answer->future();
}

QFuture<base::Result<void>> Vault::write(const QString& name, base::Secret secret)
{
    auto answer = std::make_shared<Answer<void>>();
    auto* job = new QKeychain::WritePasswordJob(m_service, this);
    job->setBinaryData(secret.reveal());
    startJob(job, name, [answer](const QKeychain::Job& finished) { answer->settle(plainResult(finished)); });
    return answer->future();
}

QFuture<base::Result<void>> Vault::remove(const QString& name)
{
    auto answer = std::make_shared<Answer<void>>();
    // Through read(): a locked store says "not found" here too, and a secret that is still there must not
    // count as gone.
    whenDone(read(name), this, [this, answer, name](const base::Result<base::Secret>& there) {
        if (!there && there.error().code == ErrorCode::SecretMissing)
            return answer->settle({});
        if (!there)
            return answer->settle(base::fail(there.error()));
        startJob(new QKeychain::DeletePasswordJob(m_service, this), name,
                 [answer](const QKeychain::Job& job) { answer->settle(plainResult(job)); });
    });
    return answer->future();
}

} // namespace qm::vendor
