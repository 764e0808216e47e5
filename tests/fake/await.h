#pragma once

#include "core/base/hand_over.h"

#include <QFuture>
#include <QTest>

namespace qm::fake {

/// Runs the test's event loop until the future has its value. Tests only: the product never waits like this.
template <class T>
T await(QFuture<T> future, int longestMs = 30'000)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, longestMs))
        qFatal("a future did not finish in %d ms", longestMs);
    base::takeOver();
    return future.takeResult();
}

} // namespace qm::fake
