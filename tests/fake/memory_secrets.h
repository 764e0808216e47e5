#pragma once

#include "core/vendor/secret_store.h"

#include <QPromise>

#include <map>

namespace qm::fake {

/// Secrets in this process' memory, for tests. `fault`: what every call answers instead.
class MemorySecrets final : public vendor::SecretStore
{
public:
    std::optional<base::ErrorCode> fault;
    std::optional<base::ErrorCode> writeFault; ///< of writing alone

    int count() const { return static_cast<int>(m_secrets.size()); }
    void put(const QString& name, const QByteArray& bytes)
    {
        m_secrets.insert_or_assign(name, base::Secret(bytes));
    }

    QFuture<base::Result<base::Secret>> read(const QString& name) override
    {
        if (fault)
            return ready<base::Secret>(base::fail(*fault, name));
        const auto it = m_secrets.find(name);
        if (it == m_secrets.end())
            return ready<base::Secret>(base::fail(base::ErrorCode::SecretMissing, name));
        return ready<base::Secret>(it->second.clone());
    }
    QFuture<base::Result<void>> write(const QString& name, base::Secret secret) override
    {
        if (fault || writeFault)
            return ready<void>(base::fail(fault ? *fault : *writeFault, name));
        m_secrets.insert_or_assign(name, std::move(secret));
        return ready<void>({});
    }
    QFuture<base::Result<void>> remove(const QString& name) override
    {
        if (fault)
            return ready<void>(base::fail(*fault, name));
        m_secrets.erase(name);
        return ready<void>({});
    }

private:
    template <class T>
    static QFuture<base::Result<T>> ready(base::Result<T> result)
    {
        QPromise<base::Result<T>> promise;
        promise.start();
        promise.addResult(std::move(result));
        promise.finish();
        return promise.future();
    }

    std::map<QString, base::Secret> m_secrets;
};

} // namespace qm::fake
