#pragma once

#include "core/model/snapshot.h"

namespace qm::exchange {

/// Who and what is known during an import, by every name it goes by: the records of the snapshot and those that
/// rows of the file add. Ids of the latter are negative placeholders.
class Directory
{
public:
    explicit Directory(const model::Snapshot& snapshot);

    base::Id nextPlaceholder() { return {--m_lastPlaceholder}; }
    void add(const model::Record& record);

    struct Match
    {
        base::Id id;    ///< the record with one of the unique values (or the title, where there is none); 0: new
        int clash = -1; ///< a unique field whose value belongs to a different record
    };
    Match match(const model::Record& record) const;

    struct Found
    {
        base::Id id;
        bool several = false;
    };
    /// By facts told of a record: unique fields first, then its name.
    Found find(model::Entity entity, const QHash<QString, QString>& facts) const;

    /// A new record made of the facts; nullopt when such a thing is not added on hearsay.
    std::optional<model::Record> recordFrom(model::Entity entity, const QHash<QString, QString>& facts) const;

    /// The record whose title is spelled most alike, if any is alike at all.
    QString closest(model::Entity entity, const QString& name) const;

private:
    using Names = QHash<QString, QList<base::Id>>;

    void addName(model::Entity entity, const QString& name, base::Id id);

    QHash<std::pair<int, int>, Names> m_unique; ///< by (entity, field)
    QHash<int, Names> m_names;
    QHash<int, QStringList> m_titles;
    qint64 m_lastPlaceholder = 0;
};

} // namespace qm::exchange
