#include "core/exchange/sample_ledger.h"

#include <QFile>
#include <QJsonDocument>

static void loadSampleResources()
{
    Q_INIT_RESOURCE(exchange_resources);
}

namespace qm::exchange {

base::Id SampleLedger::createRecord(model::Record record, QDate day)
{
    record.id = base::Id{++m_lastId};
    model::Change created = model::createOf(record, record.id);
    m_events.insert({bounded(day), {std::move(created), ++m_order}});
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
    m_events.insert({bounded(day), {*difference, ++m_order}});
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
