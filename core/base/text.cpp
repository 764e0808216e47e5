#include "core/base/text.h"

#include <vector>

namespace qm::base {
namespace {

bool isPlain(QStringView text)
{
    for (const QChar c : text) {
        if (c.unicode() >= 0x80)
            return false;
    }
    return true;
}

/// What text.simplified().toLower() gives, in one pass and one allocation: keys of large imports are folded here.
QString foldedPlain(QStringView text)
{
    QString plain(text.size(), Qt::Uninitialized);
    QChar* const begin = plain.data();
    QChar* end = begin;
    bool afterBlank = true;
    for (const QChar c : text) {
        if (!c.isSpace())
            *end++ = c >= u'A' && c <= u'Z' ? QChar(c.unicode() + (u'a' - u'A')) : c;
        else if (!afterBlank)
            *end++ = u' ';
        afterBlank = c.isSpace();
    }
    if (afterBlank && end != begin)
        --end;
    plain.truncate(end - begin);
    return plain;
}

} // namespace

QString folded(QStringView text)
{
    if (isPlain(text))
        return foldedPlain(text);
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
