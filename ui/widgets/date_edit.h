#pragma once

#include <QDate>
#include <QLineEdit>

namespace qm::widgets {

/// A day, typed as people write it (format::dayFromWords()) or chosen from a calendar; arrows move it by a day. What is
/// not readable stays as it was typed, and date() is invalid.
class DateEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit DateEdit(QDate date, QWidget* parent = nullptr);

    QDate date() const { return m_date; }
    void setDate(QDate date);
    void setMaximumDate(QDate latest) { m_latest = latest; }

Q_SIGNALS:
    /// A readable day, another than before.
    void dateChanged(QDate date);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QRect arrowSpot() const;
    void read(const QString& text);
    void take(QDate date);
    void openCalendar();

    QDate m_date;
    QDate m_latest;
};

} // namespace qm::widgets
