#include "core/exchange/sample.h"

#include "core/exchange/sample_software.h"
#include "core/model/company.h"

namespace qm::exchange {

std::vector<model::Draft> sampleCompany(const SampleOptions& options)
{
    const QDate today = options.now.toUTC().date();
    SampleLedger ledger(today);
    SampleDice dice(options.seed);
    model::Company company;
    company.name = options.company.isEmpty() ? sampleTables()[QStringLiteral("company")].toString() : options.company;
    company.baseCurrency = QStringLiteral("EUR");
    company.mailDomain = sampleTables()[QStringLiteral("domain")].toString();
    company.yearStartMonth = 1;
    company.operatorName = sampleTables()[QStringLiteral("operator")].toString();
    ledger.create(company, ledger.firstDay());
    const SampleStaff staff = makeStaff(ledger, dice, options.people);
    makeDevices(ledger, dice, staff);
    const SampleSoftware software = makeSoftware(ledger, dice, staff);
    makeAccess(ledger, dice, staff, software);
    makeMoney(ledger, dice, software);
    makeSourcesAndRuns(ledger, staff, software, options.now);
    return ledger.drafts();
}

} // namespace qm::exchange
