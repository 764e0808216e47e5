#pragma once

#include "core/base/hand_over.h"
#include "core/base/result.h"

#include <QFutureWatcher>

#include <memory>

namespace qm::base {

/// Calls `next` with the future's value in the context's thread; never when the context goes first, and `next` is
/// dropped then. (QFuture::then with a context that dies before the future is undefined in Qt 6.4.)
template <class T, class F>
void whenDone(const QFuture<T>& future, QObject* context, F next)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, next = std::move(next)]() mutable {
        takeOver();
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            next(watcher->future().takeResult());
    });
    watcher->setFuture(future);
}

/// A promise that is under way, for several hands.
template <class T>
std::shared_ptr<QPromise<Result<T>>> promiseOf()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

/// Hands a future of one thread on as the answer of another, once. Runs where the first one finishes.
template <class T>
void passOn(const QFuture<Result<T>>& from, const std::shared_ptr<QPromise<Result<T>>>& to, QObject* context)
{
    whenDone(from, context, [to](Result<T> result) { finish(*to, std::move(result)); });
}

} // namespace qm::base
