#include "core/files/csv.h"

#include <cstddef>
#include <cstdint>

// Any bytes as a spreadsheet: a table whose every cell can be read, or an error that names what is wrong.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    const auto table = qm::files::parseCsv(text);
    for (qsizetype row = 0; table && row < table->rowCount(); ++row)
        (void)table->rowTexts(row);
    return 0;
}
