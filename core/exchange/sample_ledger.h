#pragma once

#include "core/exchange/sample.h"
#include "core/model/described.h"

#include <QJsonObject>

#include <map>
#include <random>

namespace qm::exchange {

/// Random numbers that are the same everywhere: the generator's raw output, never a library's distribution.
class SampleDice
{
public:
    explicit SampleDice(quint32 seed)
        : m_engine(seed)
    {}
    /// 0 ... below - 1
    int below(int bound) { return static_cast<int>(m_engine() % static_cast<quint32>(std::max(1, bound))); }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool percent(int share) { return below(100) < share; }

private:
    std::mt19937 m_engine;
};

/// Collects what happened to the sample company, day by day, and turns it into drafts in order.
class SampleLedger
{
public:
    explicit SampleLedger(QDate today)
        : m_today(today)
    {}

    QDate today() const { return m_today; }
    QDate firstDay() const { return m_today.addMonths(-30); }

    /// Notes that a record came to be on a day (not before the company's first day, not after today).
    template <class T>
    base::Id create(const T& object, QDate day)
    {
        return createRecord(model::recordOf(object), day);
    }
    /// Notes a change of one field on a day.
    void change(model::Entity entity, base::Id id, const char* field, model::Value value, QDate day);

    std::vector<model::Draft> drafts() const;

private:
    struct Event
    {
        model::Change change;
        qint64 order = 0;
    };

    base::Id createRecord(model::Record record, QDate day);
    /// Within the company's history, and not before anything the record refers to came to be.
    QDate possibleDay(const model::Record& record, QDate wanted) const;

    QDate m_today;
    qint64 m_lastId = 0;
    qint64 m_order = 0;
    std::multimap<QDate, Event> m_events;
    QHash<base::Id, model::Record> m_records;
    QHash<base::Id, QDate> m_created;
    QHash<base::Id, QDate> m_latest; ///< of each record's newest event
};

/// The tables the sample company is made from.
const QJsonObject& sampleTables();

} // namespace qm::exchange
