#pragma once

#include "core/console/connections.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace qm::widgets {
class FormField;
}

namespace qm::pages {

/// When a connection is read by itself: how often, at the start, and the hours in which it is left alone.
class ScheduleForm : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleForm(QWidget* parent = nullptr);

    /// Without a signal.
    void setSchedule(const console::ReadingSchedule& schedule);
    /// nullopt while an hour can't be read; its field says so.
    std::optional<console::ReadingSchedule> schedule();

Q_SIGNALS:
    /// Somebody chose another one, and it can be read.
    void chosen(const qm::console::ReadingSchedule& schedule);

private:
    void tell();

    QComboBox* m_every;
    QCheckBox* m_onStart;
    QLineEdit *m_from, *m_to;
    widgets::FormField *m_fromField, *m_toField;
    bool m_isFilling = false;
};

} // namespace qm::pages
