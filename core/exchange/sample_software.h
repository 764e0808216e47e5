#pragma once

#include "core/exchange/sample_staff.h"
#include "core/model/software.h"

namespace qm::exchange {

/// One paid app of the sample company with its contract and its licence line of today.
struct SampleApp
{
    base::Id app;
    base::Id contract;
    base::Id line;
    base::Id vendor;
    QString name;
    model::LicenceLine terms;
    qint64 yearlyMinor = 0;
    QDate contractStart;
    int contractMonths = 12; ///< 1: monthly
    bool noUsage = false;
};

/// What the company uses and pays for.
struct SampleSoftware
{
    std::vector<SampleApp> paid;     ///< with seats
    std::vector<SampleApp> services; ///< contracts without seats
    std::vector<base::Id> tail;      ///< unsanctioned apps
};

/// 130 known apps (28 paid with contracts, a long tail of unsanctioned ones), 60 contracts whose dates, notices and
/// renewals are as the company's description says, licence lines with two years of growth and price rises.
SampleSoftware makeSoftware(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff);

/// Accounts, seats and grants of the paid apps, by class; orphan accounts, shared logins, leavers who keep theirs.
void makeAccess(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff, const SampleSoftware& software);

/// Exchange rates, invoices and expense files, with the planted faults.
void makeMoney(SampleLedger& ledger, SampleDice& dice, const SampleSoftware& software);

/// Sources with their age, and the runs under way.
void makeSourcesAndRuns(SampleLedger& ledger, const SampleStaff& staff, const SampleSoftware& software, const QDateTime& now);

} // namespace qm::exchange
