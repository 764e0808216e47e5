#include "core/store/functions.h"

#include "core/base/text.h"

#include <sqlite3.h>

namespace qm::store {
namespace {

/// Whether folding would change nothing: plain ASCII in small letters, single blanks, none at the ends.
bool isAlreadyFolded(const unsigned char* text, int size)
{
    bool blank = true;
    for (int i = 0; i < size; ++i) {
        const unsigned char c = text[i];
        if (c >= 0x80 || c < 0x20 || (c >= 'A' && c <= 'Z') || (c == ' ' && blank))
            return false;
        blank = c == ' ';
    }
    return size == 0 || !blank;
}

void casefoldOf(sqlite3_context* context, int, sqlite3_value** arguments)
{
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL)
        return;
    const unsigned char* text = sqlite3_value_text(arguments[0]);
    const int size = sqlite3_value_bytes(arguments[0]);
    if (isAlreadyFolded(text, size)) {
        sqlite3_result_value(context, arguments[0]);
        return;
    }
    const QByteArray folded = base::foldedUtf8(QByteArrayView(text, size));
    sqlite3_result_text(context, folded.constData(), static_cast<int>(folded.size()), SQLITE_TRANSIENT);
}

} // namespace

void registerFunctions(sqlite3* handle)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    sqlite3_create_function_v2(handle, "casefold", 1, flags, nullptr, casefoldOf, nullptr, nullptr, nullptr);
}

} // namespace qm::store
