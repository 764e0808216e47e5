#include "core/store/writer.h"

#include "core/store/tree_check.h"
#include "core/store/validate.h"

#include <sqlite3.h>

namespace qm::store {
namespace {

using base::Error;
using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Change;
using model::ChangeOp;
using model::Entity;
using model::FieldValue;
using model::Patch;
using model::Record;
using model::subjectOf;

QString whereName(Entity entity, Id id)
{
    return model::describe(entity).key + u' ' + QString::number(id.value);
}

/// The fields in which `wanted` differs from what is there: first as they are, then as they shall be.
Patches differencesFrom(const Record& now, const Patch& wanted)
{
    Patches patches;
    for (const FieldValue& each : wanted) {
        // What is observed stands beside the log: an edit or an undo leaves it as it is.
        const bool isOurs = model::describe(now.entity).field(each.field).isStored();
        if (!isOurs || now.at(each.field) == each.value)
            continue;
        patches.before.append({each.field, now.at(each.field)});
        patches.after.append(each);
    }
    return patches;
}

/// Whether any record refers to this one.
bool isReferred(Database& database, Entity entity, Id id)
{
    for (const Entity other : model::allEntities()) {
        const auto& fields = model::describe(other).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].kind != model::Kind::Reference || fields[i].target != entity)
                continue;
            Statement& holder = database.use("SELECT 1 FROM " + quoted(tableOf(other).name) + " t WHERE " + columnOf("t", other, static_cast<int>(i)) + " = ?");
            holder.bindInteger(1, id.value);
            const bool found = holder.step() == Step::Row;
            holder.reset();
            if (found)
                return true;
        }
    }
    return false;
}

} // namespace

Writer::Writer(Database& database, const NameCodes& codes, const base::Clock& clock)
    : m_database(database)
    , m_codes(codes)
{
    m_header.recordedAt = clock.now();
}

Result<model::ChangeSet> Writer::write(const model::Draft& draft)
{
    auto heads = readHeads(m_database);
    if (!heads)
        return fail(heads.error());
    m_heads = std::move(*heads);
    m_header = {Id{m_heads.setCount + 1}, draft.actor, draft.cause, draft.effectiveAt.isValid() ? draft.effectiveAt.toUTC() : m_header.recordedAt,
                m_header.recordedAt, m_heads.changeCount + 1, 0, false};
    m_chain.startAt(m_heads.hash);
    m_chain.enter(m_header, m_codes.digest());
    if (auto given = giveIds(draft); !given)
        return fail(given.error());
    if (auto taken = takeIndexesAway(draft); !taken)
        return fail(taken.error());
    m_done.reserve(draft.changes.size());
    for (qsizetype i = 0; i < draft.changes.size(); ++i) {
        auto change = resolved(draft.changes[i], i);
        if (!change)
            return fail(change.error());
        if (auto applied = apply(std::move(*change)); !applied)
            return fail(applied.error());
    }
    if (auto built = buildIndexesAnew(); !built)
        return fail(built.error());
    if (m_done.isEmpty())
        return model::ChangeSet{}; // nothing differs from what is there
    if (auto straight = TreeCheck(m_database).check(m_done); !straight)
        return fail(straight.error());
    if (auto closed = closeSet(); !closed)
        return fail(closed.error());
    return model::ChangeSet{m_header.id, m_header.actor, m_header.cause, m_header.effectiveAt, m_header.recordedAt, std::move(m_done), false};
}

Result<void> Writer::giveIds(const model::Draft& draft)
{
    m_created.assign(static_cast<std::size_t>(draft.changes.size()), Id{});
    for (qsizetype i = 0; i < draft.changes.size(); ++i) {
        const Change& change = draft.changes[i];
        if (change.op != ChangeOp::Create)
            continue;
        const Id id = change.id.isValid() ? change.id : Id{m_heads.nextId};
        m_heads.nextId = std::max(m_heads.nextId, id.value + 1);
        m_created[static_cast<std::size_t>(i)] = id;
        if (change.id.value >= 0)
            continue;
        if (m_placeholders.contains(change.id.value))
            return fail(ErrorCode::Invalid, whereName(change.entity, change.id), QStringLiteral("one placeholder for two records"));
        m_placeholders.insert(change.id.value, id);
    }
    return {};
}

/// Tables that the draft fills get their indexes at its end. Where something is removed they must stand, to say who
/// still refers to it.
Result<void> Writer::takeIndexesAway(const model::Draft& draft)
{
    std::array<qsizetype, model::entityCount> created{};
    for (const Change& change : draft.changes) {
        if (change.op == ChangeOp::Remove)
            return {};
        if (change.op == ChangeOp::Create)
            ++created[static_cast<std::size_t>(change.entity)];
    }
    for (const Entity entity : model::allEntities()) {
        const auto worthIt = IndexBuild::isWorthIt(m_database, entity, created[static_cast<std::size_t>(entity)]);
        if (!worthIt)
            return fail(worthIt.error());
        if (!*worthIt)
            continue;
        auto build = IndexBuild::takeAway(m_database, entity);
        if (!build)
            return fail(build.error());
        m_indexBuilds.push_back(std::move(*build));
    }
    return {};
}

Result<void> Writer::buildIndexesAnew()
{
    for (const IndexBuild& build : m_indexBuilds) {
        if (auto built = build.buildAnew(m_database); !built)
            return built;
    }
    return {};
}

Result<Change> Writer::resolved(const Change& change, qsizetype position) const
{
    Change ready{change.op, change.entity, change.id, change.seenRevision, {}, {}};
    if (change.op == ChangeOp::Create) {
        ready.id = m_created[static_cast<std::size_t>(position)];
        ready.seenRevision = change.id.isValid() ? 1 : 0; // a record with an id of its own may have been here before
    } else if (change.id.value < 0)
        ready.id = m_placeholders.value(change.id.value);
    if (change.op == ChangeOp::Remove)
        return ready;
    auto after = checkedPatch(change.entity, change.after, m_placeholders);
    if (!after)
        return fail(after.error());
    ready.after = std::move(*after);
    return ready;
}

Result<void> Writer::apply(Change change)
{
    switch (change.op) {
    case ChangeOp::Create: return create(change);
    case ChangeOp::Update: return update(change);
    case ChangeOp::Remove: break;
    }
    return remove(change);
}

Result<void> Writer::create(Change& change)
{
    if (auto complete = checkComplete(change.entity, change.after); !complete)
        return complete;
    const bool comesBack = change.seenRevision != 0;
    change.seenRevision = 1;
    if (comesBack) {
        // A record that comes back (undo) goes on with its revisions, so that an old view of it is still stale.
        Statement& last = m_database.use("SELECT max(revision) FROM audit_change WHERE record = ?");
        last.bindInteger(1, change.id.value);
        if (last.step() == Step::Row)
            change.seenRevision = last.integer(0) + 1;
        last.reset();
    }
    m_payload.clear();
    m_payload.number(0);
    m_payload.number(static_cast<quint64>(change.after.size()));
    std::vector<PayloadWriter::Span> texts;
    texts.reserve(static_cast<std::size_t>(change.after.size()));
    for (const FieldValue& each : std::as_const(change.after)) {
        m_payload.number(static_cast<quint64>(m_codes.codeOf(change.entity, each.field)));
        texts.push_back(m_payload.value(each.value));
    }
    if (auto inserted = insertRow(change, texts); !inserted)
        return inserted;
    return log(change);
}

Result<void> Writer::insertRow(const Change& change, const std::vector<PayloadWriter::Span>& texts)
{
    const Table& table = tableOf(change.entity);
    Statement& insert = insertOf(change.entity);
    insert.clearBindings();
    insert.bindInteger(1, change.id.value);
    insert.bindInteger(2, change.seenRevision);
    for (qsizetype i = 0; i < change.after.size(); ++i) {
        const FieldValue& each = change.after.at(i);
        const int parameter = table.positions[static_cast<std::size_t>(each.field)] + 1;
        if (std::holds_alternative<QString>(each.value))
            insert.bindText(parameter, m_payload.at(texts[static_cast<std::size_t>(i)]));
        else
            bindValue(insert, parameter, each.value);
    }
    const Step step = insert.step();
    const Error failure = step == Step::Failed ? failedWrite(change) : Error();
    insert.reset();
    if (step == Step::Failed)
        return fail(failure);
    return {};
}

Result<void> Writer::update(Change& change)
{
    auto now = current(change);
    if (!now)
        return fail(now.error());
    if (auto seen = checkSeen(change, *now); !seen)
        return seen;
    Patches patches = differencesFrom(*now, change.after);
    if (patches.after.isEmpty())
        return {};
    change.before = std::move(patches.before);
    change.after = std::move(patches.after);
    change.seenRevision = now->revision + 1;
    if (auto updated = updateRow(change); !updated)
        return updated;
    m_payload.clear();
    writePatch(m_payload, m_codes, change.entity, change.before);
    writePatch(m_payload, m_codes, change.entity, change.after);
    return log(change);
}

Result<void> Writer::updateRow(const Change& change)
{
    const Table& table = tableOf(change.entity);
    QByteArray sql = "UPDATE " + quoted(table.name) + " SET revision = ?";
    for (const FieldValue& each : change.after) {
        const QByteArray& column = table.columns[static_cast<std::size_t>(each.field)];
        sql += ", " + quoted(column) + " = ?";
        if (table.description->field(each.field).kind == model::Kind::Money)
            sql += ", " + quoted(column + "_currency") + " = ?";
    }
    Statement& statement = m_database.use(sql + " WHERE id = ?");
    statement.bindInteger(1, change.seenRevision);
    int parameter = 2;
    for (const FieldValue& each : change.after) {
        bindValue(statement, parameter, each.value);
        parameter += table.description->field(each.field).kind == model::Kind::Money ? 2 : 1;
    }
    statement.bindInteger(parameter, change.id.value);
    const Step step = statement.step();
    const Error failure = step == Step::Failed ? failedWrite(change) : Error();
    statement.reset();
    if (step == Step::Failed)
        return fail(failure);
    return {};
}

Result<void> Writer::remove(Change& change)
{
    const auto now = current(change);
    if (!now)
        return fail(now.error());
    if (change.seenRevision != 0 && change.seenRevision != now->revision)
        return fail(clash(change, *now));
    change.before = model::removeOf(*now).before;
    change.seenRevision = now->revision + 1;
    Statement& statement = m_database.use("DELETE FROM " + quoted(tableOf(change.entity).name) + " WHERE id = ?");
    statement.bindInteger(1, change.id.value);
    if (auto removed = m_database.finish(statement); !removed)
        return removed;
    m_payload.clear();
    writePatch(m_payload, m_codes, change.entity, change.before);
    m_payload.number(0);
    return log(change);
}

Result<void> Writer::log(Change& change)
{
    const ChangeRow row{++m_heads.changeCount, static_cast<qint64>(change.op), m_codes.codeOf(change.entity), change.id.value, change.seenRevision, m_payload.bytes()};
    const QByteArray& hash = m_chain.extend(row);
    if (!m_logInsert)
        m_logInsert = &m_database.use("INSERT INTO audit_change (seq, set_id, op, entity, record, revision, payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    Statement& insert = *m_logInsert;
    insert.bindInteger(1, row.seq);
    insert.bindInteger(2, m_header.id.value);
    insert.bindInteger(3, row.op);
    insert.bindInteger(4, row.entityCode);
    insert.bindInteger(5, row.record);
    insert.bindInteger(6, row.revision);
    insert.bindBlob(7, row.payload);
    insert.bindBlob(8, hash);
    if (auto done = m_database.finish(insert); !done)
        return done;
    m_done.append(std::move(change));
    return {};
}

Result<void> Writer::closeSet()
{
    m_header.changeCount = m_done.size();
    if (auto inserted = insertSet(m_database, m_header, m_codes.names().size()); !inserted)
        return inserted;
    m_heads.setCount = m_header.id.value;
    m_heads.hash = m_chain.head();
    if (auto written = writeHeads(m_database, m_heads); !written)
        return written;
    if (m_database.hasOpenReferences())
        return fail(brokenReference());
    return {};
}

Result<Record> Writer::current(const Change& change)
{
    const Table& table = tableOf(change.entity);
    Statement& row = m_database.use("SELECT " + table.rowColumns("t") + " FROM " + quoted(table.name) + " t WHERE t.id = ?");
    row.bindInteger(1, change.id.value);
    const Step step = row.step();
    if (step == Step::Failed)
        return fail(m_database.error());
    if (step == Step::Done)
        return fail(ErrorCode::NotFound, whereName(change.entity, change.id));
    Record record = readRecord(table, row);
    row.reset();
    return record;
}

Result<void> Writer::checkSeen(const Change& change, const Record& now)
{
    if (change.seenRevision == 0 || change.seenRevision == now.revision)
        return {};
    Statement& row = m_database.use("SELECT " + QByteArray(changeColumns) + " FROM audit_change c WHERE c.record = ? AND c.revision > ?");
    row.bindInteger(1, change.id.value);
    row.bindInteger(2, change.seenRevision);
    QSet<int> touched;
    Step step = row.step();
    for (; step == Step::Row; step = row.step()) {
        const auto later = readChange(row, m_codes);
        if (!later)
            return fail(later.error());
        for (const FieldValue& each : later->after)
            touched.insert(each.field);
    }
    if (step == Step::Failed)
        return fail(m_database.error()); // what was not read may be the same field
    row.reset();
    const auto overlaps = [&](const FieldValue& each) { return touched.contains(each.field) && now.at(each.field) != each.value; };
    if (std::any_of(change.after.begin(), change.after.end(), overlaps))
        return fail(clash(change, now));
    return {};
}

Error Writer::clash(const Change& change, const Record& now)
{
    model::Conflict conflict{change.entity, change.id, change.after, {}};
    for (const FieldValue& each : change.after)
        conflict.current.append({each.field, now.at(each.field)});
    m_conflict = std::move(conflict);
    return {ErrorCode::Conflict, model::titleOf(now), whereName(change.entity, change.id), base::Retry::AfterReading};
}

/// Says which field met a value that another record has; any other failure as the database puts it.
Error Writer::failedWrite(const Change& change)
{
    const int code = m_database.code();
    const Error failure = m_database.error();
    if (code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
        return {ErrorCode::Conflict, whereName(change.entity, change.id), failure.detail, base::Retry::AfterReading};
    if (code != SQLITE_CONSTRAINT_UNIQUE)
        return failure;
    const Table& table = tableOf(change.entity);
    for (const FieldValue& each : change.after) {
        if (!table.description->field(each.field).has(model::Unique))
            continue;
        Statement& other = m_database.use("SELECT 1 FROM " + quoted(table.name) + " t WHERE casefold(" + columnOf("t", change.entity, each.field)
                                          + ") = casefold(?) AND t.id <> ?");
        bindValue(other, 1, each.value);
        other.bindInteger(2, change.id.value);
        const bool taken = other.step() == Step::Row;
        other.reset();
        if (taken)
            return {ErrorCode::Duplicate, subjectOf(change.entity, each.field, each.value), failure.detail};
    }
    return {ErrorCode::Duplicate, whereName(change.entity, change.id), failure.detail};
}

/// Finds the reference that would break: one that names nothing, or one that still names what is removed here.
Error Writer::brokenReference()
{
    for (const Change& change : std::as_const(m_done)) {
        const model::EntityDescription& description = model::describe(change.entity);
        for (const FieldValue& each : change.after) {
            const auto* id = std::get_if<Id>(&each.value);
            if (!id)
                continue;
            Statement& target = m_database.use("SELECT 1 FROM " + quoted(tableOf(description.field(each.field).target).name) + " WHERE id = ?");
            target.bindInteger(1, id->value);
            const bool exists = target.step() == Step::Row;
            target.reset();
            if (!exists)
                return {ErrorCode::NotFound, subjectOf(change.entity, each.field, each.value), QStringLiteral("the record referred to does not exist")};
        }
    }
    for (const Change& change : std::as_const(m_done)) {
        if (change.op == ChangeOp::Remove && isReferred(m_database, change.entity, change.id))
            return {ErrorCode::InUse, model::titleOf(model::patched(model::emptyRecord(change.entity), change.before)), whereName(change.entity, change.id)};
    }
    return {ErrorCode::Invalid, m_database.path(), QStringLiteral("a reference is broken")};
}

Statement& Writer::insertOf(Entity entity)
{
    Statement*& insert = m_inserts[static_cast<std::size_t>(entity)];
    if (!insert)
        insert = &m_database.use(tableOf(entity).insertSql());
    return *insert;
}

} // namespace qm::store
