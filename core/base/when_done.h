#pragma once

#include "core/base/hand_over.h"

#include <QFutureWatcher>

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

} // namespace qm::base
