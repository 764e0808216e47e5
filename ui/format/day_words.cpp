#include "ui/format/words.h"

#include <QRegularExpression>

namespace qm::format {
namespace {

/// 1 to 12 by a name's first three letters or more; 0: no month.
int monthNamed(const QString& word)
{
    constexpr int leastLetters = 3;
    for (int month = 1; month <= 12; ++month) {
        const bool isIt = word.size() >= leastLetters && QLocale::c().monthName(month).startsWith(word, Qt::CaseInsensitive);
        if (isIt || (month == 9 && word.compare(u"sept", Qt::CaseInsensitive) == 0))
            return month;
    }
    return 0;
}

QDate nextSuch(int day, int month, QDate today)
{
    constexpr int untilLeapDay = 8;
    for (int year = today.year(); year <= today.year() + untilLeapDay; ++year) {
        const QDate date(year, month, day);
        if (date.isValid() && date >= today)
            return date;
    }
    return {};
}

/// The month is a word, so the order of the others says nothing: a day of at most two figures, a year of four.
QDate withMonthName(const QStringList& parts, int month, QDate today)
{
    static const QRegularExpression dayFigures(QStringLiteral("^\\d{1,2}$")), yearFigures(QStringLiteral("^\\d{4}$"));
    const QStringList days = parts.filter(dayFigures), years = parts.filter(yearFigures);
    if (days.size() != 1 || years.size() + 2 != parts.size())
        return {};
    return years.isEmpty() ? nextSuch(days.first().toInt(), month, today) : QDate(years.first().toInt(), month, days.first().toInt());
}

/// Figures alone, the year last: dots put the day first everywhere; between slashes only what can't be a month is a day.
QDate fromFigures(const QList<int>& figures, bool hasDots)
{
    constexpr int months = 12;
    const int first = figures.at(0), second = figures.at(1), year = figures.at(2);
    if (hasDots || first > months || first == second)
        return QDate(year, second, first);
    return second > months ? QDate(year, first, second) : QDate();
}

} // namespace

QDate dayFromWords(const QString& text, QDate today)
{
    static const QRegularExpression between(QStringLiteral("[\\s,./-]+"));
    const QStringList parts = text.trimmed().split(between, Qt::SkipEmptyParts);
    if (parts.size() == 1 && parts.first().compare(u"today", Qt::CaseInsensitive) == 0)
        return today;
    if (parts.size() < 2 || parts.size() > 3)
        return {};
    for (const QString& part : parts) {
        if (const int month = monthNamed(part))
            return withMonthName(parts, month, today);
    }
    QList<int> figures;
    for (const QString& part : parts) {
        bool isNumber = false;
        figures << part.toInt(&isNumber);
        if (!isNumber || part.size() > 4)
            return {};
    }
    if (parts.size() != 3)
        return {};
    if (parts.first().size() == 4)
        return QDate(figures.at(0), figures.at(1), figures.at(2));
    return parts.last().size() == 4 ? fromFigures(figures, text.contains(u'.')) : QDate();
}

} // namespace qm::format
