#include "core/sync/reconcile.h"

#include "core/model/limits.h"
#include "core/sync/tables.h"

#include <QJsonDocument>

namespace qm::sync {
namespace {

using model::Entity;

struct TableRule
{
    const char* table;
    void (*take)(Reading&, const vendor::Row&);
    std::vector<Entity> entities;
};

/// In the order in which rows build on each other.
const std::vector<TableRule>& tableRules()
{
    static const std::vector<TableRule> rules{
        {"person", personRow, {Entity::Person, Entity::Department, Entity::Site}},
        {"person", managerRow, {Entity::Person}},
        {"status", statusRow, {Entity::App}},
        {"app", appRow, {Entity::App, Entity::Entitlement, Entity::Grant}},
        {"license", licenceRow, {Entity::LicenceLine}},
        {"account", accountRow, {Entity::Person, Entity::Account, Entity::Seat}},
        {"group", groupRow, {Entity::Entitlement, Entity::Grant}},
        {"device", deviceRow, {Entity::Person, Entity::Device}},
        {"membership", membershipRow, {Entity::Account, Entity::Entitlement, Entity::Grant}},
        {"grant", grantRow, {Entity::App, Entity::Account, Entity::Entitlement, Entity::Grant}},
        {"assignment", assignmentRow, {Entity::Account, Entity::LicenceLine, Entity::Seat}},
        {"usage", usageRow, {Entity::Account, Entity::Entitlement, Entity::Grant, Entity::Seat}},
        {"spend", spendRow, {Entity::Vendor, Entity::App, Entity::InvoiceLine}},
    };
    return rules;
}

/// One order for the same rows, however they came: whole ones before patches, by key, then by what they say.
bool comesBefore(const vendor::Row* a, const vendor::Row* b)
{
    if (a->mode != b->mode)
        return a->mode == vendor::OutRule::Mode::Whole;
    if (a->key != b->key)
        return a->key < b->key;
    return QJsonDocument(a->fields).toJson(QJsonDocument::Compact) < QJsonDocument(b->fields).toJson(QJsonDocument::Compact);
}

QHash<QString, std::vector<const vendor::Row*>> rowsByTable(Ledger& ledger)
{
    QHash<QString, std::vector<const vendor::Row*>> byTable;
    for (const vendor::Row& row : ledger.told().rows) {
        if (row.key.size() > model::longestText)
            ledger.countLeftOut(); // no name for it here
        else
            byTable[row.table].push_back(&row);
    }
    for (auto& rows : byTable)
        std::sort(rows.begin(), rows.end(), comesBefore);
    return byTable;
}

qint64 countRead(const QHash<QString, std::vector<const vendor::Row*>>& byTable, const QString& mainTable)
{
    qint64 read = 0;
    for (auto it = byTable.begin(); it != byTable.end(); ++it) {
        QSet<QString> keys;
        for (const vendor::Row* row : *it)
            keys.insert(row->key);
        read += mainTable.isEmpty() || it.key() == mainTable ? keys.size() : 0;
    }
    return read;
}

qint64 countOrphans(Ledger& ledger)
{
    qint64 orphans = 0;
    for (const Entry* account : ledger.ofSource(Entity::Account)) {
        const bool isActive = account->isTold && account->now.text(u"state") == u"active" && account->now.text(u"kind") != u"service";
        orphans += isActive && account->reference(u"person").value == 0 ? 1 : 0;
    }
    return orphans;
}

} // namespace

std::vector<Entity> entitiesForReconcile(const QSet<QString>& tables)
{
    std::vector<Entity> entities;
    for (const TableRule& rule : tableRules()) {
        for (const Entity entity : rule.entities) {
            const bool isNew = std::find(entities.begin(), entities.end(), entity) == entities.end();
            if (isNew && tables.contains(QLatin1String(rule.table)))
                entities.push_back(entity);
        }
    }
    return entities;
}

Reconciled reconcile(const model::Snapshot& snapshot, const Told& told)
{
    Ledger ledger(snapshot, told);
    const PeopleIndex people(snapshot);
    Reading reading{ledger, people, {}, {}};
    const auto byTable = rowsByTable(ledger);
    for (const TableRule& rule : tableRules()) {
        for (const vendor::Row* row : byTable.value(QLatin1String(rule.table)))
            rule.take(reading, *row);
    }
    spreadLastUse(reading);
    reportMissing(reading);
    const qint64 orphans = countOrphans(ledger);
    markGone(ledger);
    Reconciled result = std::move(ledger).finish();
    result.read = countRead(byTable, told.mainTable);
    result.orphans = orphans;
    return result;
}

} // namespace qm::sync
