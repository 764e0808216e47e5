#include "ui/shell/nav_plan.h"

#include <QCoreApplication>
#include <QHash>

namespace qm::shell {
namespace {

QString placeWord(const char* words)
{
    return QCoreApplication::translate("nav", words);
}

} // namespace

QList<NavPlace> navPlan()
{
    using model::Entity;
    const auto place = [](const char* key, const char* icon, const char* words, std::optional<Entity> counted = {}) {
        return NavPlace{QString::fromLatin1(key), QString::fromLatin1(icon), placeWord(words), counted, {}};
    };
    NavPlace people = place("person", "users", QT_TRANSLATE_NOOP("nav", "People"), Entity::Person);
    people.among = QStringLiteral("status != left");
    return {place("home", "home", QT_TRANSLATE_NOOP("nav", "Home")),
            place("runs", "user-plus", QT_TRANSLATE_NOOP("nav", "Joiners & leavers")),
            place("", "", QT_TRANSLATE_NOOP("nav", "People and things")),
            people,
            place("device", "laptop", QT_TRANSLATE_NOOP("nav", "Devices"), Entity::Device),
            place("app", "grid", QT_TRANSLATE_NOOP("nav", "Apps & licences"), Entity::App),
            place("account", "key", QT_TRANSLATE_NOOP("nav", "Access"), Entity::Account),
            place("", "", QT_TRANSLATE_NOOP("nav", "Money")),
            place("contract", "file-text", QT_TRANSLATE_NOOP("nav", "Contracts"), Entity::Contract),
            place("spend", "bar-chart", QT_TRANSLATE_NOOP("nav", "Spend")),
            place("", "", QT_TRANSLATE_NOOP("nav", "Safety")),
            place("findings", "shield-check", QT_TRANSLATE_NOOP("nav", "Findings")),
            place("activity", "history", QT_TRANSLATE_NOOP("nav", "Activity")),
            place("source", "plug", QT_TRANSLATE_NOOP("nav", "Connections"), Entity::Source)};
}

QString placeOf(const QString& key)
{
    static const QHash<QString, QString> others{{QStringLiteral("licence-line"), QStringLiteral("app")}, {QStringLiteral("run"), QStringLiteral("runs")}};
    return others.value(key, key);
}

} // namespace qm::shell
