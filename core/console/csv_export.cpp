#include "core/console/console.h"
#include "core/files/csv.h"

#include <QFileInfo>
#include <QSaveFile>

namespace qm::console {
namespace {

using base::ErrorCode;
using base::fail;
using base::Id;
using base::Result;
using model::Record;

using ExportTitles = QHash<Id, QString>;

/// The names of everything that the exported fields refer to.
Result<ExportTitles> titlesOf(store::Store& store, const std::vector<Record>& records, const QList<int>& fields)
{
    QHash<int, QSet<Id>> wanted;
    for (const Record& record : records) {
        for (const int field : fields) {
            if (const auto* id = std::get_if<Id>(&record.at(field)))
                wanted[static_cast<int>(model::describe(record.entity).field(field).target)].insert(*id);
        }
    }
    ExportTitles titles;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        auto part = store.titles(static_cast<model::Entity>(it.key()), it.value());
        if (!part)
            return fail(part.error());
        titles.insert(*part);
    }
    return titles;
}

QStringList cellsOf(const Record& record, const QList<int>& fields, const ExportTitles& titles)
{
    QStringList cells;
    for (const int field : fields) {
        const model::Value& value = record.at(field);
        const auto* id = std::get_if<Id>(&value);
        cells.append(id ? titles.value(*id) : model::toText(model::describe(record.entity).field(field).kind, value));
    }
    return cells;
}

Result<qint64> writeExport(store::Store& store, const CsvExport& wanted)
{
    auto records = store.load(wanted.query);
    if (!records)
        return fail(records.error());
    QList<int> fields;
    for (const QString& key : wanted.fields)
        fields.append(model::describe(wanted.query.entity).indexOf(key));
    const auto titles = titlesOf(store, *records, fields);
    if (!titles)
        return fail(titles.error());
    QSaveFile file(wanted.path);
    const QString name = QFileInfo(wanted.path).fileName();
    if (files::isWorkspaceFile(name))
        return fail(ErrorCode::FileUnwritable, name, QStringLiteral("a workspace"));
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::FileUnwritable, name, file.errorString());
    file.write("\xEF\xBB\xBF"); // spreadsheet programs take it for Latin-1 else
    file.write(files::csvLine(wanted.headings).toUtf8());
    for (const Record& record : *records)
        file.write(files::csvLine(cellsOf(record, fields, *titles)).toUtf8());
    if (!file.commit())
        return fail(ErrorCode::FileUnwritable, name, file.errorString());
    return static_cast<qint64>(records->size());
}

} // namespace

Answer<qint64> Console::exportCsv(CsvExport wanted) const
{
    return m_services.reads.ask([wanted = std::move(wanted)](store::Store& store) { return writeExport(store, wanted); });
}

} // namespace qm::console
