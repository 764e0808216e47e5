#pragma once

#include "core/model/filter.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace qm::widgets {
class Button;
class SearchField;
} // namespace qm::widgets

namespace qm::pages {

/// The row over a table: quick search, what the list is narrowed to as chips, and room for buttons at the end.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(model::Entity entity, QWidget* parent = nullptr);

    /// What chips and search say together.
    model::Filter filter() const;
    bool isNarrowed() const { return !filter().fitsAll(); }
    /// Replaces the chips; empties the search.
    void setFilter(const model::Filter& filter);
    void clear() { setFilter({}); }
    void addEnd(QWidget* widget);
    void search();

Q_SIGNALS:
    void changed();

private:
    void showChips();
    /// Opens the popover for the chip at `index`; -1 makes a new one.
    void edit(int index, QWidget* anchor);
    void remove(int index);

    model::Entity m_entity;
    std::vector<model::Filter> m_parts;
    widgets::SearchField* m_search;
    widgets::Button* m_add;
    QHBoxLayout* m_chips;
    QHBoxLayout* m_row;
    QTimer m_pause;
};

} // namespace qm::pages
