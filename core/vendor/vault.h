#pragma once

#include "core/vendor/secret_store.h"

#include <QObject>

namespace qm::vendor {

/// The operating system's key store (Secret Service, Keychain, Credential Manager), under the service
/// "Quartermaster". Nothing is ever kept in clear elsewhere: without a key store there is no secret.
/// Lives in the thread that made it, which needs an event loop; only one thread of a program may have one.
class Vault final : public QObject, public SecretStore
{
public:
    explicit Vault(QString service = QStringLiteral("Quartermaster"), QObject* parent = nullptr);
    ~Vault() override;

    /// A locked key store answers "not found". So before SecretMissing is said, an entry of our own is
    /// written: only a store that takes it is open.
    QFuture<base::Result<base::Secret>> read(const QString& name) override;
    QFuture<base::Result<void>> write(const QString& name, base::Secret secret) override;
    QFuture<base::Result<void>> remove(const QString& name) override;

private:
    QString m_service;
};

} // namespace qm::vendor
