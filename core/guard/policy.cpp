#include "core/guard/policy.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

static void loadGuardResources()
{
    Q_INIT_RESOURCE(guard_resources);
}

namespace qm::guard {
namespace {

std::optional<Policy> policyFromJson(const QJsonObject& json)
{
    static const QStringList severities = QStringLiteral("act attention unknown").split(u' ');
    const auto entity = model::entityFromKey(json[QStringLiteral("entity")].toString());
    const auto filter = model::Filter::fromText(json[QStringLiteral("filter")].toString());
    const auto severity = severities.indexOf(json[QStringLiteral("severity")].toString());
    if (!entity || !filter || severity < 0 || !model::check(*filter, *entity)) {
        qWarning("policy %ls can't be read", qUtf16Printable(json[QStringLiteral("id")].toString()));
        return std::nullopt;
    }
    return Policy{json[QStringLiteral("id")].toString(), json[QStringLiteral("title")].toString(), *entity, static_cast<Severity>(severity),
                  *filter, json[QStringLiteral("why")].toString(), json[QStringLiteral("next")].toString()};
}

} // namespace

const std::vector<Policy>& shippedPolicies()
{
    static const std::vector<Policy> policies = [] {
        loadGuardResources();
        std::vector<Policy> read;
        QFile file(QStringLiteral(":/policies/policies.json"));
        if (!file.open(QIODevice::ReadOnly))
            return read;
        for (const QJsonValue& each : QJsonDocument::fromJson(file.readAll()).array()) {
            if (auto policy = policyFromJson(each.toObject()))
                read.push_back(std::move(*policy));
        }
        return read;
    }();
    return policies;
}

Verdict verdictOf(qint64 failing, qint64 checked)
{
    if (checked == 0)
        return Verdict::NothingToCheck;
    return failing > 0 ? Verdict::Fails : Verdict::Holds;
}

QString verdictKey(Verdict verdict)
{
    static const QStringList keys = QStringLiteral("holds fails nothing-to-check").split(u' ');
    return keys.at(static_cast<int>(verdict));
}

} // namespace qm::guard
