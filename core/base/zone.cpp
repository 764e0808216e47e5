#include "core/base/zone.h"

namespace qm::base {

QTimeZone zoneOrUtc(const QString& name)
{
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

} // namespace qm::base
