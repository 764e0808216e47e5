#pragma once

#include "core/base/hand_over.h"
#include "core/base/result.h"
#include "core/base/when_done.h"

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
        base::finish(m_promise, std::move(result));
    }

private:
    QPromise<base::Result<T>> m_promise;
    bool m_isSettled = false;
};

using base::whenDone;

} // namespace qm::vendor
