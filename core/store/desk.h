#pragma once

#include "core/base/executor.h"
#include "core/store/store.h"

namespace qm::store {

/// Hands work to the thread the store lives in. Cheap to copy; usable from any thread. Both must outlive it.
class Desk
{
public:
    Desk(base::Executor& executor, Store& store)
        : m_executor(&executor)
        , m_store(&store)
    {}

    /// `work(Store&)` runs in the store's thread; its result comes as a future.
    template <class F>
    auto ask(F work) const -> QFuture<std::invoke_result_t<F, Store&>>
    {
        return base::submitTo(*m_executor, [store = m_store, work = std::move(work)]() mutable { return work(*store); });
    }

private:
    base::Executor* m_executor;
    Store* m_store;
};

/// Hands long reads (snapshots, plans, reports) to a connection of their own, so that they delay no write; each sees one
/// moment of the file. Cheap to copy; usable from any thread. Both must outlive it.
class ReadingDesk
{
public:
    ReadingDesk(base::Executor& executor, Store& reading)
        : m_executor(&executor)
        , m_store(&reading)
    {}

    /// `work(Store&)` only reads; its Result comes as a future. Errors: also those of Store::moment().
    template <class F>
    auto ask(F work) const -> QFuture<std::invoke_result_t<F, Store&>>
    {
        return base::submitTo(*m_executor, [store = m_store, work = std::move(work)]() mutable -> std::invoke_result_t<F, Store&> {
            const auto moment = store->moment();
            if (!moment)
                return base::fail(moment.error());
            return work(*store);
        });
    }

private:
    base::Executor* m_executor;
    Store* m_store;
};

/// Hands what goes over the whole file (a check, a backup) to a thread for such work alone, over a connection opened for
/// it, so that it delays neither writes nor reads. Cheap to copy; usable from any thread. Executor and clock must outlive it.
class CareDesk
{
public:
    CareDesk(base::Executor& executor, QString path, const base::Clock& clock)
        : m_executor(&executor)
        , m_path(std::move(path))
        , m_clock(&clock)
    {}

    /// `work(Store&)` only reads; its Result comes as a future. Errors: also those of Store::open().
    template <class F>
    auto ask(F work) const -> QFuture<std::invoke_result_t<F, Store&>>
    {
        return base::submitTo(*m_executor, [path = m_path, clock = m_clock, work = std::move(work)]() mutable -> std::invoke_result_t<F, Store&> {
            const auto store = Store::open(path, Store::Mode::ReadOnly, *clock);
            if (!store)
                return base::fail(store.error());
            return work(**store);
        });
    }

private:
    base::Executor* m_executor;
    QString m_path;
    const base::Clock* m_clock;
};

} // namespace qm::store
