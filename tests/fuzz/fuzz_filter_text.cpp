#include "core/model/filter.h"

#include <cstddef>
#include <cstdint>

// Any text as a filter: what is understood says the same when it is written out and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    const auto filter = qm::model::Filter::fromText(text);
    if (!filter)
        return 0;
    const auto again = qm::model::Filter::fromText(filter->toText());
    if (!again || again->toText() != filter->toText())
        __builtin_trap();
    (void)qm::model::check(*filter, qm::model::Entity::Person);
    return 0;
}
