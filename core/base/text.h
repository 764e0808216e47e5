#pragma once

#include <QString>

namespace qm::base {

/// Case and accents folded, surrounding and doubled blanks dropped: "  Ünal  Ö." and "unal o." are the same name.
/// Used wherever two spellings are compared (search, import, filters).
QString folded(QStringView text);
/// The same of UTF-8, as UTF-8.
QByteArray foldedUtf8(QByteArrayView utf8);

/// The edit distance (Levenshtein) between two folded texts, cut off at `limit` + 1.
int editDistance(QStringView a, QStringView b, int limit);

} // namespace qm::base
