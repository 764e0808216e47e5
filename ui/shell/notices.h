#pragma once

#include "core/base/error.h"
#include "core/base/id.h"

#include <QDate>
#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace qm::widgets {
class Banner;
class Toast;
} // namespace qm::widgets

namespace qm::shell {

/// What the window says beside its pages: banners over the page until their cause is gone, one toast at a time.
class Notices : public QWidget
{
    Q_OBJECT

public:
    /// `sheet` is what toasts float above.
    explicit Notices(QWidget* sheet);

    /// How much of the sheet's lower edge belongs to verbs that a toast must not cover.
    void setLift(int pixels) { m_lift = pixels; }
    /// What is said stays above the page that has just come.
    void comeUp();
    /// What has just been done; with a change set there is a way back.
    void toast(const QString& words, base::Id undoable);
    void fail(const base::Error& error);
    /// Takes the failure away: another page is shown, or it worked now.
    void dropFailure();
    /// Says that another day is shown; an invalid date takes it away.
    void setDay(QDate day);

Q_SIGNALS:
    void undoAsked(qm::base::Id changeSet);
    void todayAsked();

private:
    widgets::Banner* place(widgets::Banner* banner);

    int m_lift = 0;
    QWidget* m_sheet;
    QVBoxLayout* m_column;
    QPointer<widgets::Toast> m_toast;
    QPointer<widgets::Banner> m_failure;
    QPointer<widgets::Banner> m_past;
};

} // namespace qm::shell
