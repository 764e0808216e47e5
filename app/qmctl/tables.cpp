#include "app/qmctl/tables.h"

#include "app/qmctl/command.h"
#include "ui/format/words.h"

#include <QSet>

namespace qm::qmctl {

base::Result<QHash<base::Id, QString>> titlesFor(console::Console& console, const std::vector<model::Record>& records)
{
    QHash<int, QSet<base::Id>> wanted;
    for (const model::Record& record : records) {
        const auto& fields = model::describe(record.entity).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (const auto* id = std::get_if<base::Id>(&record.at(static_cast<int>(i))))
                wanted[static_cast<int>(fields[i].target)].insert(*id);
        }
    }
    QHash<base::Id, QString> titles;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        auto some = wait(console.titles(static_cast<model::Entity>(it.key()), it.value()));
        if (!some)
            return some;
        titles.insert(*some);
    }
    return titles;
}

QJsonObject recordJson(const model::Record& record, const QStringList& columns, const QHash<base::Id, QString>& titles)
{
    QJsonObject object;
    if (columns.isEmpty() || columns.contains(QStringLiteral("id")))
        object.insert(QStringLiteral("id"), record.id.value);
    if (columns.isEmpty() || columns.contains(QStringLiteral("revision")))
        object.insert(QStringLiteral("revision"), record.revision);
    const auto& fields = model::describe(record.entity).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const model::Field& field = fields[i];
        if (columns.isEmpty() ? field.has(model::Internal) : !columns.contains(field.key))
            continue;
        const model::Value& value = record.at(static_cast<int>(i));
        const bool isReference = std::holds_alternative<base::Id>(value);
        object.insert(field.key, isReference ? QJsonValue(format::plainText(field, value, titles)) : model::toJson(value));
    }
    return object;
}

QString textTable(const QStringList& headings, const QList<QStringList>& rows)
{
    constexpr qsizetype widest = 40;
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < headings.size(); ++column) {
        qsizetype width = headings.at(column).size();
        for (const QStringList& row : rows)
            width = std::max(width, row.value(column).size());
        widths.append(std::min(width, widest));
    }
    QString text;
    for (const QStringList& row : QList<QStringList>{headings} + rows) {
        QStringList cells;
        for (qsizetype column = 0; column < headings.size(); ++column) {
            QString cell = row.value(column).section(u'\n', 0, 0);
            if (cell.size() > widths.at(column))
                cell = cell.left(widths.at(column) - 1) + QChar(0x2026);
            cells.append(column + 1 < headings.size() ? cell.leftJustified(widths.at(column)) : cell);
        }
        text += cells.join(QStringLiteral("  ")) + u'\n';
    }
    return text;
}

} // namespace qm::qmctl
