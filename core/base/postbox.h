#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace qm::base {

/// Work from any thread, done in this object's own thread, in the order it came. What is left when the object goes is
/// dropped. post() is safe from any thread as long as the object lives.
class Postbox final : public QObject
{
    Q_OBJECT
public:
    explicit Postbox(QObject* parent = nullptr);

    void post(std::function<void()> work);
    /// The same, but done at once when the caller is in this object's own thread.
    void deliver(std::function<void()> work);

Q_SIGNALS:
    /// There is work where there was none.
    void filled();

private:
    void empty();

    std::mutex m_lock;
    std::deque<std::function<void()>> m_works;
};

} // namespace qm::base
