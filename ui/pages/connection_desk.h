#pragma once

#include "core/console/connection_info.h"
#include "core/console/console.h"
#include "core/console/vendor_catalogue.h"

namespace qm::pages {

/// What the pages about connections ask of the console, each with the words that it will have there. A function that is
/// not set is something this console can't do: its part of the page is not shown.
struct ConnectionDesk
{
    std::function<console::Answer<QList<console::VendorInfo>>()> vendors;
    /// Proves address and sign-in before anything is kept. Refused when the person or the vendor said no, Cancelled.
    std::function<console::Answer<base::Id>(std::shared_ptr<console::ConnectOrder>, console::SignInSink, base::Cancel)> connect;
    /// The same for a connection that is there: only what `order` holds of secrets counts.
    std::function<console::Answer<void>(base::Id, std::shared_ptr<console::ConnectOrder>, console::SignInSink, base::Cancel)> signInAgain;
    /// One small reading that proves address and sign-in.
    std::function<console::Answer<void>(base::Id)> test;
    std::function<console::Answer<console::SyncReport>(base::Id, base::Cancel)> sync;
    std::function<console::Answer<console::ConnectionStory>(base::Id)> story;
    std::function<console::Answer<void>(base::Id, console::Schedule)> setSchedule;
    std::function<console::Answer<void>(base::Id, bool mayWrite)> setMayWrite;
    /// Forgets how to get in. The source stays as what brought the records that are kept.
    std::function<console::Answer<void>(base::Id, console::Brought)> disconnect;
    /// One of two ends of a difference.
    std::function<console::Answer<void>(console::DriftInfo)> takeTheirs;
    std::function<console::Answer<void>(console::DriftInfo)> keepOurs;
};

/// What this console can do today.
ConnectionDesk deskOver(console::Console& console);

} // namespace qm::pages
