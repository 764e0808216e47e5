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

    /// `work(Store&)` only reads; its result comes as a future.
    template <class F>
    auto ask(F work) const -> QFuture<std::invoke_result_t<F, Store&>>
    {
        return base::submitTo(*m_executor, [store = m_store, work = std::move(work)]() mutable {
            const auto moment = store->moment();
            return work(*store);
        });
    }

private:
    base::Executor* m_executor;
    Store* m_store;
};

} // namespace qm::store
