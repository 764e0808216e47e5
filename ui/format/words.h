#pragma once

#include "core/console/console.h"
#include "ui/format/cell.h"

#include <QLocale>
#include <QTimeZone>

namespace qm::format {

/// Of the words, and so of every date and number beside them: a sentence is in one language.
QLocale wordLocale();
/// The translated names of what the model describes.
QString entityWord(model::Entity entity);
QString entityPlural(model::Entity entity);
QString fieldWord(const model::Field& field);
/// The label of a choice; the key itself when the field has no such choice.
QString choiceWord(const model::Field& field, const QString& key);

/// Words of referenced records, by id.
using Titles = QHash<base::Id, QString>;

/// A value as a person reads it: "23 Nov 2026", "EUR 1,234.50", "In stock", the name of a referenced record. Empty
/// text for an empty value.
QString valueWord(const model::Field& field, const model::Value& value, const Titles& titles);

/// A value as files and the command line write it: ISO dates, plain amounts, the key of a choice, the name of a
/// referenced record.
QString plainText(const model::Field& field, const model::Value& value, const Titles& titles);

/// "€68,140" without cents from 1,000 on, "€1,489.00" below; the sign is U+2212.
QString moneyWord(const base::Money& money);
/// Always with the currency's decimals: "€1,489.00".
QString moneyExact(const base::Money& money);
/// "+€80.54": a difference.
QString moneyDelta(const base::Money& money);
QString countWord(qint64 number);
/// "23 Nov 2026"
QString dateWord(QDate date);
/// A day as people write it: "2026-12-04", "4 Dec 2026", "December 4", "4.12.2026", "today"; figures between slashes only
/// where they read one way. Without a year, the next such day from `today` on. Invalid: not readable, or two ways.
QDate dayFromWords(const QString& text, QDate today);
/// "Fri 27 Nov", with the year when it is another than today's.
QString dayWord(QDate date, QDate today);
/// "London time", "UTC": whose clock an hour is read on.
QString zoneWord(const QTimeZone& zone);
/// "17:00 London time"
QString hourWord(const QDateTime& at, const QTimeZone& zone);
/// "4 days left", "today", "3 days ago"
QString daysLeftWord(int days);
/// "12 min", "3 h", "2 days": how long ago.
QString ageWord(const QDateTime& then, const QDateTime& now);
/// "2 h ago", "just now"
QString sinceWord(const QDateTime& then, const QDateTime& now);
/// "+8.8 %"; empty when there is nothing to compare with.
QString shareWord(const base::Exact& now, const base::Exact& before);
/// Tenths of a percent: 80 is "+8.0 %".
QString tenthsWord(qint64 tenths);

/// One plain sentence or two: what happened, why, what to do next.
QString sentence(const base::Error& error);
/// The same for a reason that was kept as the name of an error and its subject, with the stream before it where only one
/// failed; other words stay as they are.
QString reasonSentence(const QString& reason);
/// What an import says about one value or row.
QString sentence(const console::ImportIssue& issue);
/// Who or what caused a change: "Import of users.csv", "Run R-0007".
QString causeWord(const model::Cause& cause);
/// "3 people added, 1 device changed": what a change set did.
QString changeSetWord(const model::ChangeSet& changeSet);

/// Why nothing is changed or taken back while a past day is shown.
QString pastDayWord();

/// The cell of a field in a list.
Cell cellOf(const model::Field& field, const model::Value& value, const Titles& titles);

} // namespace qm::format
