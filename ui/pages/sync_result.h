#pragma once

#include "ui/models/sync_watch.h"

#include <QWidget>

class QVBoxLayout;

namespace qm::widgets {
class Button;
class ProgressLine;
}

namespace qm::pages {

/// How a connection is being read, with a way to stop, and what came of it: one line a stream, with its counts or why it
/// was not read.
class SyncResult : public QWidget
{
    Q_OBJECT

public:
    explicit SyncResult(QWidget* parent = nullptr);

    void showProgress(const models::SyncUnderWay& reading);
    void showEnd(const models::SyncEnd& end);

Q_SIGNALS:
    void stopAsked();
    /// Accounts that nobody is known for.
    void orphansAsked();

private:
    QWidget* m_row;
    widgets::ProgressLine* m_progress;
    widgets::Button* m_stop;
    QVBoxLayout* m_results;
};

/// "Reading accounts, 120 so far" for one that is under way.
QString progressWords(const models::SyncUnderWay& reading);

} // namespace qm::pages
