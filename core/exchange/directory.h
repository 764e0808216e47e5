#pragma once

#include "core/exchange/names.h"
#include "core/model/change.h"
#include "core/model/snapshot.h"

#include <QVarLengthArray>

#include <array>

namespace qm::exchange {

/// Who and what is known during an import, by every name it goes by: the records of the snapshot and those that
/// rows of the file add. Ids of the latter are negative placeholders.
class Directory
{
public:
    explicit Directory(const model::Snapshot& snapshot);

    base::Id nextPlaceholder() { return {--m_lastPlaceholder}; }

    /// What a record goes by, folded once for match() and add().
    struct Keys
    {
        struct Unique
        {
            std::size_t position; ///< among the unique fields of the entity
            QString folded;
        };
        QVarLengthArray<Unique, 4> unique;
        QString title;
        QStringList aliases;
    };
    Keys keysOf(const model::Record& record) const;
    Keys keysOf(model::Entity entity, const model::Patch& values) const;

    void add(const model::Record& record) { add(record.entity, record.id, keysOf(record)); }
    void add(model::Entity entity, base::Id id, const Keys& keys);

    struct Match
    {
        base::Id id;    ///< the record with one of the unique values (or the title, where there is none); 0: new
        int clash = -1; ///< a unique field whose value belongs to a different record
        bool several = false; ///< more than one has the title
    };
    Match match(model::Entity entity, const Keys& keys);

    using Found = Names::Found;
    /// By facts told of a record: unique fields first, then its name.
    Found find(model::Entity entity, const QHash<QString, QString>& facts);

    /// A new record made of the facts; nullopt when such a thing is not added on hearsay.
    std::optional<model::Record> recordFrom(model::Entity entity, const QHash<QString, QString>& facts) const;

    /// The record whose title is spelled most alike, if any is alike at all.
    QString closest(model::Entity entity, const QString& name) const;

private:
    struct Title
    {
        QString text;
        base::Id id;
    };

    /// One entity: its unique fields and what stands in them.
    struct Known
    {
        std::vector<int> uniqueFields;
        std::vector<Names> unique; ///< by unique field, folded
        std::vector<Title> titles; ///< and aliases, in the order they came
        Names names;               ///< the titles, folded; see namesOf()
        std::size_t named = 0;     ///< how many titles are in `names`
        int aliasField = -1;
    };

    template <class ValueOf>
    Keys keysBy(model::Entity entity, ValueOf valueOf) const;
    /// Most files match by unique fields alone: names are folded when somebody first asks for one.
    const Names& namesOf(model::Entity entity);
    const Known& known(model::Entity entity) const { return m_known[static_cast<std::size_t>(entity)]; }

    std::array<Known, model::entityCount> m_known;
    qint64 m_lastPlaceholder = 0;
};

} // namespace qm::exchange
