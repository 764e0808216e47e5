#pragma once

#include "core/model/filter.h"

#include <QStringList>

namespace qm::pages {

/// A condition as a sentence: "Site", "is any of", "Leeds, Utrecht".
struct FilterWords
{
    QString field;
    QString verb;
    QString value;
};
FilterWords filterWords(const model::Filter& condition, model::Entity entity);

/// The word of an operator: "is", "contains", "before"; dates and figures have words of their own.
QString operatorWord(model::Operator op, model::Kind kind);
/// The operators that make sense for a kind of value.
QList<model::Operator> operatorsFor(model::Kind kind);
bool needsValue(model::Operator op);

/// The parts of a filter that hold together: each one is a chip.
std::vector<model::Filter> partsOf(const model::Filter& filter);
/// Both hold.
model::Filter both(const model::Filter& a, const model::Filter& b);
/// Records of which a searchable field contains the words.
model::Filter quickFilter(model::Entity entity, const QString& words);

} // namespace qm::pages
