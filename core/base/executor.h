#pragma once

#include "core/base/hand_over.h"

#include <QFuture>
#include <QPromise>

#include <functional>
#include <memory>
#include <type_traits>

namespace qm::base {

/// Runs pieces of work one after the other in the thread it stands for (store, worker). Made only in app/wiring
/// and in tests; whoever holds one does not know which thread it is. post() is safe from any thread.
class Executor
{
public:
    virtual ~Executor() = default;
    virtual void post(std::function<void()> work) = 0;
};

/// Runs everything at once in the caller's thread: for tests and for tools without an event loop.
class InlineExecutor final : public Executor
{
public:
    void post(std::function<void()> work) override { work(); }
};

/// Posts `work` and hands out its result as a future.
template <class F>
auto submitTo(Executor& executor, F work) -> QFuture<std::invoke_result_t<F>>
{
    using R = std::invoke_result_t<F>;
    auto promise = std::make_shared<QPromise<R>>();
    promise->start();
    QFuture<R> future = promise->future();
    executor.post([promise, work = std::move(work)]() mutable {
        if constexpr (std::is_void_v<R>) {
            work();
            handOver();
            promise->finish();
        } else {
            finish(*promise, work());
        }
    });
    return future;
}

} // namespace qm::base
