#include "ui/format/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace qm::format {
namespace {

using model::Kind;

/// Month and day names of three letters; the British locale would write "Sept".
QString dateText(QDate date, const QString& form)
{
    return QLocale::c().toString(date, form);
}

QString symbolOf(const base::Currency& currency)
{
    static const QHash<QString, QString> symbols = {{QStringLiteral("EUR"), QString(QChar(0x20AC))}, {QStringLiteral("USD"), QStringLiteral("$")},
                                                    {QStringLiteral("GBP"), QString(QChar(0xA3))}, {QStringLiteral("JPY"), QString(QChar(0xA5))}};
    return symbols.value(currency.code(), currency.code() + QChar(0xA0));
}

QString signOf(bool negative)
{
    return negative ? QString(QChar(0x2212)) : QString();
}

QString wholeUnits(const base::Money& money)
{
    const qint64 scale = money.currency.scale();
    const qint64 minor = qAbs(money.minor);
    return wordLocale().toString((minor + scale / 2) / scale);
}

QString withDecimals(const base::Money& money)
{
    const qint64 scale = money.currency.scale();
    const qint64 minor = qAbs(money.minor);
    QString text = wordLocale().toString(minor / scale);
    if (scale > 1)
        text += u'.' + QString::number(minor % scale).rightJustified(money.currency.decimals(), u'0');
    return text;
}

QString percentWord(double percent)
{
    const QString sign = percent > 0.05 ? QStringLiteral("+") : signOf(percent < -0.05);
    return sign + wordLocale().toString(qAbs(percent), 'f', 1) + QChar(0xA0) + u'%';
}

QString instantWord(const QDateTime& instant)
{
    const QDateTime local = instant.toLocalTime();
    return dateWord(local.date()) + QStringLiteral(", ") + local.toString(QStringLiteral("HH:mm"));
}

QString yesNoWord(bool yes)
{
    return yes ? QCoreApplication::translate("format", "Yes") : QCoreApplication::translate("format", "No");
}

} // namespace

QLocale wordLocale()
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom);
}

QString entityWord(model::Entity entity)
{
    return QCoreApplication::translate("entity", model::describe(entity).label);
}

QString entityPlural(model::Entity entity)
{
    return QCoreApplication::translate("entity", model::describe(entity).plural);
}

QString fieldWord(const model::Field& field)
{
    return QCoreApplication::translate("field", field.label);
}

QString choiceWord(const model::Field& field, const QString& key)
{
    for (const model::Choice& choice : field.choices) {
        if (choice.key == key)
            return QCoreApplication::translate("choice", choice.label);
    }
    return key;
}

QString valueWord(const model::Field& field, const model::Value& value, const Titles& titles)
{
    if (model::isEmpty(value))
        return {};
    switch (field.kind) {
    case Kind::Choice:
        return choiceWord(field, std::get<QString>(value));
    case Kind::Boolean:
        return yesNoWord(std::get<bool>(value));
    case Kind::Date:
        return dateWord(std::get<QDate>(value));
    case Kind::Instant:
        return instantWord(std::get<QDateTime>(value));
    case Kind::Money:
        return moneyExact(std::get<base::Money>(value));
    case Kind::Integer:
        return countWord(std::get<qint64>(value));
    case Kind::Percent:
        return tenthsWord(std::get<qint64>(value));
    case Kind::Reference:
        return titles.value(std::get<base::Id>(value));
    case Kind::Text:
    case Kind::LongText:
        break;
    }
    const QString& text = std::get<QString>(value);
    return field.has(model::Reason) ? reasonSentence(text) : text;
}

QString plainText(const model::Field& field, const model::Value& value, const Titles& titles)
{
    const auto* id = std::get_if<base::Id>(&value);
    return id ? titles.value(*id, QString::number(id->value)) : model::toText(field.kind, value);
}

QString moneyWord(const base::Money& money)
{
    constexpr qint64 withoutCentsFrom = 1000;
    const bool large = qAbs(money.minor) >= withoutCentsFrom * money.currency.scale();
    return signOf(money.minor < 0) + symbolOf(money.currency) + (large ? wholeUnits(money) : withDecimals(money));
}

QString moneyExact(const base::Money& money)
{
    return signOf(money.minor < 0) + symbolOf(money.currency) + withDecimals(money);
}

QString moneyDelta(const base::Money& money)
{
    return money.minor > 0 ? u'+' + moneyExact(money) : moneyExact(money);
}

QString countWord(qint64 number)
{
    return signOf(number < 0) + wordLocale().toString(qAbs(number));
}

QString dateWord(QDate date)
{
    return dateText(date, QStringLiteral("d MMM yyyy"));
}

QString dayWord(QDate date, QDate today)
{
    const bool sameYear = date.year() == today.year() || (date > today && today.daysTo(date) < 180);
    return dateText(date, sameYear ? QStringLiteral("ddd d MMM") : QStringLiteral("ddd d MMM yyyy"));
}

QString zoneWord(const QTimeZone& zone)
{
    const QString place = QString::fromLatin1(zone.id()).section(u'/', -1).replace(u'_', u' ');
    const bool isPlace = zone.id().contains('/') && !zone.id().startsWith("Etc/");
    return isPlace ? QCoreApplication::translate("format", "%1 time").arg(place) : place;
}

QString hourWord(const QDateTime& at, const QTimeZone& zone)
{
    return QStringLiteral("%1 %2").arg(at.toTimeZone(zone).toString(QStringLiteral("HH:mm")), zoneWord(zone));
}

QString daysLeftWord(int days)
{
    if (days == 0)
        return QCoreApplication::translate("format", "today");
    if (days == 1)
        return QCoreApplication::translate("format", "1 day left");
    if (days > 0)
        return QCoreApplication::translate("format", "%1 days left").arg(days);
    return days == -1 ? QCoreApplication::translate("format", "yesterday") : QCoreApplication::translate("format", "%1 days ago").arg(-days);
}

QString ageWord(const QDateTime& then, const QDateTime& now)
{
    const qint64 minutes = then.secsTo(now) / 60;
    if (minutes < 1)
        return QCoreApplication::translate("format", "now");
    if (minutes < 60)
        return QCoreApplication::translate("format", "%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return QCoreApplication::translate("format", "%1 h").arg(minutes / 60);
    return QCoreApplication::translate("format", "%1 days").arg(minutes / (24 * 60));
}

QString sinceWord(const QDateTime& then, const QDateTime& now)
{
    return then.secsTo(now) < 60 ? QCoreApplication::translate("format", "just now") : QCoreApplication::translate("format", "%1 ago").arg(ageWord(then, now));
}

QString shareWord(const base::Exact& now, const base::Exact& before)
{
    const double base = before.approximate();
    return base == 0.0 ? QString() : percentWord((now.approximate() - base) / base * 100.0);
}

QString tenthsWord(qint64 tenths)
{
    return percentWord(static_cast<double>(tenths) / 10.0);
}

QString causeWord(const model::Cause& cause)
{
    switch (cause.kind) {
    case model::CauseKind::Person:
        return QCoreApplication::translate("format", "By hand");
    case model::CauseKind::Import:
        return QCoreApplication::translate("format", "Import of %1").arg(cause.text);
    case model::CauseKind::Sync:
        return QCoreApplication::translate("format", "Read from %1").arg(cause.text);
    case model::CauseKind::Rule:
        return QCoreApplication::translate("format", "Rule %1").arg(cause.text);
    case model::CauseKind::Run:
        return QCoreApplication::translate("format", "Run %1").arg(cause.text);
    case model::CauseKind::Undo:
        return QCoreApplication::translate("format", "Undo of change %1").arg(cause.reference.value);
    case model::CauseKind::Sample:
        return QCoreApplication::translate("format", "Sample company");
    }
    return {};
}

QString pastDayWord()
{
    return QCoreApplication::translate("format", "Another day is shown: go back to today to change or undo something");
}

QString changeSetWord(const model::ChangeSet& changeSet)
{
    QMap<std::pair<int, int>, int> counts; // entity and op
    for (const model::Change& change : changeSet.changes)
        ++counts[{static_cast<int>(change.entity), static_cast<int>(change.op)}];
    constexpr qsizetype namedKinds = 3;
    QStringList parts;
    int rest = 0;
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        if (counts.size() > namedKinds && parts.size() == namedKinds - 1) {
            rest += it.value();
            continue;
        }
        const auto entity = static_cast<model::Entity>(it.key().first);
        const QString noun = (it.value() == 1 ? entityWord(entity) : entityPlural(entity)).toLower();
        const char* form = it.key().second == 0 ? QT_TRANSLATE_NOOP("format", "%1 %2 added") : it.key().second == 1 ? QT_TRANSLATE_NOOP("format", "%1 %2 changed") : QT_TRANSLATE_NOOP("format", "%1 %2 removed");
        parts.append(QCoreApplication::translate("format", form).arg(countWord(it.value()), noun));
    }
    if (rest > 0)
        parts.append(QCoreApplication::translate("format", "%1 more changes").arg(countWord(rest)));
    return parts.join(QStringLiteral(", "));
}

Cell cellOf(const model::Field& field, const model::Value& value, const Titles& titles)
{
    if (model::isEmpty(value))
        return empty();
    const QString words = valueWord(field, value, titles);
    switch (field.kind) {
    case Kind::Reference:
        return field.target == model::Entity::Person ? person(words) : text(words);
    case Kind::Choice:
        return pill(State::Plain, words);
    case Kind::Date:
    case Kind::Instant:
    case Kind::Money:
    case Kind::Integer:
    case Kind::Percent:
        return figure(words);
    default:
        return text(words.section(u'\n', 0, 0));
    }
}

} // namespace qm::format
