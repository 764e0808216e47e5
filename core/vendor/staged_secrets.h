#pragma once

#include "core/vendor/secret_store.h"

#include <QObject>

#include <map>
#include <optional>

namespace qm::vendor {

/// Secrets on trial, in front of a store that is only read meanwhile: what is written stays in memory until keep(), and
/// is forgotten with this. Lives in the worker thread; the store must outlive it.
class StagedSecrets final : public SecretStore
{
public:
    explicit StagedSecrets(SecretStore& behind)
        : m_behind(behind)
    {}

    /// What a person gave.
    void put(const QString& name, base::Secret secret) { m_staged.insert_or_assign(name, std::move(secret)); }
    QFuture<base::Result<base::Secret>> read(const QString& name) override;
    QFuture<base::Result<void>> write(const QString& name, base::Secret secret) override;
    QFuture<base::Result<void>> remove(const QString& name) override;

    /// Into the store with all of it; on failure what stood there before stands there again.
    QFuture<base::Result<void>> keep();
    /// What keep() replaced stands again, and what it added is gone. Answers with `error`, which made it useless.
    QFuture<base::Result<void>> takeBack(base::Error error);

private:
    using Kept = std::optional<base::Secret>; ///< nullopt: there is none
    class Keeping;

    SecretStore& m_behind;
    std::map<QString, Kept> m_staged;
    std::map<QString, Kept> m_replaced;
    QObject m_context;
};

} // namespace qm::vendor
