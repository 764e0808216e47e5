#pragma once

#include "core/console/console.h"
#include "ui/pages/cell_rows.h"

namespace qm::pages {

/// What is known about one person, from one snapshot, as rows.
struct PersonFacts
{
    model::Person person;
    QString name, grey;
    QList<std::pair<QString, QString>> header; ///< label and value
    QList<CellRow> access;   ///< accounts with groups, two-step, last use and money
    QList<CellRow> devices;
    QList<CellRow> licences;
    QList<CellRow> owns;     ///< what they answer for, and who reports to them
    QList<model::Entity> ownedKinds; ///< of each row of `owns`
    QList<base::Money> monthly;      ///< of their seats, per currency
    std::optional<base::Money> total; ///< the same in the base currency, each seat at the rate of its line's start (F10)
    int withoutRate = 0;              ///< priced seats left out of the total: their currency has no rate
    int directReports = 0;
};

const std::vector<model::Entity>& entitiesForPerson();
PersonFacts personFacts(const model::Snapshot& snapshot, base::Id person, const QDateTime& now);

} // namespace qm::pages
