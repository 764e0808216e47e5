#include "core/store/readings.h"

#include "core/store/table.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace qm::store {
namespace {

using base::fail;
using base::Id;
using base::Result;

/// Readings of one stream that are kept.
constexpr int keptReadings = 20;

void bindBytes(Statement& statement, int parameter, const QByteArray& utf8)
{
    if (utf8.isEmpty())
        statement.bindNull(parameter);
    else
        statement.bindCopy(parameter, utf8);
}

} // namespace

Result<void> Readings::write(const StreamNote& note)
{
    if (auto done = writeState(note); !done)
        return done;
    if (auto done = writeReading(note.reading); !done)
        return done;
    if (auto done = writeKeys(note); !done)
        return done;
    return writeDrifts(note);
}

Result<void> Readings::writeState(const StreamNote& note)
{
    Statement& put = m_database.use("INSERT INTO stream_state (source, stream, memory, resume) VALUES (?1, ?2, ?3, ?4) "
                                    "ON CONFLICT (source, stream) DO UPDATE SET memory = iif(?5, excluded.memory, memory), resume = excluded.resume");
    put.bindInteger(1, note.reading.source.value);
    put.bind(2, note.reading.stream);
    bindBytes(put, 3, note.memory.value_or(QByteArray()));
    bindBytes(put, 4, note.resume);
    put.bindInteger(5, note.memory ? 1 : 0);
    return m_database.finish(put);
}

Result<void> Readings::writeReading(const StreamReading& reading)
{
    Statement& add = m_database.use("INSERT INTO stream_reading (source, stream, started, ended, told, created, updated, gone, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    add.bindInteger(1, reading.source.value);
    add.bind(2, reading.stream);
    add.bindCopy(3, isoText(reading.started));
    add.bindCopy(4, isoText(reading.ended));
    add.bindInteger(5, reading.told);
    add.bindInteger(6, reading.created);
    add.bindInteger(7, reading.updated);
    add.bindInteger(8, reading.gone);
    add.bind(9, reading.state);
    add.bind(10, reading.reason);
    if (auto done = m_database.finish(add); !done)
        return done;
    Statement& prune = m_database.use("DELETE FROM stream_reading WHERE source = ?1 AND stream = ?2 AND id NOT IN "
                                      "(SELECT id FROM stream_reading WHERE source = ?1 AND stream = ?2 ORDER BY id DESC LIMIT " + QByteArray::number(keptReadings) + ')');
    prune.bindInteger(1, reading.source.value);
    prune.bind(2, reading.stream);
    return m_database.finish(prune);
}

Result<void> Readings::writeKeys(const StreamNote& note)
{
    const auto run = [&](const QByteArray& sql, const QList<ToldKey>& keys) -> Result<void> {
        Statement& each = m_database.use(sql);
        for (const ToldKey& key : keys) {
            each.bindInteger(1, note.reading.source.value);
            each.bind(2, note.reading.stream);
            each.bind(3, key.table);
            each.bind(4, key.key);
            if (auto done = m_database.finish(each); !done)
                return done;
        }
        return {};
    };
    if (auto added = run("INSERT OR IGNORE INTO told_key (source, stream, kind, key) VALUES (?, ?, ?, ?)", note.newKeys); !added)
        return added;
    return run("DELETE FROM told_key WHERE source = ? AND stream = ? AND kind = ? AND key = ?", note.goneKeys);
}

Result<void> Readings::writeDrifts(const StreamNote& note)
{
    Statement& put = m_database.use("INSERT OR REPLACE INTO drift (source, entity, record, field, theirs, seen, kept) VALUES (?, ?, ?, ?, ?, ?, 0)");
    for (const Drift& drift : note.drifts) {
        put.bindInteger(1, note.reading.source.value);
        put.bind(2, drift.entity);
        put.bindInteger(3, drift.record.value);
        put.bind(4, drift.field);
        put.bindCopy(5, drift.theirs);
        put.bindCopy(6, isoText(drift.seen));
        if (auto done = m_database.finish(put); !done)
            return done;
    }
    Statement& drop = m_database.use("DELETE FROM drift WHERE source = ? AND record = ? AND field = ?");
    for (const auto& [record, field] : note.agreed) {
        drop.bindInteger(1, note.reading.source.value);
        drop.bindInteger(2, record.value);
        drop.bind(3, field);
        if (auto done = m_database.finish(drop); !done)
            return done;
    }
    return {};
}

Result<void> Readings::noteLook(Id source, const LastLook& look)
{
    QJsonObject whole;
    for (const QString& table : look.whole)
        whole.insert(table, QString::fromUtf8(isoText(look.wholeAt)));
    Statement& note = m_database.use("UPDATE \"source\" SET last_read = ifnull(?1, last_read), told_whole = iif(?2 IS NULL, told_whole, json_patch(ifnull(told_whole, '{}'), ?2)) WHERE id = ?3");
    bindBytes(note, 1, look.read.isValid() ? isoText(look.read) : QByteArray());
    bindBytes(note, 2, whole.isEmpty() ? QByteArray() : QJsonDocument(whole).toJson(QJsonDocument::Compact));
    note.bindInteger(3, source.value);
    return m_database.finish(note);
}

Result<void> Readings::forget(Id source)
{
    for (const char* sql : {"DELETE FROM stream_state WHERE source = ?", "DELETE FROM told_key WHERE source = ?"}) {
        Statement& drop = m_database.use(sql);
        drop.bindInteger(1, source.value);
        if (auto done = m_database.finish(drop); !done)
            return done;
    }
    return {};
}

Result<void> Readings::keepDrift(Id source, Id record, const QString& field)
{
    Statement& keep = m_database.use("UPDATE drift SET kept = 1 WHERE source = ? AND record = ? AND field = ?");
    keep.bindInteger(1, source.value);
    keep.bindInteger(2, record.value);
    keep.bind(3, field);
    return m_database.finish(keep);
}

Result<QHash<QString, StreamState>> Readings::states(Id source)
{
    Statement rows = m_database.prepare("SELECT stream, memory, resume FROM stream_state WHERE source = ?");
    rows.bindInteger(1, source.value);
    QHash<QString, StreamState> states;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        states.insert(rows.string(0), {rows.text(1).toByteArray(), rows.text(2).toByteArray()});
    if (step == Step::Failed)
        return fail(m_database.error());
    return states;
}

Result<std::vector<StreamReading>> Readings::readings(Id source, int perStream)
{
    Statement rows = m_database.prepare("SELECT stream, started, ended, told, created, updated, gone, state, reason FROM "
                                        "(SELECT *, row_number() OVER (PARTITION BY stream ORDER BY id DESC) AS place FROM stream_reading WHERE source = ?) WHERE place <= ? ORDER BY id DESC");
    rows.bindInteger(1, source.value);
    rows.bindInteger(2, perStream);
    std::vector<StreamReading> readings;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        readings.push_back({source, rows.string(0), instantFromIso(rows.text(1)), instantFromIso(rows.text(2)), rows.integer(3), rows.integer(4), rows.integer(5), rows.integer(6), rows.string(7), rows.string(8)});
    if (step == Step::Failed)
        return fail(m_database.error());
    return readings;
}

Result<QHash<QString, QList<ToldKey>>> Readings::toldKeys(Id source)
{
    Statement rows = m_database.prepare("SELECT stream, kind, key FROM told_key WHERE source = ?");
    rows.bindInteger(1, source.value);
    QHash<QString, QList<ToldKey>> keys;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        keys[rows.string(0)].append({rows.string(1), rows.string(2)});
    if (step == Step::Failed)
        return fail(m_database.error());
    return keys;
}

Result<std::vector<Drift>> Readings::drifts(Id source)
{
    Statement rows = m_database.prepare("SELECT source, entity, record, field, theirs, seen, kept FROM drift WHERE ?1 = 0 OR source = ?1 ORDER BY entity, record, field, source");
    rows.bindInteger(1, source.value);
    std::vector<Drift> drifts;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        drifts.push_back({Id{rows.integer(0)}, rows.string(1), Id{rows.integer(2)}, rows.string(3), rows.text(4).toByteArray(), instantFromIso(rows.text(5)), rows.integer(6) != 0});
    if (step == Step::Failed)
        return fail(m_database.error());
    return drifts;
}

} // namespace qm::store
