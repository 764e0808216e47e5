#pragma once

#include <QPromise>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace qm::base {

// Results cross threads through Qt's futures. Qt is built without the thread sanitizer, which then sees
// the accesses on both sides but not the order that Qt's locks give them. These two tell it of that order, at the few
// places where values are handed over; in every other build they are nothing.

namespace detail {
inline char handOverEdge = 0;
}

/// What this thread has written so far is about to be handed over.
inline void handOver()
{
#if defined(__SANITIZE_THREAD__)
    __tsan_release(&detail::handOverEdge);
#endif
}

/// What another thread handed over has arrived here.
inline void takeOver()
{
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(&detail::handOverEdge);
#endif
}

/// Gives a promise its one result.
template <class T>
void finish(QPromise<T>& promise, T result)
{
    promise.addResult(std::move(result));
    handOver();
    promise.finish();
}

} // namespace qm::base
