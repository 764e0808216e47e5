#pragma once

#include "core/exchange/sample_ledger.h"
#include "core/model/people.h"

namespace qm::exchange {

/// Somebody of the sample company.
struct SamplePerson
{
    base::Id id;
    model::Person person;
    bool hasLeft = false;
};

/// Who works and worked there, and where.
struct SampleStaff
{
    std::vector<SamplePerson> people; ///< those who work there first, then those who left, the latest leaver first
    std::vector<base::Id> sites;
    std::vector<base::Id> departments;
    int current = 0;

    const SamplePerson& leaver(int n) const { return people.at(static_cast<std::size_t>(current + n)); }
    int leavers() const { return static_cast<int>(people.size()) - current; }
};

/// 18 % leavers a year, about a quarter of the staff joined in the last year, 6 % contractors.
SampleStaff makeStaff(SampleLedger& ledger, SampleDice& dice, int count);

/// Laptops, 1.12 a person, with stock, lost ones and the planted faults.
void makeDevices(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff);

} // namespace qm::exchange
