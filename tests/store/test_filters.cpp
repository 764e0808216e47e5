#include "fixture.h"

#include "core/model/company.h"
#include "core/model/compiled_filter.h"
#include "core/model/computed.h"
#include "core/store/filter_sql.h"

#include <QTest>
#include <rapidcheck.h>

using namespace qm;
using base::Id;
using model::Entity;
using model::Filter;
using model::Operator;
using model::Record;
using model::Value;
using test::Workspace;

namespace {

const std::vector<QString>& words()
{
    static const std::vector<QString> all = {QStringLiteral("Anna"), QStringLiteral("ÄNNA"),   QStringLiteral("berg"),  QStringLiteral("Sales"), QStringLiteral("sales  team"),
                                    QStringLiteral("x"),    QStringLiteral("100%_a"), QStringLiteral("O'Neil"), QStringLiteral("ß")};
    return all;
}

QString anyWord()
{
    return *rc::gen::elementOf(words());
}

QDate anyDay()
{
    return QDate(2026, 11, 23).addDays(*rc::gen::inRange(-40, 40));
}

Value anyValue(const model::Field& field, const std::vector<Id>& targets)
{
    if (!field.has(model::Required) && *rc::gen::inRange(0, 3) == 0)
        return {};
    switch (field.kind) {
    case model::Kind::Integer:
    case model::Kind::Percent: return qint64(*rc::gen::inRange(field.has(model::NotNegative) ? 0 : -3, 4));
    case model::Kind::Boolean: return *rc::gen::arbitrary<bool>();
    case model::Kind::Date: return anyDay();
    case model::Kind::Instant: return QDateTime(anyDay(), QTime(*rc::gen::inRange(0, 24), 0), Qt::UTC);
    case model::Kind::Money: return base::Money{*rc::gen::inRange(field.has(model::NotNegative) ? 0 : -3, 4) * 100, *base::Currency::fromCode(*rc::gen::arbitrary<bool>() ? u"EUR" : u"USD")};
    case model::Kind::Choice: return (*rc::gen::elementOf(field.choices)).key;
    case model::Kind::Reference: return targets.empty() ? Value() : Value(*rc::gen::elementOf(targets));
    default: return field.has(model::Mail) ? *rc::gen::element(QStringLiteral("anna@x.example"), QStringLiteral("\u00d6Z@x.example"), QStringLiteral("b.o@Y.example")) : anyWord();
    }
}

QString operandText(const model::Field& field)
{
    if (field.kind == model::Kind::Reference)
        return anyWord();
    if (field.kind == model::Kind::Instant && *rc::gen::arbitrary<bool>())
        return anyDay().toString(Qt::ISODate);
    model::Field known = field;
    known.flags |= model::Required;
    return model::toText(anyValue(known, {}));
}

model::Operand anyOperand(const model::Field& field)
{
    const bool isDay = field.kind == model::Kind::Date || field.kind == model::Kind::Instant;
    if (isDay && *rc::gen::arbitrary<bool>())
        return {model::RelativeDay{*rc::gen::inRange(-40, 40), *rc::gen::inRange(-1, 2)}};
    return {operandText(field)};
}

QString anyPath(Entity entity, int hops)
{
    const auto& fields = model::describe(entity).fields;
    const auto& field = fields[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(fields.size())))];
    if (field.kind == model::Kind::Reference && hops > 0 && *rc::gen::arbitrary<bool>())
        return field.key + u'.' + anyPath(field.target, hops - 1);
    return field.key;
}

Filter anyCondition(Entity entity)
{
    const QString path = anyPath(entity, 2);
    const auto steps = model::resolvePath(entity, path);
    const model::Field& field = model::describe(steps.back().entity).field(steps.back().field);
    QList<model::Operand> operands;
    for (int i = *rc::gen::inRange(1, 3); i > 0; --i)
        operands.append(anyOperand(field));
    return Filter::condition(path, static_cast<Operator>(*rc::gen::inRange(0, 11)), operands);
}

Filter anyFilter(Entity entity, int depth)
{
    const int kind = depth == 0 ? 0 : *rc::gen::inRange(0, 4);
    if (kind == 0)
        return anyCondition(entity);
    if (kind == 1)
        return Filter::negation(anyFilter(entity, depth - 1));
    std::vector<Filter> parts = {anyFilter(entity, depth - 1), anyFilter(entity, depth - 1)};
    return kind == 2 ? Filter::all(std::move(parts)) : Filter::any(std::move(parts));
}

void fill(Workspace& workspace, Entity entity, int count)
{
    std::vector<Id> nobody;
    model::Draft draft = test::draftOf({});
    for (int i = 0; i < count; ++i) {
        Record record = model::emptyRecord(entity);
        const auto& fields = model::describe(entity).fields;
        for (std::size_t f = 0; f < fields.size(); ++f) {
            std::vector<Id> targets;
            if (fields[f].kind == model::Kind::Reference)
                targets = workspace.store->ids({fields[f].target, {}, {}, Qt::AscendingOrder, -1, 0, {}}).value();
            Value value = fields[f].isStored() ? anyValue(fields[f], targets) : Value();
            if (fields[f].has(model::Unique) && !model::isEmpty(value))
                value = fields[f].has(model::Mail) ? QString::number(i) + std::get<QString>(value) : std::get<QString>(value) + QStringLiteral(" %1").arg(i);
            record.values[static_cast<qsizetype>(f)] = value;
        }
        draft.changes.append(model::createOf(record));
    }
    RC_ASSERT(workspace.store->submit(draft).has_value());
}

} // namespace

/// Filters and sorting in SQL say the same as on records.
class TestFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sqlAndRecordsAgree();
    void sortingAgrees();
    void statusAgreesOnEveryDay();
    void refusesWhatDoesNotExist();
};

void TestFilters::sqlAndRecordsAgree()
{
    int inSql = 0;
    const bool holds = rc::check("SQL and fits() agree", [&] {
        Workspace workspace;
        for (const Entity entity : {Entity::Vendor, Entity::Site, Entity::Department, Entity::Person, Entity::Contract, Entity::Device})
            fill(workspace, entity, 6);
        const QDate today = workspace.clock.today();
        for (int i = 0; i < 20; ++i) {
            const Entity entity = *rc::gen::element(Entity::Person, Entity::Device, Entity::Contract);
            const Filter filter = anyFilter(entity, 2);
            if (!model::check(filter, entity))
                continue;
            inSql += store::FilterSql(entity, today).condition(filter) ? 1 : 0;
            const auto everyone = workspace.store->load({entity, {}, {}, Qt::AscendingOrder, -1, 0, {}}).value();
            QHash<Id, Record> all;
            for (const Entity each : model::allEntities()) {
                for (const Record& record : workspace.store->load({each, {}, {}, Qt::AscendingOrder, -1, 0, {}}).value_or({}))
                    all.insert(record.id, record);
            }
            const auto lookup = [&all](Entity, Id id) -> const Record* {
                const auto found = all.constFind(id);
                return found == all.cend() ? nullptr : &*found;
            };
            const model::CompiledFilter compiled(filter, entity, today);
            std::vector<Id> expected;
            for (const Record& record : everyone) {
                if (compiled.fits(record, lookup))
                    expected.push_back(record.id);
            }
            const auto found = workspace.store->ids({entity, filter, {}, Qt::AscendingOrder, -1, 0, {}});
            if (!found || *found != expected)
                RC_LOG(filter.toText().toStdString());
            RC_ASSERT(found.has_value());
            RC_ASSERT(*found == expected);
            RC_ASSERT(workspace.store->count({entity, filter, {}, Qt::AscendingOrder, -1, 0, {}}).value() == static_cast<qint64>(expected.size()));
        }
    });
    QVERIFY(holds);
    QVERIFY(inSql > 100);
}

void TestFilters::sortingAgrees()
{
    const bool holds = rc::check("SQL and compareValues() sort alike", [] {
        Workspace workspace;
        for (const Entity entity : {Entity::Department, Entity::Person, Entity::Device})
            fill(workspace, entity, 8);
        const Entity entity = *rc::gen::element(Entity::Person, Entity::Device);
        for (const model::Field& field : model::describe(entity).fields) {
            if (field.kind == model::Kind::Reference)
                continue;
            const auto order = *rc::gen::element(Qt::AscendingOrder, Qt::DescendingOrder);
            const auto records = workspace.store->load({entity, {}, field.key, order, -1, 0, {}}).value();
            const auto comesBefore = [&field, order](const Record& a, const Record& b) {
                const model::Value &left = a.value(field.key), &right = b.value(field.key);
                if (model::isEmpty(left) || model::isEmpty(right))
                    return !model::isEmpty(left) && model::isEmpty(right);
                const auto compared = model::compareValues(left, right);
                return order == Qt::AscendingOrder ? compared < 0 : compared > 0;
            };
            RC_ASSERT(std::is_sorted(records.begin(), records.end(), comesBefore));
        }
    });
    QVERIFY(holds);
}

void TestFilters::statusAgreesOnEveryDay()
{
    const bool holds = rc::check("status in SQL is statusOn()", [] {
        Workspace workspace;
        fill(workspace, Entity::Person, 12);
        workspace.clock.advance(*rc::gen::inRange(-60, 60));
        for (const Record& record : workspace.store->load({}).value_or({})) {
            const Filter filter = Filter::condition(QStringLiteral("status"), Operator::Is, {{record.text(u"status")}});
            const auto ids = workspace.store->ids({Entity::Person, filter, {}, Qt::AscendingOrder, -1, 0, {}}).value();
            RC_ASSERT(std::find(ids.begin(), ids.end(), record.id) != ids.end());
        }
    });
    QVERIFY(holds);
}

void TestFilters::refusesWhatDoesNotExist()
{
    Workspace workspace;
    model::Query query;
    query.filter = Filter::condition(QStringLiteral("shoe-size"), Operator::Is, {{QStringLiteral("42")}});
    QCOMPARE(workspace.store->load(query).error().code, base::ErrorCode::FilterSyntax);
    query.filter = {};
    query.sort = QStringLiteral("shoe-size");
    QCOMPARE(workspace.store->ids(query).error().code, base::ErrorCode::FilterSyntax);
}

QTEST_GUILESS_MAIN(TestFilters)
#include "test_filters.moc"
