#include "core/base/postbox.h"

#include <QPointer>
#include <QThread>

namespace qm::base {

Postbox::Postbox(QObject* parent)
    : QObject(parent)
{
    connect(this, &Postbox::filled, this, &Postbox::empty, Qt::QueuedConnection);
}

void Postbox::post(std::function<void()> work)
{
    bool wasEmpty = false;
    {
        const std::lock_guard<std::mutex> hold(m_lock);
        wasEmpty = m_works.empty();
        m_works.push_back(std::move(work));
    }
    if (wasEmpty)
        Q_EMIT filled();
}

void Postbox::deliver(std::function<void()> work)
{
    if (QThread::currentThread() == thread())
        work();
    else
        post(std::move(work));
}

void Postbox::empty()
{
    std::deque<std::function<void()>> works;
    {
        const std::lock_guard<std::mutex> hold(m_lock);
        works.swap(m_works);
    }
    const QPointer<Postbox> self(this); // a piece of work may end the owner
    while (self && !works.empty()) {
        const std::function<void()> work = std::move(works.front());
        works.pop_front();
        work();
    }
}

} // namespace qm::base
