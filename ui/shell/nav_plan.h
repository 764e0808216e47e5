#pragma once

#include "core/model/entity.h"

#include <QList>
#include <QString>

namespace qm::shell {

/// One place in the navigation; shown when its page exists. An empty key is a heading.
struct NavPlace
{
    QString key;
    QString icon;
    QString words;
    std::optional<model::Entity> counted; ///< how many records stand behind the words
    QString among;                        ///< filter text: which of them count; empty: all
};

/// The navigation from top to bottom.
QList<NavPlace> navPlan();
/// The place that a list or the page of one record stands under, by the list's key.
QString placeOf(const QString& key);

} // namespace qm::shell
