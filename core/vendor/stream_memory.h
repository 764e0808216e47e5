#pragma once

#include "core/vendor/stream_rule.h"

#include <QDateTime>
#include <QJsonObject>

namespace qm::vendor {

/// What a complete reading of a stream leaves for the next one. Kept as JSON beside the rows, in their transaction.
struct StreamMemory
{
    QString next;       ///< link, cursor: where to go on
    QDateTime since;    ///< since: from when on
    QDate through;      ///< windows: the last day that was read
    QString tag;        ///< the ETag of a list that is one page
    QDateTime made;

    /// Nothing when it was made by another form of the stream: its mapping may have changed.
    static StreamMemory of(const StreamRule& stream, const QJsonObject& json);
    QJsonObject json(const StreamRule& stream, const QDateTime& now) const;
    /// Not too old for the vendor.
    bool isUsable(const StreamRule& stream, const QDateTime& now) const;
};

} // namespace qm::vendor
