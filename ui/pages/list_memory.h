#pragma once

#include "core/model/query.h"

#include <QHash>
#include <QStringList>

namespace qm::pages {

/// A view somebody made of a list: what it is narrowed to, its columns, its order, under a name.
struct SavedView
{
    QString name;
    model::Filter filter;
    QStringList columns; ///< field keys in their order on screen
    QString sort;        ///< field key; empty: by title
    Qt::SortOrder order = Qt::AscendingOrder;
};

/// What one list remembers on this computer: columns in their order, widths somebody gave them, saved views.
class ListMemory
{
public:
    explicit ListMemory(model::Entity entity);

    /// Empty: nobody has chosen any.
    QStringList columns() const;
    void setColumns(const QStringList& keys);
    /// By field key; columns that share the room are not in it.
    QHash<QString, int> widths() const;
    void setWidths(const QHash<QString, int>& widths);
    /// Views whose filter no longer fits the entity are left out.
    QList<SavedView> views() const;
    void setViews(const QList<SavedView>& views);

private:
    QString keyOf(const char* what) const;

    model::Entity m_entity;
};

} // namespace qm::pages
