#pragma once

#include "core/model/filter.h"

#include <QDate>
#include <QList>
#include <QStringList>

namespace qm::pages {

/// A tab over a list: a view that comes with the program, or one that somebody saved.
struct RecordView
{
    QString key;
    QString words;
    model::Filter filter;
    QString sort; ///< field key; empty: by title
    QStringList columns = {}; ///< of a view that somebody saved
    Qt::SortOrder order = Qt::AscendingOrder;

    bool isSaved() const { return !columns.isEmpty(); }
};

/// The views of an entity; the first one shows everything.
QList<RecordView> shippedViews(model::Entity entity);

/// What a list is for, in one sentence: for its empty state.
struct EmptyWords
{
    QString icon;
    QString title;
    QString words;
};
EmptyWords emptyWords(model::Entity entity);
/// The icon of an entity.
QString entityIcon(model::Entity entity);

} // namespace qm::pages
