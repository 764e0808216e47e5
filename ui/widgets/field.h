#pragma once

#include "ui/widgets/date_edit.h"

#include <QComboBox>
#include <QLineEdit>
#include <QWidget>

namespace qm::widgets {

class Label;

/// A combo box with our own arrow.
class ComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ComboBox(QWidget* parent = nullptr);
    /// Inside a table the edge is light until hovered or focused.
    void setInCell();

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

/// A line with a magnifier; Escape empties it first.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString& name, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

/// Label above, field, help under it; an error takes the place of the help with its remedy.
class FormField : public QWidget
{
    Q_OBJECT

public:
    FormField(const QString& label, QWidget* field, const QString& help = {}, QWidget* parent = nullptr);

    /// Stays until the field is edited: it is about what stood there then.
    void setError(const QString& remedy);
    bool hasError() const { return !m_error.isEmpty(); }
    void setHelp(const QString& help);
    QWidget* field() const { return m_field; }

public Q_SLOTS:
    void clearError() { setError({}); }

private:
    void say(const QString& words);

    QWidget* m_field;
    Label* m_below;
    QString m_help, m_error;
};

} // namespace qm::widgets
