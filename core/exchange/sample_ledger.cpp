#include "core/exchange/sample_ledger.h"

#include <QFile>
#include <QJsonDocument>

static void loadSampleResources()
{
    Q_INIT_RESOURCE(exchange_resources);
}

namespace qm::exchange {

QDate SampleLedger::possibleDay(const model::Record& record, QDate wanted) const
{
    QDate day = std::clamp(wanted, firstDay(), m_today);
    for (const model::Value& value : record.values) {
        if (const auto* id = std::get_if<base::Id>(&value))
            day = std::max(day, m_created.value(*id, firstDay()));
    }
    return std::max(day, m_latest.value(record.id, firstDay()));
}

base::Id SampleLedger::createRecord(model::Record record, QDate day)
{
    record.id = base::Id{++m_lastId};
    model::Change created = model::createOf(record, record.id);
    const QDate at = possibleDay(record, day);
    m_events.insert({at, {std::move(created), ++m_order}});
    m_created.insert(record.id, at);
    m_latest.insert(record.id, at);
    m_records.insert(record.id, record);
    return record.id;
}

void SampleLedger::change(model::Entity entity, base::Id id, const char* field, model::Value value, QDate day)
{
    model::Record& before = m_records[id];
    model::Record after = before;
    after.set(QString::fromLatin1(field), std::move(value));
    const auto difference = model::updateOf(before, after);
    if (!difference || before.entity != entity)
        return;
    const QDate at = possibleDay(after, day);
    m_events.insert({at, {*difference, ++m_order}});
    m_latest.insert(id, at);
    before = after;
}

std::vector<model::Draft> SampleLedger::drafts() const
{
    std::vector<model::Draft> drafts;
    QDate month;
    for (const auto& [day, event] : m_events) {
        const bool sameDraft = !drafts.empty() && month == QDate(day.year(), day.month(), 1);
        if (!sameDraft) {
            month = QDate(day.year(), day.month(), 1);
            drafts.push_back({QStringLiteral("Maya Lindqvist"), {model::CauseKind::Sample, day.toString(QStringLiteral("yyyy-MM")), {}}, QDateTime(day, QTime(8, 0), Qt::UTC), {}});
        }
        drafts.back().changes.append(event.change);
    }
    for (model::Draft& draft : drafts) // what is referred to comes first, within one month too
        std::stable_sort(draft.changes.begin(), draft.changes.end(), [](const model::Change& a, const model::Change& b) { return (a.op == model::ChangeOp::Create) > (b.op == model::ChangeOp::Create); });
    return drafts;
}

const QJsonObject& sampleTables()
{
    static const QJsonObject tables = [] {
        loadSampleResources();
        QFile file(QStringLiteral(":/sample/tables.json"));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }();
    return tables;
}

} // namespace qm::exchange
