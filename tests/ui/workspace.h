#pragma once

#include "app/wiring.h"
#include "core/base/hand_over.h"

#include <QTemporaryDir>
#include <QTest>

/// A workspace with the sample company in a folder that goes with the test.
class TestWorkspace
{
public:
    explicit TestWorkspace(bool sample = true)
    {
        qRegisterMetaType<qm::base::Id>();
        qRegisterMetaType<qm::model::ChangeSet>();
        qm::app::OpenOptions options{m_folder.filePath(QStringLiteral("t.quartermaster")), QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC), true};
        auto made = qm::app::Wiring::create(options, {QStringLiteral("Test"), QStringLiteral("EUR"), sample, 40});
        if (made)
            m_wiring = std::move(*made);
    }

    bool isOpen() const { return m_wiring != nullptr; }
    qm::console::Console& console() { return m_wiring->console(); }

    /// Waits for an answer while the window lives on.
    template <class T>
    qm::base::Result<T> wait(QFuture<qm::base::Result<T>> future)
    {
        const bool isDone = QTest::qWaitFor([&future] { return future.isFinished(); }, 20000);
        Q_ASSERT(isDone);
        Q_UNUSED(isDone);
        qm::base::takeOver();
        return future.takeResult();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<qm::app::Wiring> m_wiring;
};
