#include "core/vendor/descriptor.h"

#include <cstddef>
#include <cstdint>

// Any bytes as a descriptor: a value or an error, nothing else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    const auto descriptor = qm::vendor::parseDescriptor(text);
    if (!descriptor && descriptor.error().code != qm::base::ErrorCode::DescriptorInvalid)
        __builtin_trap();
    return 0;
}
