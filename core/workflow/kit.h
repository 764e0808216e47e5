#pragma once

#include "core/model/people.h"
#include "core/model/snapshot.h"

#include <algorithm>

namespace qm::workflow {

/// One suggestion for a joiner and how many of the peers have it.
struct KitItem
{
    base::Id id;     ///< app or entitlement
    QString name;
    int peersWith = 0;
    int peers = 0;
    base::Id app = {}; ///< of an entitlement: whose account holds it

    /// Four of five peers have it.
    bool isUsual() const { return peers > 0 && peersWith * 5 >= peers * 4; }
};

/// Whose account holds the entitlement: that of the app itself, or, for an app that a directory hands out, the
/// directory's.
base::Id appOfAccount(const model::Snapshot& snapshot, const model::Record& entitlement);

/// What people of the same department have: apps by active accounts, entitlements by grants, most common first.
struct Kit
{
    int peers = 0;
    std::vector<KitItem> apps;
    std::vector<KitItem> entitlements;

    bool hasApp(base::Id app) const
    {
        return std::any_of(apps.begin(), apps.end(), [app](const KitItem& item) { return item.id == app; });
    }
};

/// Peers are the people employed on the snapshot's day in the same department (and of the same title, when at
/// least three share it).
Kit kitFor(const model::Snapshot& snapshot, const model::Person& joiner);

/// Laptops (or what `kind` says) in stock, those at the person's site first, the newest first.
std::vector<const model::Record*> devicesInStock(const model::Snapshot& snapshot, const QString& kind, base::Id site);

/// A licence line of the app with its free seats, those promised to others by open runs left out; the one with most free seats first. nullptr: no seat-counted line.
struct FreeSeats
{
    const model::Record* line = nullptr;
    int free = 0;
    int bought = 0;
};
FreeSeats freeSeatsOf(const model::Snapshot& snapshot, base::Id app);

} // namespace qm::workflow
