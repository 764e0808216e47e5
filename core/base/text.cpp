#include "core/base/text.h"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace qm::base {
namespace {

template <class Char>
bool isPlain(const Char* text, qsizetype size)
{
    return std::all_of(text, text + size, [](Char c) { return static_cast<std::make_unsigned_t<Char>>(c) < 0x80; });
}

/// What simplified().toLower() gives of plain text, in one pass and one allocation: keys of large imports are folded here.
template <class Text, class Char>
Text foldedPlain(const Char* text, qsizetype size)
{
    Text plain(size, Qt::Uninitialized);
    auto* const begin = reinterpret_cast<Char*>(plain.data());
    Char* end = begin;
    bool afterBlank = true;
    for (const Char* at = text; at != text + size; ++at) {
        const bool blank = *at == ' ' || (*at >= '\t' && *at <= '\r');
        if (!blank)
            *end++ = *at >= 'A' && *at <= 'Z' ? static_cast<Char>(*at + ('a' - 'A')) : *at;
        else if (!afterBlank)
            *end++ = ' ';
        afterBlank = blank;
    }
    if (afterBlank && end != begin)
        --end;
    plain.truncate(end - begin);
    return plain;
}

} // namespace

QString folded(QStringView text)
{
    if (isPlain(text.utf16(), text.size()))
        return foldedPlain<QString>(text.utf16(), text.size());
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text.toString().normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (c == QChar(0xDF))
            plain.append(QStringLiteral("ss")); // Qt folds case letter by letter
        else if (c.category() != QChar::Mark_NonSpacing)
            plain.append(c == QChar(0x131) ? QChar(u'i') : c); // dotless i has no decomposition
    }
    return plain.simplified();
}

QByteArray foldedUtf8(QByteArrayView utf8)
{
    if (isPlain(utf8.data(), utf8.size()))
        return foldedPlain<QByteArray>(utf8.data(), utf8.size());
    return folded(QString::fromUtf8(utf8)).toUtf8();
}

int editDistance(QStringView a, QStringView b, int limit)
{
    if (qAbs(a.size() - b.size()) > limit)
        return limit + 1;
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int keep = diagonal + (a[i - 1] == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({keep, row[j] + 1, row[j - 1] + 1});
        }
    }
    return std::min(row.back(), limit + 1);
}

} // namespace qm::base
