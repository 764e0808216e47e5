#pragma once

#include "core/model/filter.h"

#include <QDate>
#include <QList>

namespace qm::pages {

/// A view that comes with the program: a tab over a list.
struct RecordView
{
    QString key;
    QString words;
    model::Filter filter;
    QString sort; ///< field key; empty: by title
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
