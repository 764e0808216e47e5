#pragma once

#include "core/console/console.h"
#include "ui/shell/foot_strip.h"

#include <QTimer>

#include <atomic>

namespace qm::shell {

/// A backup or a check of the file, told at the foot of the window while it runs, with a way to stop it. One at a time;
/// stopped when the strip goes.
class CareStrip : public FootStrip
{
    Q_OBJECT

public:
    explicit CareStrip(console::Console& console, QWidget* parent = nullptr);
    ~CareStrip() override;

    bool isBusy() const { return m_isBusy; }
    void backUp(const QString& path);
    void check();
    void stop();

Q_SIGNALS:
    /// It came to its end well.
    void done(const QString& words);
    void failed(const qm::base::Error& error);

private:
    /// How far it is; written in the thread that works.
    struct Far
    {
        std::atomic<qint64> done = 0;
        std::atomic<qint64> total = 0;
    };

    base::ProgressSink begin(const QString& words);
    void end();
    void showFar();

    console::Console& m_console;
    widgets::Button* m_stop;
    QString m_words;
    std::shared_ptr<Far> m_far;
    base::Cancel m_cancel;
    QTimer m_look;
    bool m_isBusy = false;
};

} // namespace qm::shell
