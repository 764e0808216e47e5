#include "core/exchange/import_plan.h"

#include "core/base/text.h"
#include "core/exchange/directory.h"
#include "core/exchange/loops.h"
#include "core/exchange/row_reader.h"

namespace qm::exchange {
namespace {

using model::Entity;
using model::Record;

/// Plans one import, row by row: first every row is read and matched, so that rows may name each other, then
/// references are followed and changes made.
class ImportPlanner
{
public:
    ImportPlanner(const files::CsvTable& table, const Mapping& mapping, const model::Snapshot& snapshot)
        : m_table(table)
        , m_entity(mapping.entity)
        , m_description(model::describe(mapping.entity))
        , m_snapshot(snapshot)
        , m_directory(snapshot)
        , m_reader(table, mapping)
    {
        for (int i = 0; i < static_cast<int>(m_description.fields.size()); ++i) {
            if (m_description.field(i).has(model::Required))
                m_required.push_back(i);
        }
    }

    ImportPlan run()
    {
        m_plan.rows.reserve(static_cast<std::size_t>(m_table.rowCount()));
        m_plan.draft.changes.reserve(m_table.rowCount());
        std::vector<std::optional<RowDraft>> drafts;
        drafts.reserve(static_cast<std::size_t>(m_table.rowCount()));
        for (qsizetype row = 1; row < m_table.rowCount(); ++row)
            drafts.push_back(match(row));
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            if (drafts[i])
                finish(*drafts[i], m_plan.rows[i]);
        }
        m_plan.issues = m_reader.takeIssues() + m_plan.issues;
        std::stable_sort(m_plan.issues.begin(), m_plan.issues.end(), [](const ImportIssue& a, const ImportIssue& b) { return a.row < b.row; });
        m_plan.leftOutColumns = m_reader.leftOutColumns();
        return std::move(m_plan);
    }

private:
    /// Reads a row and finds the record it is about. Registers it, so that other rows can name it.
    std::optional<RowDraft> match(qsizetype row)
    {
        m_plan.rows.push_back({row + 1, RowOutcome::LeftOut, {}, -1});
        ImportRow& outcome = m_plan.rows.back();
        if (m_table.isBlank(row))
            return std::nullopt;
        RowDraft draft = m_reader.read(row);
        composeName(draft);
        const Directory::Keys keys = m_directory.keysOf(m_entity, draft.values);
        outcome.title = keys.title;
        outcome.outcome = RowOutcome::Refused;
        if (!findRecord(draft, keys) || !isComplete(draft))
            return std::nullopt;
        m_directory.add(m_entity, draft.id, keys);
        return draft;
    }

    void composeName(RowDraft& draft) const
    {
        if (m_entity != Entity::Person || !model::isEmpty(draft.value(m_name)))
            return;
        const QString name = (model::toText(draft.value(m_given)) + u' ' + model::toText(draft.value(m_family))).trimmed();
        if (!name.isEmpty())
            draft.set(m_name, name);
    }

    bool refuse(const RowDraft& draft, IssueKind kind, const QString& value, const QString& about = {})
    {
        m_plan.issues.append({draft.row, m_reader.columnOf(about), kind, value, about});
        return false;
    }

    bool findRecord(RowDraft& draft, const Directory::Keys& keys)
    {
        const Directory::Match found = m_directory.match(m_entity, keys);
        if (found.clash >= 0)
            return refuse(draft, IssueKind::BelongsToOther, model::toText(draft.value(found.clash)), m_description.field(found.clash).key);
        if (found.several)
            return refuse(draft, IssueKind::SeveralMatch, keys.title, m_description.field(m_description.titleField).key);
        if (found.id.value < 0 || m_touched.contains(found.id))
            return refuse(draft, IssueKind::Repeated, keys.title);
        if (found.id.isValid()) {
            m_touched.insert(found.id);
            draft.existing = m_snapshot.record(m_entity, found.id);
        }
        draft.id = draft.existing ? found.id : m_directory.nextPlaceholder();
        return true;
    }

    bool isComplete(const RowDraft& draft)
    {
        if (draft.existing)
            return true;
        for (const int required : m_required) {
            const model::Field& field = m_description.field(required);
            const bool follows = field.kind == model::Kind::Reference && draft.names(required);
            if (model::isEmpty(draft.value(required)) && !follows)
                return refuse(draft, IssueKind::MissingValue, {}, field.key);
        }
        return true;
    }

    void finish(RowDraft& draft, ImportRow& outcome)
    {
        for (const NamedRecord& named : std::as_const(draft.named))
            follow(draft, named);
        if (draft.existing) {
            finishUpdate(draft, outcome);
            return;
        }
        setDefaults(draft);
        outcome.outcome = RowOutcome::Create;
        outcome.change = static_cast<int>(m_plan.draft.changes.size());
        m_plan.draft.changes.append({model::ChangeOp::Create, m_entity, draft.id, 0, {}, std::move(draft.values)});
    }

    /// Capitals in a mail address or number are no change; in a name they are.
    bool isSpelledAlike(int field, const model::Value& here, const model::Value& file) const
    {
        return m_description.field(field).has(model::Unique) && base::folded(model::toText(here)) == base::folded(model::toText(file));
    }

    void finishUpdate(const RowDraft& draft, ImportRow& outcome)
    {
        Record after = *draft.existing;
        for (const model::FieldValue& each : draft.values) {
            if (after.at(each.field) != each.value && !isSpelledAlike(each.field, after.at(each.field), each.value))
                after.values[each.field] = each.value;
        }
        outcome.title = model::titleOf(after);
        const auto change = model::updateOf(*draft.existing, after);
        outcome.outcome = change ? RowOutcome::Update : RowOutcome::Unchanged;
        if (!change)
            return;
        outcome.change = static_cast<int>(m_plan.draft.changes.size());
        m_plan.draft.changes.append(*change);
    }

    /// A device that a file hands to somebody is in use, one that it hands to nobody is in stock.
    void setDefaults(RowDraft& draft) const
    {
        if (m_entity == Entity::Device && model::isEmpty(draft.value(m_status)))
            draft.set(m_status, model::isEmpty(draft.value(m_holder)) ? QStringLiteral("in-stock") : QStringLiteral("in-use"));
    }

    void follow(RowDraft& draft, const NamedRecord& named)
    {
        const model::Field& field = m_description.field(named.field);
        const Directory::Found found = m_directory.find(field.target, named.facts);
        if (found.several) {
            m_plan.issues.append({draft.row, named.column, IssueKind::SeveralRecords, named.text(), {}});
            return;
        }
        if (found.id == draft.id) {
            m_plan.issues.append({draft.row, named.column, IssueKind::IsItself, named.text(), {}});
            return;
        }
        const base::Id id = found.id.value != 0 ? found.id : added(draft.row, named, field.target);
        if (id.value != 0)
            draft.set(named.field, model::Value(id));
    }

    base::Id added(qint64 row, const NamedRecord& named, Entity target)
    {
        const std::optional<Record> record = m_directory.recordFrom(target, named.facts);
        if (!record) {
            m_plan.issues.append({row, named.column, IssueKind::NoSuchRecord, named.text(), m_directory.closest(target, named.text())});
            return {};
        }
        Record fresh = *record;
        fresh.id = m_directory.nextPlaceholder();
        m_directory.add(fresh);
        m_plan.draft.changes.append(model::createOf(fresh, fresh.id));
        ++m_plan.alsoAdded[static_cast<int>(target)];
        m_plan.issues.append({row, named.column, IssueKind::AddedRecord, named.text(), model::describe(target).key});
        return fresh.id;
    }

    const files::CsvTable& m_table;
    Entity m_entity;
    const model::EntityDescription& m_description;
    // Fields with a rule of their own, looked up once; -1 where the entity has no such field.
    const int m_name = m_description.indexOf(u"name");
    const int m_given = m_description.indexOf(u"given");
    const int m_family = m_description.indexOf(u"family");
    const int m_status = m_description.indexOf(u"status");
    const int m_holder = m_description.indexOf(u"holder");
    std::vector<int> m_required;
    const model::Snapshot& m_snapshot;
    Directory m_directory;
    RowReader m_reader;
    QSet<base::Id> m_touched;
    ImportPlan m_plan;
};

} // namespace

int ImportPlan::count(RowOutcome outcome) const
{
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [outcome](const ImportRow& row) { return row.outcome == outcome; }));
}

ImportPlan planImport(const files::CsvTable& table, const Mapping& mapping, const model::Snapshot& snapshot)
{
    return withoutLoops(ImportPlanner(table, mapping, snapshot).run(), snapshot);
}

std::vector<Entity> entitiesFor(const Mapping& mapping)
{
    std::vector<Entity> entities{mapping.entity};
    for (const ColumnMapping& column : mapping.columns) {
        const auto path = model::resolvePath(mapping.entity, column.target);
        if (path.empty())
            continue;
        const model::Field& field = model::describe(mapping.entity).field(path.front().field);
        if (field.kind == model::Kind::Reference && std::find(entities.begin(), entities.end(), field.target) == entities.end())
            entities.push_back(field.target);
    }
    return entities;
}

} // namespace qm::exchange
