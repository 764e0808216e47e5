#pragma once

#include "core/base/result.h"

#include <QFutureWatcher>
#include <QPromise>

namespace qm::vendor {

/// The promise of one Result. Whoever drops it without a word has said Cancelled, so that no caller waits
/// forever.
template <class T>
class Answer
{
public:
    Answer() { m_promise.start(); }
    ~Answer() { settle(base::fail(base::ErrorCode::Cancelled, {}, QStringLiteral("closing"))); }
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    QFuture<base::Result<T>> future() const { return m_promise.future(); }
    /// The first word counts.
    void settle(base::Result<T> result)
    {
        if (m_isSettled)
            return;
        m_isSettled = true;
        m_promise.addResult(std::move(result));
        m_promise.finish();
    }

private:
    QPromise<base::Result<T>> m_promise;
    bool m_isSettled = false;
};

/// Calls `next` with the future's value in the context's thread; never when the context goes first, and
/// `next` is dropped then. (QFuture::then with a context that dies before the future is undefined in Qt 6.4.)
template <class T, class F>
void whenDone(const QFuture<T>& future, QObject* context, F next)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, next = std::move(next)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             next(watcher->future().takeResult());
                     });
    watcher->setFuture(future);
}

} // namespace qm::vendor
