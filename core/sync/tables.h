#pragma once

#include "core/sync/ledger.h"
#include "core/sync/people_index.h"

namespace qm::sync {

/// What a row is read with.
struct Reading
{
    Ledger& ledger;
    const PeopleIndex& people;
    QSet<base::Id> scoped; ///< grants and entitlements whose scopes this reading has begun to tell
    QSet<base::Id> used;   ///< accounts whose last use moved on
};

// One row of each table; the file of the same name holds the table's rules.
void accountRow(Reading& reading, const vendor::Row& row);
void groupRow(Reading& reading, const vendor::Row& row);
void membershipRow(Reading& reading, const vendor::Row& row);
void appRow(Reading& reading, const vendor::Row& row);
void grantRow(Reading& reading, const vendor::Row& row);
void licenceRow(Reading& reading, const vendor::Row& row);
void assignmentRow(Reading& reading, const vendor::Row& row);
void deviceRow(Reading& reading, const vendor::Row& row);
void usageRow(Reading& reading, const vendor::Row& row);
void personRow(Reading& reading, const vendor::Row& row);
/// The same row once all people are known.
void managerRow(Reading& reading, const vendor::Row& row);
void spendRow(Reading& reading, const vendor::Row& row);
void statusRow(Reading& reading, const vendor::Row& row);

/// Last use of accounts goes on to the seats that have no word of their own.
void spreadLastUse(Reading& reading);
/// Accounts of the app that were entered here and that a whole answer does not have.
void reportMissing(Reading& reading);

/// What the source has no more (see Told); never after a reading that was not whole.
void markGone(Ledger& ledger);

/// The account of this source with that id at the vendor.
Entry* accountOf(Ledger& ledger, const QString& vendorId);
/// The grant of one entitlement to one account; the ledger finds it by both.
Entry* grantOf(Ledger& ledger, const Entry& account, const Entry& entitlement);

} // namespace qm::sync
