#pragma once

#include <QString>
#include <QTimeZone>

namespace qm::base {

/// The time zone of that IANA name; UTC when the name is empty or not known here.
QTimeZone zoneOrUtc(const QString& name);

} // namespace qm::base
