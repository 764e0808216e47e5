#pragma once

#include "core/model/change.h"

namespace qm::exchange {

/// What every new workspace begins with: the company and its currency.
struct StarterOptions
{
    QString company;
    QString currency = QStringLiteral("EUR");
    QString operatorName;
};
QList<model::Change> starterRecords(const StarterOptions& options);

} // namespace qm::exchange
