#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <memory>

namespace qm::base {

/// A request to stop, shared between the one who asks and the one who works. Copies speak of the same request.
/// Safe from any thread.
class Cancel
{
public:
    void request() const { m_flag->store(true, std::memory_order_relaxed); }
    bool requested() const { return m_flag->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic_bool> m_flag = std::make_shared<std::atomic_bool>(false);
};

/// How far a long piece of work is. total 0: not known. Called in the worker's thread.
struct Progress
{
    qint64 done = 0;
    qint64 total = 0;
};
using ProgressSink = std::function<void(Progress)>;

} // namespace qm::base
