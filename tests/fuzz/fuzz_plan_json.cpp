#include "core/model/plan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstddef>
#include <cstdint>

// Any JSON as a plan file and as a journaled change: a value or an error, and a change reads back as written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    (void)qm::model::planFromJson(json);
    const auto change = qm::model::changeFromJson(json);
    if (change && !qm::model::changeFromJson(qm::model::toJson(*change)))
        __builtin_trap();
    return 0;
}
