#include "core/vendor/stream_memory.h"

namespace qm::vendor {
namespace {

const QString kForm = QStringLiteral("form");
const QString kNext = QStringLiteral("next");
const QString kSince = QStringLiteral("since");
const QString kThrough = QStringLiteral("through");
const QString kTag = QStringLiteral("tag");
const QString kMade = QStringLiteral("made");

QDateTime instantAt(const QJsonObject& json, const QString& key)
{
    return QDateTime::fromString(json.value(key).toString(), Qt::ISODateWithMs);
}

} // namespace

StreamMemory StreamMemory::of(const StreamRule& stream, const QJsonObject& json)
{
    if (json.value(kForm).toString() != stream.form)
        return {};
    return {json.value(kNext).toString(), instantAt(json, kSince),
            QDate::fromString(json.value(kThrough).toString(), Qt::ISODate), json.value(kTag).toString(),
            instantAt(json, kMade)};
}

QJsonObject StreamMemory::json(const StreamRule& stream, const QDateTime& now) const
{
    QJsonObject json;
    if (!next.isEmpty())
        json.insert(kNext, next);
    if (since.isValid())
        json.insert(kSince, since.toUTC().toString(Qt::ISODateWithMs));
    if (through.isValid())
        json.insert(kThrough, through.toString(Qt::ISODate));
    if (!tag.isEmpty())
        json.insert(kTag, tag);
    if (json.isEmpty())
        return {};
    json.insert(kForm, stream.form);
    json.insert(kMade, now.toUTC().toString(Qt::ISODateWithMs));
    return json;
}

bool StreamMemory::isUsable(const StreamRule& stream, const QDateTime& now) const
{
    if (!made.isValid())
        return false;
    const qint64 retention = stream.incremental.retentionSeconds;
    return retention == 0 || made.secsTo(now) < retention;
}

} // namespace qm::vendor
