#include "core/vendor/staged_secrets.h"

#include "core/vendor/answer.h"

namespace qm::vendor {
namespace {

using base::ErrorCode;
using base::Result;
using base::Secret;

template <class T>
QFuture<Result<T>> ready(Result<T> result)
{
    Answer<T> answer;
    answer.settle(std::move(result));
    return answer.future();
}

} // namespace

QFuture<Result<Secret>> StagedSecrets::read(const QString& name)
{
    const auto staged = m_staged.find(name);
    if (staged == m_staged.end())
        return m_behind.read(name);
    return ready<Secret>(staged->second ? Result<Secret>(staged->second->clone()) : base::fail(ErrorCode::SecretMissing, name));
}

QFuture<Result<void>> StagedSecrets::write(const QString& name, Secret secret)
{
    put(name, std::move(secret));
    return ready<void>({});
}

QFuture<Result<void>> StagedSecrets::remove(const QString& name)
{
    m_staged.insert_or_assign(name, std::nullopt);
    return ready<void>({});
}

/// Moves secrets into the store, one after the other, and remembers what it found there.
class StagedSecrets::Keeping final : public std::enable_shared_from_this<Keeping>
{
public:
    Keeping(StagedSecrets& secrets, std::map<QString, Kept> left)
        : m_secrets(secrets)
        , m_left(std::move(left))
    {}

    /// Remembering what was there.
    QFuture<Result<void>> start()
    {
        keepNext();
        return m_answer.future();
    }
    /// Without remembering: a failure leaves the rest to go on.
    QFuture<Result<void>> restore(base::Error because)
    {
        m_because = std::move(because);
        restoreNext();
        return m_answer.future();
    }

private:
    void keepNext()
    {
        if (m_left.empty())
            return m_answer.settle({});
        const auto self = shared_from_this();
        whenDone(m_secrets.m_behind.read(m_left.begin()->first), &m_secrets.m_context, [self](Result<Secret> before) {
            if (!before && before.error().code != ErrorCode::SecretMissing)
                return self->giveUp(before.error());
            auto next = self->m_left.extract(self->m_left.begin());
            self->m_secrets.m_replaced.insert_or_assign(next.key(), before ? Kept(std::move(*before)) : Kept());
            whenDone(self->put(next.key(), std::move(next.mapped())), &self->m_secrets.m_context, [self](const Result<void>& kept) {
                if (!kept)
                    return self->giveUp(kept.error());
                self->keepNext();
            });
        });
    }

    void giveUp(const base::Error& error)
    {
        const auto self = shared_from_this();
        whenDone(m_secrets.takeBack(error), &m_secrets.m_context, [self](Result<void> result) { self->m_answer.settle(std::move(result)); });
    }

    void restoreNext()
    {
        if (m_left.empty())
            return m_answer.settle(base::fail(m_because));
        auto next = m_left.extract(m_left.begin());
        const auto self = shared_from_this();
        whenDone(put(next.key(), std::move(next.mapped())), &m_secrets.m_context, [self](const Result<void>&) { self->restoreNext(); });
    }

    QFuture<Result<void>> put(const QString& name, Kept secret)
    {
        return secret ? m_secrets.m_behind.write(name, std::move(*secret)) : m_secrets.m_behind.remove(name);
    }

    StagedSecrets& m_secrets;
    std::map<QString, Kept> m_left;
    base::Error m_because;
    Answer<void> m_answer;
};

QFuture<Result<void>> StagedSecrets::keep()
{
    return std::make_shared<Keeping>(*this, std::exchange(m_staged, {}))->start();
}

QFuture<Result<void>> StagedSecrets::takeBack(base::Error error)
{
    return std::make_shared<Keeping>(*this, std::exchange(m_replaced, {}))->restore(std::move(error));
}

} // namespace qm::vendor
