#include "core/vendor/json_text.h"
#include "core/vendor/pager.h"
#include "core/vendor/retry.h"
#include "core/vendor/rows.h"

#include <cstddef>
#include <cstdint>

using namespace qm::vendor;

// Any bytes as a vendor's answer to the shipped streams; the part before the first line break is a header
// value; the record is also tried as a mapping expression on itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const Descriptor scim = *loadShippedDescriptor(QStringLiteral("scim"));
    const QByteArray text(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    const qsizetype split = text.indexOf('\n');
    const QByteArray header = text.left(split);
    (void)nextOfLinkHeader(header);
    (void)waitFromHeader(header, WaitUnit::Auto, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
    const auto answer = parseJson(text.mid(split + 1), 64);
    if (!answer)
        return 0;
    for (const StreamRule& stream : scim.streams) {
        const auto records = recordsOf(*answer, stream.records);
        for (const QJsonValue& record : records ? *records : QJsonArray())
            (void)mappedRecord(record, stream);
    }
    if (const auto value = Value::parse(*answer))
        (void)value->evaluate({*answer, *answer, *answer});
    return 0;
}
