#pragma once

#include "core/exchange/directory.h"
#include "core/exchange/import_plan.h"

namespace qm::exchange {

/// A record that a row names through one of its reference fields, by what the file tells of it.
struct NamedRecord
{
    int field = 0;                  ///< the reference field
    QString column;                 ///< the first column that tells of it
    QHash<QString, QString> facts;  ///< by field key of the named entity; "" is a plain name
    QString text() const;           ///< as the file says it
};

/// One row on its way to a change.
struct RowDraft
{
    qint64 row = 0;
    base::Id id;                             ///< of the record it is about; negative: a placeholder
    model::Patch values;                     ///< what the row says, in the order of the fields; references still missing
    const model::Record* existing = nullptr; ///< of the snapshot
    QList<NamedRecord> named;

    const model::Value& value(int field) const { return valueIn(values, field); }
    void set(int field, model::Value value);
    bool names(int field) const
    {
        return std::any_of(named.begin(), named.end(), [field](const NamedRecord& each) { return each.field == field; });
    }
};

/// Turns rows of cells into drafts by a mapping and notes every cell it could not take.
class RowReader
{
public:
    RowReader(const files::CsvTable& table, const Mapping& mapping);

    RowDraft read(qsizetype row);
    QList<ImportIssue> takeIssues() { return std::move(m_issues); }
    QStringList leftOutColumns() const { return m_leftOut; }
    /// The heading of the column that a field comes from; empty when none does.
    QString columnOf(const QString& target) const { return m_columnOf.value(target); }

private:
    struct Target
    {
        qsizetype column = 0;
        QString heading;
        int field = 0;
        QString fact; ///< field key within the named record
        bool isReference = false;
        const model::Field* description = nullptr;
        CellForm form;
    };

    void noteExtraCells(qsizetype row);
    QString joined(const Target& target, QStringView cell, qint64 row);
    void readText(const Target& target, QStringView cell, RowDraft& draft);
    void readValue(const Target& target, QStringView cell, RowDraft& draft);
    void readName(const Target& target, QStringView cell, RowDraft& draft);

    const files::CsvTable& m_table;
    model::Entity m_entity;
    std::vector<Target> m_targets;
    QStringList m_leftOut;
    QHash<QString, QString> m_columnOf;
    QList<ImportIssue> m_issues;
};

} // namespace qm::exchange
