#include "ui/format/vendor_words.h"

#include "ui/format/words.h"

#include <QCoreApplication>

namespace qm::format {
namespace {

struct Word
{
    const char* key;
    const char* word;
};

constexpr Word tableWords[] = {
    {"account", QT_TRANSLATE_NOOP("vendor", "accounts")},
    {"person", QT_TRANSLATE_NOOP("vendor", "people")},
    {"group", QT_TRANSLATE_NOOP("vendor", "groups")},
    {"membership", QT_TRANSLATE_NOOP("vendor", "who is in which group")},
    {"license", QT_TRANSLATE_NOOP("vendor", "licences bought")},
    {"assignment", QT_TRANSLATE_NOOP("vendor", "who has which licence")},
    {"usage", QT_TRANSLATE_NOOP("vendor", "last use")},
    {"device", QT_TRANSLATE_NOOP("vendor", "devices")},
    {"app", QT_TRANSLATE_NOOP("vendor", "connected apps")},
    {"grant", QT_TRANSLATE_NOOP("vendor", "what apps may do")},
    {"spend", QT_TRANSLATE_NOOP("vendor", "invoices and payments")},
    {"status", QT_TRANSLATE_NOOP("vendor", "whether it runs")},
};

constexpr Word actionWords[] = {
    {"user.create", QT_TRANSLATE_NOOP("vendor", "Make an account")},
    {"user.activate", QT_TRANSLATE_NOOP("vendor", "Open an account again")},
    {"user.suspend", QT_TRANSLATE_NOOP("vendor", "Suspend an account")},
    {"user.delete", QT_TRANSLATE_NOOP("vendor", "Delete an account")},
    {"user.sign_out", QT_TRANSLATE_NOOP("vendor", "Sign somebody out everywhere")},
    {"user.reset_mfa", QT_TRANSLATE_NOOP("vendor", "Reset two-step sign-in")},
    {"group.add", QT_TRANSLATE_NOOP("vendor", "Put somebody into a group")},
    {"group.remove", QT_TRANSLATE_NOOP("vendor", "Take somebody out of a group")},
    {"license.assign", QT_TRANSLATE_NOOP("vendor", "Give somebody a licence")},
    {"license.remove", QT_TRANSLATE_NOOP("vendor", "Take a licence back")},
    {"app.assign", QT_TRANSLATE_NOOP("vendor", "Give somebody an app")},
    {"app.remove", QT_TRANSLATE_NOOP("vendor", "Take an app away")},
    {"data.transfer", QT_TRANSLATE_NOOP("vendor", "Hand somebody's files over")},
    {"grant.revoke", QT_TRANSLATE_NOOP("vendor", "Take back what an app may do")},
    {"token.revoke", QT_TRANSLATE_NOOP("vendor", "End a token")},
    {"device.lock", QT_TRANSLATE_NOOP("vendor", "Lock a device")},
    {"device.unlock", QT_TRANSLATE_NOOP("vendor", "Unlock a device")},
    {"device.retire", QT_TRANSLATE_NOOP("vendor", "Take company data off a device")},
    {"device.wipe", QT_TRANSLATE_NOOP("vendor", "Wipe a device")},
    {"card.lock", QT_TRANSLATE_NOOP("vendor", "Lock a payment card")},
    {"card.unlock", QT_TRANSLATE_NOOP("vendor", "Unlock a payment card")},
};

template <std::size_t N>
QString wordOf(const Word (&words)[N], const QString& key)
{
    for (const Word& word : words) {
        if (key == QLatin1String(word.key))
            return QCoreApplication::translate("vendor", word.word);
    }
    return {};
}

QString said(const char* words)
{
    return QCoreApplication::translate("vendor", words);
}

QString begun(const QString& words)
{
    return words.left(1).toUpper() + words.mid(1);
}

} // namespace

QString vendorTableWord(const QString& table)
{
    const QString word = wordOf(tableWords, table);
    return word.isEmpty() ? streamWord(table) : word;
}

QString vendorReadsWord(const console::VendorInfo& vendor)
{
    QStringList words;
    for (const Word& word : tableWords) {
        if (vendor.tells(QString::fromLatin1(word.key)))
            words.append(said(word.word));
    }
    return words.join(QStringLiteral(", "));
}

QString vendorActionWord(const console::VendorAction& action)
{
    if (!action.label.isEmpty())
        return action.label;
    const QString word = wordOf(actionWords, action.id);
    return word.isEmpty() ? streamTitle(action.id) : word;
}

QString vendorDangerWord(const console::VendorAction& action)
{
    QStringList words;
    if (action.danger == u"destroys_data")
        words.append(said(QT_TRANSLATE_NOOP("vendor", "deletes for good")));
    if (action.danger == u"revokes_access")
        words.append(said(QT_TRANSLATE_NOOP("vendor", "takes access away")));
    if (action.mayCost)
        words.append(said(QT_TRANSLATE_NOOP("vendor", "may cost money")));
    return words.join(QStringLiteral(", "));
}

QString streamWord(const QString& stream)
{
    return QString(stream).replace(u'_', u' ').replace(u'.', u' ');
}

QString streamTitle(const QString& stream)
{
    return begun(streamWord(stream));
}

QString vendorStreamWord(const console::VendorStream& stream)
{
    QStringList words;
    for (const QString& table : stream.tables)
        words.append(vendorTableWord(table));
    return begun(words.isEmpty() ? streamWord(stream.id) : words.join(QStringLiteral(", ")));
}

QString readingWord(qint64 read, const ReadingCounts& counts)
{
    QStringList words{said(QT_TRANSLATE_NOOP("vendor", "%1 read")).arg(countWord(read))};
    const auto add = [&words](qint64 count, const QString& word) {
        if (count > 0)
            words.append(word.arg(countWord(count)));
    };
    add(counts.created, said(QT_TRANSLATE_NOOP("vendor", "%1 new")));
    add(counts.updated, said(QT_TRANSLATE_NOOP("vendor", "%1 changed")));
    add(counts.gone, said(QT_TRANSLATE_NOOP("vendor", "%1 gone")));
    if (words.size() == 1)
        words.append(said(QT_TRANSLATE_NOOP("vendor", "no difference")));
    return words.join(QStringLiteral(", "));
}

QString scheduleWord(const console::ReadingSchedule& schedule)
{
    const qint64 minutes = schedule.everyMinutes;
    if (minutes <= 0)
        return schedule.onStart ? said(QT_TRANSLATE_NOOP("vendor", "at the start of the program")) : said(QT_TRANSLATE_NOOP("vendor", "only when you ask"));
    if (minutes == 60)
        return said(QT_TRANSLATE_NOOP("vendor", "every hour"));
    if (minutes == 24 * 60)
        return said(QT_TRANSLATE_NOOP("vendor", "once a day"));
    if (minutes % 60 == 0)
        return said(QT_TRANSLATE_NOOP("vendor", "every %1 hours")).arg(minutes / 60);
    return said(QT_TRANSLATE_NOOP("vendor", "every %1 minutes")).arg(minutes);
}

} // namespace qm::format
