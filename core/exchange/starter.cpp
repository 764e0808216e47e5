#include "core/exchange/starter.h"

#include "core/model/company.h"

namespace qm::exchange {

QList<model::Change> starterRecords(const StarterOptions& options)
{
    model::Company company;
    company.name = options.company;
    company.baseCurrency = options.currency;
    company.yearStartMonth = 1;
    company.operatorName = options.operatorName;
    return {model::createOf(model::recordOf(company))};
}

} // namespace qm::exchange
