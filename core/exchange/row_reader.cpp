#include "core/exchange/row_reader.h"

#include "core/model/limits.h"

namespace qm::exchange {
namespace {

constexpr qsizetype longestShown = 60;

IssueKind kindOf(base::ErrorCode code)
{
    switch (code) {
    case base::ErrorCode::TextTooLong: return IssueKind::TooLong;
    case base::ErrorCode::OutOfRange: return IssueKind::OutOfRange;
    case base::ErrorCode::NotAMail: return IssueKind::NotAMail;
    default: return IssueKind::NotReadable;
    }
}

} // namespace

QString NamedRecord::text() const
{
    for (const char* key : {"", "name", "work-mail", "login", "number", "family", "given"}) {
        const QString fact = facts.value(QString::fromLatin1(key));
        if (!fact.isEmpty())
            return fact;
    }
    return facts.isEmpty() ? QString() : *facts.begin();
}

void RowDraft::set(int field, model::Value value)
{
    if (values.isEmpty() || values.constLast().field < field) {
        values.append({field, std::move(value)});
        return;
    }
    const auto at = std::lower_bound(values.begin(), values.end(), field, [](const model::FieldValue& each, int wanted) { return each.field < wanted; });
    if (at != values.end() && at->field == field)
        at->value = std::move(value);
    else
        values.insert(at, {field, std::move(value)});
}

RowReader::RowReader(const files::CsvTable& table, const Mapping& mapping)
    : m_table(table)
    , m_entity(mapping.entity)
{
    for (qsizetype column = 0; column < mapping.columns.size(); ++column) {
        const ColumnMapping& each = mapping.columns.at(column);
        const auto path = model::resolvePath(mapping.entity, each.target);
        if (path.empty() || !model::describe(mapping.entity).field(path.front().field).isStored()) {
            m_leftOut.append(each.column);
            continue;
        }
        const model::Field& first = model::describe(mapping.entity).field(path.front().field);
        const model::Field& last = model::describe(path.back().entity).field(path.back().field);
        m_columnOf.insert(each.target, each.column);
        m_targets.push_back({column, each.column, path.front().field, path.size() > 1 ? last.key : QString(),
                             first.kind == model::Kind::Reference, &last, each.form});
    }
}

RowDraft RowReader::read(qsizetype row)
{
    RowDraft draft;
    draft.row = row + 1;
    draft.values.reserve(static_cast<qsizetype>(m_targets.size()) + 1); // a name may be composed
    noteExtraCells(row);
    for (const Target& target : m_targets) {
        const QStringView cell = m_table.cell(row, target.column).trimmed();
        const bool isLine = target.isReference || model::isLine(*target.description);
        const bool isSplit = isLine && !model::isOneLine(cell);
        if (isSplit)
            readText(target, joined(target, cell, draft.row), draft);
        else
            readText(target, cell, draft);
    }
    return draft;
}

/// What stood on several lines where a line stands, on one.
QString RowReader::joined(const Target& target, QStringView cell, qint64 row)
{
    const QString line = model::onOneLine(cell.toString());
    if (!line.isEmpty())
        m_issues.append({row, target.heading, IssueKind::SeveralLines, model::shortened(line, longestShown), {}});
    return line;
}

void RowReader::readText(const Target& target, QStringView cell, RowDraft& draft)
{
    if (cell.isEmpty())
        return;
    if (target.isReference)
        readName(target, cell, draft);
    else
        readValue(target, cell, draft);
}

void RowReader::noteExtraCells(qsizetype row)
{
    QStringList extra;
    for (qsizetype column = m_table.cellCount(0); column < m_table.cellCount(row); ++column) {
        const QStringView cell = m_table.cell(row, column).trimmed();
        if (!cell.isEmpty())
            extra.append(cell.toString());
    }
    if (!extra.isEmpty())
        m_issues.append({row + 1, QString(), IssueKind::ExtraCells, model::shortened(extra.join(QStringLiteral(", ")), longestShown), {}});
}

void RowReader::readValue(const Target& target, QStringView cell, RowDraft& draft)
{
    auto value = readCell(*target.description, cell, target.form);
    if (!value) {
        const IssueKind kind = value.error().code == base::ErrorCode::Ambiguous ? IssueKind::TwoReadings : IssueKind::NotReadable;
        m_issues.append({draft.row, target.heading, kind, cell.toString(), target.description->key});
        return;
    }
    if (const auto fits = model::checkContent(m_entity, target.field, *value); !fits) {
        m_issues.append({draft.row, target.heading, kindOf(fits.error().code), model::shortened(cell.toString(), longestShown), fits.error().detail});
        return;
    }
    draft.set(target.field, std::move(*value));
}

void RowReader::readName(const Target& target, QStringView cell, RowDraft& draft)
{
    auto named = std::find_if(draft.named.begin(), draft.named.end(), [&target](const NamedRecord& each) { return each.field == target.field; });
    if (named == draft.named.end()) {
        draft.named.append({target.field, target.heading, {}});
        named = draft.named.end() - 1;
    }
    const QString before = named->facts.value(target.fact);
    if (!before.isEmpty() && before != cell)
        m_issues.append({draft.row, target.heading, IssueKind::TwoColumns, before, cell.toString()});
    named->facts.insert(target.fact, cell.toString());
}

} // namespace qm::exchange
