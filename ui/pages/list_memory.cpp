#include "ui/pages/list_memory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace qm::pages {
namespace {

QJsonObject jsonOf(const SavedView& view)
{
    return {{QStringLiteral("name"), view.name},
            {QStringLiteral("filter"), view.filter.toJson()},
            {QStringLiteral("columns"), QJsonArray::fromStringList(view.columns)},
            {QStringLiteral("sort"), view.sort},
            {QStringLiteral("descending"), view.order == Qt::DescendingOrder}};
}

std::optional<SavedView> viewFromJson(const QJsonObject& json, model::Entity entity)
{
    const auto filter = model::Filter::fromJson(json[QStringLiteral("filter")].toObject());
    const QString name = json[QStringLiteral("name")].toString();
    if (name.isEmpty() || !filter || !model::check(*filter, entity))
        return std::nullopt;
    const bool isDescending = json[QStringLiteral("descending")].toBool();
    SavedView view{name, *filter, {}, json[QStringLiteral("sort")].toString(), isDescending ? Qt::DescendingOrder : Qt::AscendingOrder};
    for (const QJsonValue& key : json[QStringLiteral("columns")].toArray())
        view.columns.append(key.toString());
    return view;
}

} // namespace

ListMemory::ListMemory(model::Entity entity)
    : m_entity(entity)
{}

QString ListMemory::keyOf(const char* what) const
{
    return QStringLiteral("lists/%1/%2").arg(model::describe(m_entity).key, QLatin1String(what));
}

QStringList ListMemory::columns() const
{
    QStringList known;
    const QStringList kept = QSettings().value(keyOf("columns")).toStringList();
    for (const QString& key : kept) {
        if (model::describe(m_entity).indexOf(key) >= 0)
            known.append(key);
    }
    return known;
}

void ListMemory::setColumns(const QStringList& keys)
{
    QSettings().setValue(keyOf("columns"), keys);
}

QHash<QString, int> ListMemory::widths() const
{
    constexpr int least = 32, most = 2000;
    QHash<QString, int> widths;
    const QVariantHash kept = QSettings().value(keyOf("widths")).toHash();
    for (auto it = kept.begin(); it != kept.end(); ++it)
        widths.insert(it.key(), qBound(least, it.value().toInt(), most));
    return widths;
}

void ListMemory::setWidths(const QHash<QString, int>& widths)
{
    QVariantHash kept;
    for (auto it = widths.begin(); it != widths.end(); ++it)
        kept.insert(it.key(), it.value());
    QSettings().setValue(keyOf("widths"), kept);
}

QList<SavedView> ListMemory::views() const
{
    QList<SavedView> views;
    const auto kept = QJsonDocument::fromJson(QSettings().value(keyOf("views")).toByteArray()).array();
    for (const QJsonValue& each : kept) {
        if (auto view = viewFromJson(each.toObject(), m_entity))
            views.append(std::move(*view));
    }
    return views;
}

void ListMemory::setViews(const QList<SavedView>& views)
{
    QJsonArray kept;
    for (const SavedView& view : views)
        kept.append(jsonOf(view));
    QSettings().setValue(keyOf("views"), QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

} // namespace qm::pages
