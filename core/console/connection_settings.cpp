#include "core/console/connection_settings.h"

#include "core/files/csv.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

/// Rows as objects by the headings of the first record.
Result<QJsonArray> csvRows(const QByteArray& text)
{
    const auto table = files::parseCsv(text);
    if (!table)
        return fail(table.error());
    QJsonArray rows;
    const QStringList headings = table->rowCount() > 0 ? table->rowTexts(0) : QStringList();
    for (qsizetype i = 1; i < table->rowCount(); ++i) {
        if (table->isBlank(i))
            continue;
        QJsonObject row;
        for (qsizetype column = 0; column < headings.size(); ++column)
            row.insert(headings.at(column), table->cell(i, column).toString());
        rows.append(row);
    }
    return rows;
}

} // namespace

QString secretPrefixOf(base::Id source)
{
    return QStringLiteral("source-%1").arg(source.value);
}

QHash<QString, QString> configFrom(const QString& json)
{
    QHash<QString, QString> config;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        config.insert(it.key(), it.value().toString());
    return config;
}

QString configText(const QHash<QString, QString>& config)
{
    QJsonObject object; // sorted by key: the same settings are the same text
    for (auto it = config.begin(); it != config.end(); ++it) {
        if (!it.value().isEmpty())
            object.insert(it.key(), it.value());
    }
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

vendor::ConnectionSettings settingsOf(const model::Source& source, const QString& secretPrefix, const vendor::HttpLimits& limits)
{
    vendor::ConnectionSettings settings;
    settings.config = configFrom(source.config);
    settings.auth = source.auth;
    settings.secretPrefix = secretPrefix;
    settings.http = limits;
    settings.csv = csvRows;
    return settings;
}

QStringList secretNamesOf(const vendor::Descriptor& descriptor)
{
    QStringList names{QStringLiteral("tokens")};
    for (const vendor::AuthRule& rule : descriptor.auth) {
        for (const vendor::SecretField& secret : rule.secrets)
            names.append(secret.name);
    }
    names.removeDuplicates();
    return names;
}

} // namespace qm::console
