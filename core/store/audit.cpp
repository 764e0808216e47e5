#include "core/store/audit.h"

#include "core/store/table.h"

#include <array>

namespace qm::store {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::CauseKind;

const std::array<QString, 7>& causeKeys()
{
    static const std::array<QString, 7> keys = {QStringLiteral("person"), QStringLiteral("import"), QStringLiteral("sync"), QStringLiteral("rule"),
                                                QStringLiteral("run"),    QStringLiteral("undo"),   QStringLiteral("sample")};
    return keys;
}

Result<QStringList> readNameList(Database& database)
{
    Statement row = database.prepare("SELECT name FROM audit_name ORDER BY code");
    QStringList names;
    Step step = row.step();
    for (; step == Step::Row; step = row.step())
        names.append(row.string(0));
    if (step == Step::Failed)
        return fail(database.error());
    return names;
}

/// A row that somebody edited may name fields of another entity.
bool fitsEntity(model::Entity entity, const model::Patch& patch)
{
    const auto count = static_cast<int>(model::describe(entity).fields.size());
    return std::all_of(patch.begin(), patch.end(), [count](const model::FieldValue& each) { return each.field < count; });
}

} // namespace

const char* const setColumns = "s.id, s.actor, s.cause_kind, s.cause_text, s.cause_reference, s.effective_at, s.recorded_at, s.first_change, s.change_count, "
                               "EXISTS (SELECT 1 FROM audit_set u WHERE u.cause_kind = 'undo' AND u.cause_reference = s.id)";
const char* const changeColumns = "c.op, c.entity, c.record, c.revision, c.payload";

Result<Heads> readHeads(Database& database)
{
    Statement& row = database.use("SELECT next_id, set_count, change_count, head FROM meta WHERE id = 1");
    if (row.step() != Step::Row)
        return fail(ErrorCode::WorkspaceDamaged, database.path(), QStringLiteral("meta has no row"));
    Heads heads{row.integer(0), row.integer(1), row.integer(2), row.blob(3).toByteArray()};
    row.reset();
    return heads;
}

Result<void> writeHeads(Database& database, const Heads& heads)
{
    Statement& update = database.use("UPDATE meta SET next_id = ?, set_count = ?, change_count = ?, head = ? WHERE id = 1");
    update.bindInteger(1, heads.nextId);
    update.bindInteger(2, heads.setCount);
    update.bindInteger(3, heads.changeCount);
    update.bindBlob(4, heads.hash);
    return database.finish(update);
}

void AuditChain::enter(const SetHeader& header, const QByteArray& names)
{
    m_row.clear();
    m_row.signedNumber(header.id.value);
    m_row.text(header.actor);
    m_row.text(causeKey(header.cause.kind));
    m_row.text(header.cause.text);
    m_row.signedNumber(header.cause.reference.value);
    m_row.signedNumber(header.effectiveAt.toMSecsSinceEpoch());
    m_row.signedNumber(header.recordedAt.toMSecsSinceEpoch());
    m_hash.reset();
    m_hash.add(names);
    m_hash.add(m_row.bytes());
    m_set = m_hash.result();
}

const QByteArray& AuditChain::extend(const ChangeRow& row)
{
    m_row.clear();
    m_row.signedNumber(row.seq);
    m_row.signedNumber(row.op);
    m_row.signedNumber(row.entityCode);
    m_row.signedNumber(row.record);
    m_row.signedNumber(row.revision);
    m_hash.reset();
    m_hash.add(m_head);
    m_hash.add(m_set);
    m_hash.add(m_row.bytes());
    m_hash.add(row.payload);
    m_head = m_hash.result();
    return m_head;
}

Result<NameCodes> readNames(Database& database)
{
    auto names = readNameList(database);
    if (!names)
        return fail(names.error());
    return NameCodes(std::move(*names));
}

Result<void> addMissingNames(Database& database)
{
    const auto names = readNameList(database);
    if (!names)
        return fail(names.error());
    qint64 code = names->size();
    for (const QString& name : NameCodes::missing(*names)) {
        Statement& insert = database.use("INSERT INTO audit_name (code, name) VALUES (?, ?)");
        insert.bindInteger(1, ++code);
        insert.bind(2, name);
        if (auto done = database.finish(insert); !done)
            return done;
    }
    return {};
}

Result<void> insertSet(Database& database, const SetHeader& header, qint64 nameCount)
{
    Statement& insert = database.use("INSERT INTO audit_set (id, actor, cause_kind, cause_text, cause_reference, effective_at, recorded_at, "
                                     "first_change, change_count, name_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bindInteger(1, header.id.value);
    insert.bind(2, header.actor);
    insert.bind(3, causeKey(header.cause.kind));
    insert.bind(4, header.cause.text);
    insert.bindInteger(5, header.cause.reference.value);
    insert.bindCopy(6, isoText(header.effectiveAt));
    insert.bindCopy(7, isoText(header.recordedAt));
    insert.bindInteger(8, header.firstChange);
    insert.bindInteger(9, header.changeCount);
    insert.bindInteger(10, nameCount);
    return database.finish(insert);
}

QString causeKey(CauseKind kind)
{
    return causeKeys()[static_cast<std::size_t>(kind)];
}

CauseKind causeFromKey(QStringView key)
{
    const auto found = std::find(causeKeys().begin(), causeKeys().end(), key);
    return found == causeKeys().end() ? CauseKind::Person : static_cast<CauseKind>(found - causeKeys().begin());
}

SetHeader readSetHeader(const Statement& row, int firstColumn)
{
    return {base::Id{row.integer(firstColumn)},
            row.string(firstColumn + 1),
            {causeFromKey(row.string(firstColumn + 2)), row.string(firstColumn + 3), base::Id{row.integer(firstColumn + 4)}},
            instantFromIso(row.text(firstColumn + 5)),
            instantFromIso(row.text(firstColumn + 6)),
            row.integer(firstColumn + 7),
            row.integer(firstColumn + 8),
            row.integer(firstColumn + 9) != 0};
}

Result<model::Change> readChange(const Statement& row, const NameCodes& codes)
{
    const auto entity = codes.entityOf(row.integer(1));
    auto patches = readPatches(row.blob(4), codes);
    const qint64 op = row.integer(0);
    if (!entity || !patches || op < 0 || op > 2 || !fitsEntity(*entity, patches->before) || !fitsEntity(*entity, patches->after))
        return fail(ErrorCode::WorkspaceDamaged, {}, QStringLiteral("an audit row can't be read"));
    return model::Change{static_cast<model::ChangeOp>(op), *entity, base::Id{row.integer(2)}, row.integer(3), std::move(patches->before), std::move(patches->after)};
}

} // namespace qm::store
