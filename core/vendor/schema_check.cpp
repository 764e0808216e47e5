#include "core/vendor/schema_check.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <memory>

namespace qm::vendor {
namespace {

// The validator reports by exceptions; none leaves this file.
std::unique_ptr<valijson::Schema> compiledSchema()
{
    QFile file(QStringLiteral(":/connectors/schema/descriptor.schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    const QJsonValue json(QJsonDocument::fromJson(file.readAll()).object());
    auto schema = std::make_unique<valijson::Schema>();
    try {
        const valijson::adapters::QtJsonAdapter adapter(json);
        valijson::SchemaParser().populateSchema(adapter, *schema);
    } catch (const std::exception&) {
        return nullptr;
    }
    return schema;
}

// "<root>[streams][0][out]" as "streams[0].out".
QString placeOf(const std::vector<std::string>& context)
{
    static const QRegularExpression number(QStringLiteral("^\\d+$"));
    QString place;
    for (const std::string& part : context) {
        QString step = QString::fromStdString(part);
        if (!step.startsWith(u'['))
            continue; // the root
        step = step.mid(1, step.size() - 2);
        if (number.match(step).hasMatch())
            place += u'[' + step + u']';
        else
            place += place.isEmpty() ? step : u'.' + step;
    }
    return place;
}

// What is wrong further in is said there; that the places around it are wrong too says nothing.
bool isOnlyAround(const QString& rule)
{
    return rule.startsWith(QStringLiteral("Failed to validate "));
}

QString plainRule(const QString& rule)
{
    static const QRegularExpression unknown(QStringLiteral("could not be validated using .*: '(.*)'\\.$"));
    if (const auto match = unknown.match(rule); match.hasMatch())
        return QStringLiteral("\"%1\" is not known here").arg(match.captured(1));
    return rule.endsWith(u'.') ? rule.chopped(1) : rule;
}

} // namespace

QList<SchemaFault> schemaFaults(const QJsonValue& form)
{
    static const std::unique_ptr<valijson::Schema> schema = compiledSchema();
    if (!schema)
        return {{{}, QStringLiteral("the schema of descriptors can't be read")}};
    valijson::ValidationResults results;
    QList<SchemaFault> faults;
    try {
        const valijson::adapters::QtJsonAdapter adapter(form);
        valijson::Validator().validate(*schema, adapter, &results);
    } catch (const std::exception& problem) {
        faults.append({{}, QString::fromUtf8(problem.what())});
    }
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        const QString rule = QString::fromStdString(error.description);
        if (!isOnlyAround(rule))
            faults.append({placeOf(error.context), plainRule(rule)});
    }
    return faults;
}

} // namespace qm::vendor
