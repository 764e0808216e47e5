#pragma once

#include "ui/format/cell.h"

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace qm::widgets {

/// One record beside its list: picture, title, kind, then whatever the page adds. Escape closes it.
class SidePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget* parent = nullptr);

    /// Starts afresh with a new record: drops everything that was added.
    void begin(const QString& icon, const QString& title, const QString& kind);
    void addWidget(QWidget* widget);
    /// A fact: label, value, and at the end its source or age in grey.
    void addFact(const QString& label, const format::Cell& value, const QString& source);
    /// As wide as the longest label of the facts so far needs it, so that values stand in one column.
    int factLabelWidth() const { return m_factLabel; }
    /// A hairline, then a heading with an optional link; returns nothing clickable when `link` is empty.
    QAbstractButton* addSection(const QString& title, const QString& link = {});

Q_SIGNALS:
    void closed();
    void moreAsked(QWidget* anchor);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QVBoxLayout* m_outer;
    QWidget* m_content = nullptr;
    QVBoxLayout* m_column = nullptr;
    int m_factLabel = 0;
};

/// Puts a panel beside a list, or over its end when the window is too narrow to squeeze the list.
class PanelHost : public QWidget
{
    Q_OBJECT

public:
    explicit PanelHost(QWidget* list, SidePanel* panel, QWidget* parent = nullptr);
    void setPanelShown(bool shown);
    bool isPanelShown() const { return m_shown; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    QWidget* m_list;
    SidePanel* m_panel;
    bool m_shown = false;
};

} // namespace qm::widgets
