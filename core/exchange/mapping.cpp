#include "core/exchange/mapping.h"

#include "core/base/text.h"
#include "core/model/filter.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

static void loadExchangeResources()
{
    Q_INIT_RESOURCE(exchange_resources);
}

namespace qm::exchange {
namespace {

using model::Kind;

/// Heading reduced to its words: "Checked Out To: Username" and "checked_out_to username" are the same.
QString headingWords(QStringView heading)
{
    QString words = base::folded(heading);
    for (QChar& c : words) {
        if (!c.isLetterOrNumber())
            c = u' ';
    }
    return words.simplified();
}

QJsonObject shippedNames(model::Entity entity)
{
    static const QJsonObject all = [] {
        loadExchangeResources();
        QFile file(QStringLiteral(":/import/column_names.json"));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }();
    return all[model::describe(entity).key].toObject();
}

/// Every known heading of an entity with its target; own labels and keys first.
QList<std::pair<QString, QString>> knownHeadings(model::Entity entity)
{
    QList<std::pair<QString, QString>> known;
    for (const model::Field& field : model::describe(entity).fields) {
        if (!field.isStored() || field.has(model::Internal))
            continue;
        known.append({headingWords(QString::fromUtf8(field.label)), field.key});
        known.append({headingWords(field.key), field.key});
    }
    const QJsonObject names = shippedNames(entity);
    for (auto it = names.begin(); it != names.end(); ++it) {
        for (const QJsonValue& name : it.value().toArray())
            known.append({headingWords(name.toString()), it.key()});
    }
    return known;
}

struct Guess
{
    QString target;
    Certainty certainty = Certainty::None;
};

Guess guessTarget(const QString& words, const QList<std::pair<QString, QString>>& known)
{
    for (const auto& [heading, target] : known) {
        if (heading == words)
            return {target, Certainty::Sure};
    }
    constexpr int shortest = 5; // short words are close to too many others
    for (const auto& [heading, target] : known) {
        if (words.size() >= shortest && base::editDistance(heading, words, 1) <= 1)
            return {target, Certainty::Likely};
    }
    return {};
}

const model::Field* targetField(model::Entity entity, const QString& target)
{
    const auto path = model::resolvePath(entity, target);
    if (path.empty() || path.size() > 2)
        return nullptr;
    const model::Field& field = model::describe(path.back().entity).field(path.back().field);
    return field.isStored() ? &field : nullptr;
}

std::vector<QStringView> columnCells(const files::CsvTable& table, qsizetype column)
{
    std::vector<QStringView> cells;
    for (qsizetype row = 1; row < table.rowCount(); ++row) {
        const QStringView cell = table.cell(row, column).trimmed();
        if (!cell.isEmpty())
            cells.push_back(cell);
    }
    return cells;
}

CellForm formOf(const files::CsvTable& table, qsizetype column, const model::Field& field, base::Currency currency)
{
    CellForm form;
    form.currency = currency;
    if (field.kind == Kind::Date || field.kind == Kind::Instant)
        form.dates = dateOrderOf(columnCells(table, column));
    if (field.kind == Kind::Money)
        form.decimals = decimalSignOf(columnCells(table, column));
    return form;
}

bool isEmptyColumn(const files::CsvTable& table, qsizetype column)
{
    for (qsizetype row = 1; row < table.rowCount(); ++row) {
        if (!table.cell(row, column).trimmed().isEmpty())
            return false;
    }
    return true;
}

} // namespace

Mapping guessMapping(const files::CsvTable& table, model::Entity entity, base::Currency currency)
{
    Mapping mapping{entity, {}};
    if (table.rowCount() == 0)
        return mapping;
    const auto known = knownHeadings(entity);
    QSet<QString> taken;
    for (qsizetype column = 0; column < table.cellCount(0); ++column) {
        ColumnMapping each;
        each.column = table.cell(0, column).trimmed().toString();
        Guess guess = guessTarget(headingWords(each.column), known);
        // A place may be told by two columns; anything else only by the first, the rest is for the reader to decide.
        const model::Field* field = targetField(entity, guess.target);
        const bool shared = field && field->kind == Kind::Reference && field->target == model::Entity::Site;
        if (field && (!taken.contains(guess.target) || shared) && !isEmptyColumn(table, column)) {
            each.target = guess.target;
            each.certainty = guess.certainty;
            each.form = formOf(table, column, *field, currency);
            taken.insert(guess.target);
        }
        each.form.currency = currency;
        mapping.columns.append(each);
    }
    return mapping;
}

base::Result<Mapping> withTarget(const files::CsvTable& table, Mapping mapping, const QString& column, const QString& target)
{
    const auto found = std::find_if(mapping.columns.begin(), mapping.columns.end(), [&column](const ColumnMapping& each) {
        return headingWords(each.column) == headingWords(column);
    });
    if (found == mapping.columns.end())
        return base::fail(base::ErrorCode::NotFound, column, QStringLiteral("no such column"));
    const model::Field* field = targetField(mapping.entity, target);
    if (!field && !target.isEmpty())
        return base::fail(base::ErrorCode::Invalid, target, QStringLiteral("no such field"));
    found->target = target;
    found->certainty = target.isEmpty() ? Certainty::None : Certainty::Chosen;
    if (field)
        found->form = formOf(table, found - mapping.columns.begin(), *field, found->form.currency);
    return mapping;
}

QList<Question> questionsOf(const files::CsvTable& table, const Mapping& mapping)
{
    QList<Question> questions;
    for (int column = 0; column < mapping.columns.size(); ++column) {
        const ColumnMapping& each = mapping.columns.at(column);
        const model::Field* field = targetField(mapping.entity, each.target);
        if (!field || (each.form.dates != DateOrder::Ask && each.form.decimals != DecimalSign::Ask))
            continue;
        for (qsizetype row = 1; row < table.rowCount(); ++row) {
            const QStringView cell = table.cell(row, column).trimmed();
            const auto value = readCell(*field, cell, each.form);
            if (cell.isEmpty() || value || value.error().code != base::ErrorCode::Ambiguous)
                continue;
            questions.append({column, row + 1, cell.toString(), field->kind});
            break;
        }
    }
    return questions;
}

} // namespace qm::exchange
