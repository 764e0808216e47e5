#pragma once

#include "core/console/console.h"

class QComboBox;

namespace qm::wizards {

/// Fills a combo box with records by title, in alphabetical order; `none` stands first when it is not empty.
struct RecordChoice
{
    const model::Snapshot& snapshot;
    model::Entity entity;
    QString none;
    model::Filter filter = {};
};
void fillChoices(QComboBox* combo, const RecordChoice& choice);
base::Id chosenId(const QComboBox* combo);
/// What was typed into a searchable box and names none of its records; empty when all is well.
QString strayText(const QComboBox* combo);
void chooseId(QComboBox* combo, base::Id id);
/// Lets a long list be found by typing any part of a title.
void makeSearchable(QComboBox* combo);

} // namespace qm::wizards
