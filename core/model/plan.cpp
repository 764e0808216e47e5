#include "core/model/plan.h"

#include "core/model/step_state.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace qm::model {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

QJsonArray numbersToJson(const QList<int>& numbers)
{
    QJsonArray array;
    for (int number : numbers)
        array.append(number);
    return array;
}

QJsonArray changesToJson(const QList<Change>& changes)
{
    QJsonArray array;
    for (const Change& change : changes)
        array.append(toJson(change));
    return array;
}

QJsonObject inputToJson(const QHash<QString, QString>& input)
{
    QJsonObject object;
    for (auto it = input.begin(); it != input.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonValue instantToJson(const QDateTime& instant)
{
    return toJson(MemberValue<QDateTime>::to(instant));
}

QDateTime instantFromJson(const QJsonValue& json)
{
    return MemberValue<QDateTime>::from(parseValue(Kind::Instant, json.toString()).value_or(Value()));
}

const QStringList& kindNames()
{
    static const QStringList names = QStringLiteral("local vendor human").split(u' ');
    return names;
}

const QStringList& occasionNames()
{
    static const QStringList names = QStringLiteral("join leave import other").split(u' ');
    return names;
}

QJsonObject lineToJson(const PlanLine& line)
{
    QJsonObject json{{QStringLiteral("position"), line.position},
                     {QStringLiteral("op"), signText(line.sign)},
                     {QStringLiteral("kind"), kindNames().at(static_cast<int>(line.kind))},
                     {QStringLiteral("title"), line.title},
                     {QStringLiteral("detail"), line.detail},
                     {QStringLiteral("warning"), line.warning},
                     {QStringLiteral("target"), line.target},
                     {QStringLiteral("item"), line.item},
                     {QStringLiteral("closing"), line.closing},
                     {QStringLiteral("due"), instantToJson(line.due)},
                     {QStringLiteral("monthlyCost"), toJson(MemberValue<std::optional<base::Money>>::to(line.monthlyCost))},
                     {QStringLiteral("dependsOn"), numbersToJson(line.dependsOn)},
                     {QStringLiteral("owner"), line.owner.value},
                     {QStringLiteral("source"), line.source.value},
                     {QStringLiteral("action"), line.action},
                     {QStringLiteral("input"), inputToJson(line.input)},
                     {QStringLiteral("changes"), changesToJson(line.changes)},
                     {QStringLiteral("baselineMinutes"), line.baselineMinutes},
                     {QStringLiteral("ticked"), line.ticked}};
    return json;
}

Result<QList<Change>> lineChanges(const QJsonObject& json)
{
    QList<Change> changes;
    for (const QJsonValue& each : json[QStringLiteral("changes")].toArray()) {
        auto change = changeFromJson(each.toObject());
        if (!change)
            return fail(change.error());
        changes.append(std::move(*change));
    }
    return changes;
}

void readWords(PlanLine& line, const QJsonObject& json)
{
    line.title = json[QStringLiteral("title")].toString();
    line.detail = json[QStringLiteral("detail")].toString();
    line.warning = json[QStringLiteral("warning")].toString();
    line.target = json[QStringLiteral("target")].toString();
    line.item = json[QStringLiteral("item")].toString();
    line.closing = json[QStringLiteral("closing")].toString();
    line.action = json[QStringLiteral("action")].toString();
    const QJsonObject input = json[QStringLiteral("input")].toObject();
    for (auto it = input.begin(); it != input.end(); ++it)
        line.input.insert(it.key(), it.value().toString());
    for (const QJsonValue& each : json[QStringLiteral("dependsOn")].toArray())
        line.dependsOn.append(each.toInt());
}

Result<PlanLine> lineFromJson(const QJsonObject& json)
{
    PlanLine line;
    const auto sign = signFromText(json[QStringLiteral("op")].toString());
    const auto kind = kindNames().indexOf(json[QStringLiteral("kind")].toString());
    if (!sign || kind < 0)
        return fail(ErrorCode::Invalid, QStringLiteral("plan"), QStringLiteral("line with unknown op or kind"));
    auto changes = lineChanges(json);
    if (!changes)
        return fail(changes.error());
    auto cost = valueFromJson(Kind::Money, json[QStringLiteral("monthlyCost")]);
    if (!cost)
        return fail(cost.error());
    readWords(line, json);
    line.position = json[QStringLiteral("position")].toInt();
    line.sign = *sign;
    line.kind = static_cast<Step::Kind>(kind);
    line.due = instantFromJson(json[QStringLiteral("due")]);
    line.monthlyCost = MemberValue<std::optional<base::Money>>::from(*cost);
    line.owner = {json[QStringLiteral("owner")].toInteger()};
    line.source = {json[QStringLiteral("source")].toInteger()};
    line.changes = std::move(*changes);
    line.baselineMinutes = json[QStringLiteral("baselineMinutes")].toInt();
    line.ticked = json[QStringLiteral("ticked")].toBool(true);
    return line;
}

QJsonArray setsToJson(const QList<SetBasis>& sets)
{
    QJsonArray array;
    for (const SetBasis& each : sets)
        array.append(QJsonArray{describe(each.entity).key, each.field, each.of.value, each.digest});
    return array;
}

QJsonObject planBody(const Plan& plan)
{
    QJsonArray lines;
    for (const PlanLine& line : plan.lines)
        lines.append(lineToJson(line));
    QJsonArray basis;
    for (const Basis& each : plan.basis)
        basis.append(QJsonArray{describe(each.entity).key, each.id.value, each.revision});
    QJsonObject body{{QStringLiteral("plan"), 1},
                     {QStringLiteral("occasion"), occasionNames().at(static_cast<int>(plan.occasion))},
                     {QStringLiteral("title"), plan.title},
                     {QStringLiteral("person"), plan.person.value},
                     {QStringLiteral("effectiveAt"), instantToJson(plan.effectiveAt)},
                     {QStringLiteral("noticeAt"), instantToJson(plan.noticeAt)},
                     {QStringLiteral("lines"), lines},
                     {QStringLiteral("basis"), basis}};
    if (!plan.timeZone.isEmpty())
        body.insert(QStringLiteral("timeZone"), plan.timeZone);
    if (!plan.sets.isEmpty())
        body.insert(QStringLiteral("sets"), setsToJson(plan.sets));
    return body;
}

Result<QList<Basis>> basisFromJson(const QJsonArray& array)
{
    QList<Basis> basis;
    for (const QJsonValue& each : array) {
        const QJsonArray row = each.toArray();
        const auto entity = entityFromKey(row.at(0).toString());
        if (!entity)
            return fail(ErrorCode::Invalid, QStringLiteral("plan"), QStringLiteral("unknown entity in basis"));
        basis.append({*entity, {row.at(1).toInteger()}, row.at(2).toInteger()});
    }
    return basis;
}

Result<QList<SetBasis>> setsFromJson(const QJsonArray& array)
{
    QList<SetBasis> sets;
    for (const QJsonValue& each : array) {
        const QJsonArray row = each.toArray();
        const auto entity = entityFromKey(row.at(0).toString());
        const QString field = row.at(1).toString();
        if (!entity || describe(*entity).indexOf(field) < 0)
            return fail(ErrorCode::Invalid, QStringLiteral("plan"), QStringLiteral("unknown set in basis"));
        sets.append({*entity, field, {row.at(2).toInteger()}, row.at(3).toString()});
    }
    return sets;
}

} // namespace

QString signText(Sign sign)
{
    static const QStringList signs = QStringLiteral("+ ~ - ! ?").split(u' ');
    return signs.at(static_cast<int>(sign));
}

std::optional<Sign> signFromText(QStringView text)
{
    for (const Sign sign : {Sign::Add, Sign::Change, Sign::Remove, Sign::Irreversible, Sign::Unknown}) {
        if (signText(sign) == text)
            return sign;
    }
    return std::nullopt;
}

void Plan::untick(int position)
{
    QSet<int> off{position};
    // Lines may depend on later ones; repeat until nothing new falls.
    for (qsizetype before = 0; before != off.size();) {
        before = off.size();
        for (const PlanLine& line : lines) {
            if (std::any_of(line.dependsOn.begin(), line.dependsOn.end(), [&off](int on) { return off.contains(on); }))
                off.insert(line.position);
        }
    }
    for (PlanLine& line : lines)
        line.ticked = line.ticked && !off.contains(line.position);
}

int Plan::tickedCount() const
{
    return static_cast<int>(std::count_if(lines.begin(), lines.end(), [](const PlanLine& line) { return line.ticked; }));
}

QList<base::Money> Plan::monthlyCosts() const
{
    QList<base::Money> sums;
    for (const PlanLine& line : lines) {
        if (!line.ticked || !line.monthlyCost)
            continue;
        const auto sum = std::find_if(sums.begin(), sums.end(), [&line](const base::Money& each) { return each.currency == line.monthlyCost->currency; });
        if (sum == sums.end())
            sums.append(*line.monthlyCost);
        else
            sum->minor += line.monthlyCost->minor;
    }
    return sums;
}

QString hashOf(const Plan& plan)
{
    const QByteArray canonical = QJsonDocument(planBody(plan)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256).toHex());
}

QString identityOf(Plan plan)
{
    for (PlanLine& line : plan.lines)
        line.ticked = true;
    return hashOf(plan);
}

QString digestOf(QList<base::Id> members)
{
    std::sort(members.begin(), members.end());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const base::Id id : std::as_const(members))
        hash.addData(QByteArray::number(id.value) + ' ');
    return QString::fromLatin1(hash.result().toHex());
}

QList<base::Id> promisedBy(const Record& step, const SetBasis& set)
{
    const EntityDescription& description = describe(set.entity);
    const QString text = step.text(u"changes");
    if (!text.contains(u'"' + description.key + u'"') || isClosed(as<Step>(step).state))
        return {};
    const int field = description.indexOf(set.field);
    const FieldValue wanted{field, Value(set.of)};
    QList<base::Id> ids;
    for (const QJsonValue& each : QJsonDocument::fromJson(text.toUtf8()).array()) {
        const auto change = changeFromJson(each.toObject());
        if (change && change->op == ChangeOp::Create && change->entity == set.entity && change->after.contains(wanted))
            ids.append(change->id);
    }
    return ids;
}

QJsonObject toJson(const Plan& plan)
{
    QJsonObject json = planBody(plan);
    json.insert(QStringLiteral("hash"), hashOf(plan));
    return json;
}

Result<Plan> planFromJson(const QJsonObject& json)
{
    Plan plan;
    const auto occasion = occasionNames().indexOf(json[QStringLiteral("occasion")].toString());
    if (json[QStringLiteral("plan")].toInt() != 1 || occasion < 0)
        return fail(ErrorCode::Invalid, QStringLiteral("plan"), QStringLiteral("not a plan file"));
    for (const QJsonValue& each : json[QStringLiteral("lines")].toArray()) {
        auto line = lineFromJson(each.toObject());
        if (!line)
            return fail(line.error());
        plan.lines.append(std::move(*line));
    }
    auto basis = basisFromJson(json[QStringLiteral("basis")].toArray());
    if (!basis)
        return fail(basis.error());
    auto sets = setsFromJson(json[QStringLiteral("sets")].toArray());
    if (!sets)
        return fail(sets.error());
    plan.sets = std::move(*sets);
    plan.occasion = static_cast<Run::Occasion>(occasion);
    plan.title = json[QStringLiteral("title")].toString();
    plan.person = {json[QStringLiteral("person")].toInteger()};
    plan.effectiveAt = instantFromJson(json[QStringLiteral("effectiveAt")]);
    plan.timeZone = json[QStringLiteral("timeZone")].toString();
    plan.noticeAt = instantFromJson(json[QStringLiteral("noticeAt")]);
    plan.basis = std::move(*basis);
    if (hashOf(plan) != json[QStringLiteral("hash")].toString())
        return fail(ErrorCode::StalePlan, plan.title, QStringLiteral("hash does not match"));
    return plan;
}

} // namespace qm::model
