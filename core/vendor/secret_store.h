#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>
#include <QString>

namespace qm::vendor {

/// Where secrets are kept. Lives in one thread and is used from there; futures finish there. Errors:
/// KeyStoreMissing, KeyStoreLocked, KeyStoreDenied; SecretMissing only when the store is open and has no such
/// entry.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    virtual QFuture<base::Result<base::Secret>> read(const QString& name) = 0;
    /// Replaces what was there.
    virtual QFuture<base::Result<void>> write(const QString& name, base::Secret secret) = 0;
    /// Also a success when there was no such entry.
    virtual QFuture<base::Result<void>> remove(const QString& name) = 0;
};

} // namespace qm::vendor
