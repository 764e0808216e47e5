#pragma once

#include "core/model/identity.h"
#include "core/model/people.h"
#include "core/sync/reconcile.h"

namespace qm::test {

using base::Id;
using model::Entity;
using model::Record;
using Coverage = vendor::StreamRows::Coverage;

constexpr Id source{900};
constexpr Id otherSource{950};
constexpr Id app{901};

inline QString text(const char* latin)
{
    return QString::fromLatin1(latin);
}

inline vendor::Row row(const char* table, const QString& key, const QJsonObject& fields)
{
    return {text(table), key, fields, {}};
}
inline vendor::Row patch(const char* table, const QString& key, const QJsonObject& fields)
{
    return {text(table), key, fields, vendor::OutRule::Mode::Patch};
}

/// A whole reading of a stream that alone tells what it tells.
inline sync::Told told(const QStringList& tables, QList<vendor::Row> rows, Coverage coverage = Coverage::Complete)
{
    sync::Told told;
    told.source = source;
    told.app = app;
    told.appName = text("Directory");
    told.stream = tables.join(u'+');
    told.coverage = coverage;
    told.tables = QSet<QString>(tables.begin(), tables.end());
    told.rows = std::move(rows);
    return told;
}

inline vendor::Row accountRow(const char* id, const char* login, const char* status)
{
    return row("account", text(id), {{text("username"), text(login)}, {text("email"), text(login)}, {text("status"), text(status)}});
}
inline vendor::Row groupRow(const char* id, const char* name)
{
    return row("group", text(id), {{text("name"), text(name)}});
}
inline vendor::Row memberRow(const char* group, const char* account)
{
    return row("membership", text(group) + u'/' + text(account), {{text("group"), text(group)}, {text("account"), text(account)}});
}
inline sync::Told users(QList<vendor::Row> rows)
{
    return told({text("account")}, std::move(rows));
}
inline sync::Told groups(QList<vendor::Row> rows)
{
    return told({text("group"), text("membership")}, std::move(rows));
}

inline model::Person person(const char* mail, const char* aliases = "")
{
    model::Person person;
    person.name = text(mail).section(u'@', 0, 0);
    person.workMail = text(mail);
    person.aliases = text(aliases);
    return person;
}

/// A workspace in memory: applies changes as the store would, ids in order.
class MemoryWorkspace
{
public:
    explicit MemoryWorkspace(const QList<model::Person>& people = {})
    {
        for (const model::Person& each : people)
            put(model::recordOf(each));
        Record directory = model::emptyRecord(Entity::App);
        directory.set(u"name", text("Directory"));
        directory.id = app;
        directory.revision = 1;
        m_records[static_cast<int>(Entity::App)].push_back(directory);
    }
    Id put(Record record)
    {
        record.id = Id{++m_last};
        record.revision = 1;
        m_records[static_cast<int>(record.entity)].push_back(record);
        return record.id;
    }
    /// Somebody's own word from here on.
    void enter(Entity entity, Id id, const char16_t* field, const model::Value& value)
    {
        m_held.insert({id, model::describe(entity).indexOf(QStringView(field))});
        for (Record& record : m_records[static_cast<int>(entity)]) {
            if (record.id == id)
                record.set(QStringView(field), value);
        }
    }
    sync::Reconciled look(sync::Told told) const
    {
        told.held = [this](const Record& record, int field) { return m_held.contains({record.id, field}); };
        told.drifts = m_drifts;
        return sync::reconcile(snapshot(), told);
    }
    sync::Reconciled apply(const sync::Told& told)
    {
        sync::Reconciled result = look(told);
        QHash<qint64, Id> real;
        for (const model::Change& change : result.changes) {
            if (change.op == model::ChangeOp::Create)
                real.insert(change.id.value, Id{++m_last});
        }
        for (const model::Change& change : result.changes) {
            if (change.op == model::ChangeOp::Create)
                create(change, real);
            else
                edit(change, real);
        }
        for (const sync::Difference& drift : result.drifts)
            m_drifts.insert({drift.record, drift.field}, sync::keptForm(drift.theirs));
        for (const sync::Place& place : result.agreed)
            m_drifts.remove(place);
        return result;
    }
    model::Snapshot snapshot() const
    {
        model::Snapshot snapshot(QDate(2026, 11, 23));
        for (auto it = m_records.begin(); it != m_records.end(); ++it)
            snapshot.add(static_cast<Entity>(it.key()), it.value());
        return snapshot;
    }
    std::vector<Record> all(Entity entity) const { return m_records.value(static_cast<int>(entity)); }
    Record only(Entity entity) const { return all(entity).size() == 1 ? all(entity).front() : Record{}; }
    Record keyed(Entity entity, const char* externalId) const
    {
        for (const Record& record : all(entity)) {
            if (record.text(u"external-id") == text(externalId))
                return record;
        }
        return Record{};
    }
    const QHash<sync::Place, QByteArray>& drifts() const { return m_drifts; }
    /// Every record without its id, sorted: what two ways to the same place have in common.
    QStringList contents() const
    {
        QStringList lines;
        const model::Snapshot now = snapshot();
        for (const auto& records : m_records) {
            for (const Record& record : records)
                lines.append(line(now, record));
        }
        lines.sort();
        return lines;
    }

private:
    static QString line(const model::Snapshot& now, const Record& record)
    {
        const model::EntityDescription& description = model::describe(record.entity);
        QStringList parts{description.key};
        for (int i = 0; i < record.values.size(); ++i) {
            const auto* id = std::get_if<Id>(&record.at(i));
            const Record* named = id ? now.record(description.field(i).target, *id) : nullptr;
            parts.append(named ? model::titleOf(*named) + named->text(u"name") : model::toText(record.at(i)));
        }
        return parts.join(u'|');
    }
    static model::Value real(const model::Value& value, const QHash<qint64, Id>& ids)
    {
        const auto* id = std::get_if<Id>(&value);
        return id && id->value < 0 ? model::Value(ids.value(id->value)) : value;
    }
    void create(const model::Change& change, const QHash<qint64, Id>& ids)
    {
        Record record = model::emptyRecord(change.entity);
        for (const model::FieldValue& each : change.after)
            record.values[each.field] = real(each.value, ids);
        record.id = ids.value(change.id.value);
        record.revision = 1;
        m_records[static_cast<int>(record.entity)].push_back(record);
    }
    void edit(const model::Change& change, const QHash<qint64, Id>& ids)
    {
        auto& all = m_records[static_cast<int>(change.entity)];
        if (change.op == model::ChangeOp::Remove) {
            std::erase_if(all, [&change](const Record& record) { return record.id == change.id; });
            return;
        }
        for (Record& record : all) {
            for (const model::FieldValue& each : change.after) {
                if (record.id == change.id)
                    record.values[each.field] = real(each.value, ids);
            }
        }
    }

    QHash<int, std::vector<Record>> m_records;
    QSet<std::pair<Id, int>> m_held;
    QHash<sync::Place, QByteArray> m_drifts;
    qint64 m_last = 0;
};

} // namespace qm::test
