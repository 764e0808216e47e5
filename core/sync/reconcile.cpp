#include "core/sync/reconcile.h"

#include "core/model/identity.h"
#include "core/model/limits.h"
#include "core/sync/people_index.h"

#include <QSet>

namespace qm::sync {
namespace {

using base::Id;
using model::Account;
using model::Entitlement;
using model::Entity;
using model::Grant;
using model::Record;

QString textOf(const vendor::Row& row, const char16_t* field)
{
    return row.fields[QStringView(field)].toString();
}

Account::State stateOf(const QString& status)
{
    if (status == u"active")
        return Account::State::Active;
    return status == u"suspended" ? Account::State::Suspended : Account::State::Unknown;
}

/// Compares one source's rows with the records that came from it before.
class Reconciling
{
public:
    Reconciling(const model::Snapshot& snapshot, const Told& told)
        : m_snapshot(snapshot)
        , m_told(told)
        , m_people(snapshot)
    {
        for (const Record& record : snapshot.all(Entity::Account))
            m_names.insert(record.text(u"name"));
        index(Entity::Account, m_accounts);
        index(Entity::Entitlement, m_entitlements);
        for (const Record& record : snapshot.all(Entity::Grant)) {
            if (record.reference(u"source") == told.source)
                m_grants.insert({record.reference(u"entitlement"), record.reference(u"account")}, &record);
        }
    }

    Reconciled run()
    {
        for (const vendor::Row& row : m_told.rows) {
            if (row.key.size() > model::longestText)
                continue; // no name for it here
            if (row.table == u"account")
                account(row);
            else if (row.table == u"group")
                group(row);
        }
        for (const vendor::Row& row : m_told.rows) {
            if (row.table == u"membership")
                membership(row);
        }
        if (m_told.complete)
            markGone();
        return std::move(m_result);
    }

private:
    using ByExternalId = QHash<QString, const Record*>;

    void index(Entity entity, ByExternalId& byId) const
    {
        for (const Record& record : m_snapshot.all(entity)) {
            if (record.reference(u"source") == m_told.source)
                byId.insert(record.text(u"external-id"), &record);
        }
    }

    /// What a vendor tells that can't stand in the workspace is not known; what must be known is cut to fit.
    static Record possible(Record told)
    {
        const model::EntityDescription& description = model::describe(told.entity);
        for (int i = 0; i < told.values.size(); ++i) {
            const model::Field& field = description.field(i);
            if (!field.isStored() || model::checkContent(told.entity, i, told.at(i)))
                continue;
            told.values[i] = field.has(model::Required) && field.kind == model::Kind::Text ? model::Value(model::shortened(model::toText(told.at(i)), model::longestText)) : model::Value();
        }
        return told;
    }

    void write(const Record* known, const Record& asTold, Id placeholder = {})
    {
        const Record told = possible(asTold);
        if (!known) {
            ++m_result.created;
            m_result.changes.append(model::createOf(told, placeholder));
            return;
        }
        if (const auto change = model::updateOf(*known, told)) {
            ++m_result.updated;
            m_result.changes.append(*change);
        }
    }

    void account(const vendor::Row& row)
    {
        if (m_toldAccounts.contains(row.key))
            return;
        ++m_result.read;
        const Record* known = m_accounts.value(row.key);
        Account account = known ? model::as<Account>(*known) : Account();
        account.app = m_told.app;
        account.source = m_told.source;
        account.externalId = row.key;
        account.login = textOf(row, u"username");
        account.mail = textOf(row, u"email");
        account.displayName = textOf(row, u"name");
        account.state = stateOf(textOf(row, u"status"));
        if (!known)
            account.name = freeName(QStringLiteral("%1 / %2").arg(m_told.appName, account.login.isEmpty() ? row.key : account.login), row.key);
        if (!account.person.isValid())
            account.person = m_people.find(textOf(row, u"employee_number"), account.mail, account.login);
        if (!account.person.isValid() && account.state == Account::State::Active)
            ++m_result.orphans;
        const Id id = known ? known->id : nextPlaceholder();
        m_toldAccounts.insert(row.key, id);
        write(known, model::recordOf(account, id, known ? known->revision : 0), id);
    }

    /// Two accounts of one app may carry one login in time (deleted and made again); names stay apart.
    QString freeName(const QString& wanted, const QString& externalId)
    {
        const bool taken = m_names.contains(wanted);
        const QString name = taken ? QStringLiteral("%1 (%2)").arg(wanted, externalId) : wanted;
        m_names.insert(name);
        return name;
    }

    void group(const vendor::Row& row)
    {
        if (m_toldGroups.contains(row.key))
            return;
        ++m_result.read;
        const Record* known = m_entitlements.value(row.key);
        Entitlement entitlement = known ? model::as<Entitlement>(*known) : Entitlement();
        entitlement.app = m_told.app;
        entitlement.source = m_told.source;
        entitlement.externalId = row.key;
        entitlement.title = textOf(row, u"name").isEmpty() ? row.key : textOf(row, u"name");
        if (!known) {
            const QString name = QStringLiteral("%1 / %2").arg(m_told.appName, entitlement.title);
            entitlement.name = m_snapshot.named(Entity::Entitlement, name) ? QStringLiteral("%1 (%2)").arg(name, row.key) : name;
        }
        const Id id = known ? known->id : nextPlaceholder();
        m_toldGroups.insert(row.key, id);
        m_groupNames.insert(row.key, entitlement.name);
        write(known, model::recordOf(entitlement, id, known ? known->revision : 0), id);
    }

    /// The account as this reading told it, or as an earlier one did.
    const Record* knownAccount(const QString& externalId) const { return m_accounts.value(externalId); }

    void membership(const vendor::Row& row)
    {
        const QString groupKey = textOf(row, u"group");
        const Id entitlement = m_toldGroups.value(groupKey);
        const Record* known = knownAccount(textOf(row, u"account"));
        const Id account = known ? known->id : m_toldAccounts.value(textOf(row, u"account"));
        if (entitlement.value == 0 || account.value == 0 || m_toldGrants.contains({entitlement, account}))
            return;
        m_toldGrants.insert({entitlement, account});
        if (m_grants.contains({entitlement, account}))
            return;
        Grant grant;
        grant.name = QStringLiteral("%1 / %2").arg(m_groupNames.value(groupKey), known ? known->text(u"login") : row.key);
        grant.account = account;
        grant.entitlement = entitlement;
        grant.origin = Grant::Origin::Found;
        grant.since = m_snapshot.today();
        grant.source = m_told.source;
        write(nullptr, model::recordOf(grant));
    }

    /// A complete pass over accounts says nothing about groups, and the other way round.
    void markGone()
    {
        if (m_told.tables.contains(QStringLiteral("account")))
            closeAccounts();
        if (m_told.tables.contains(QStringLiteral("membership")))
            removeGrants();
        if (m_told.tables.contains(QStringLiteral("group")))
            removeGroups();
    }

    void closeAccounts()
    {
        for (auto it = m_accounts.begin(); it != m_accounts.end(); ++it) {
            if (m_toldAccounts.contains(it.key()) || it.value()->text(u"state") == u"closed")
                continue;
            Record after = *it.value();
            after.set(u"state", QStringLiteral("closed"));
            ++m_result.gone;
            m_result.changes.append(*model::updateOf(*it.value(), after));
        }
    }

    void removeGrants()
    {
        for (auto it = m_grants.begin(); it != m_grants.end(); ++it) {
            if (m_toldGrants.contains(it.key()))
                continue;
            ++m_result.gone;
            m_result.changes.append(model::removeOf(*it.value()));
        }
    }

    void removeGroups()
    {
        for (auto it = m_entitlements.begin(); it != m_entitlements.end(); ++it) {
            if (m_toldGroups.contains(it.key()))
                continue;
            ++m_result.gone;
            m_result.changes.append(model::removeOf(*it.value()));
        }
    }

    Id nextPlaceholder() { return {--m_lastPlaceholder}; }

    using Pair = std::pair<Id, Id>;

    const model::Snapshot& m_snapshot;
    const Told& m_told;
    PeopleIndex m_people;
    ByExternalId m_accounts;
    ByExternalId m_entitlements;
    QHash<Pair, const Record*> m_grants;
    QHash<QString, Id> m_toldAccounts;
    QHash<QString, Id> m_toldGroups;
    QHash<QString, QString> m_groupNames;
    QSet<Pair> m_toldGrants;
    QSet<QString> m_names;
    qint64 m_lastPlaceholder = 0;
    Reconciled m_result;
};

} // namespace

const std::vector<Entity>& entitiesForReconcile()
{
    static const std::vector<Entity> entities = {Entity::Person, Entity::Account, Entity::Entitlement, Entity::Grant};
    return entities;
}

Reconciled reconcile(const model::Snapshot& snapshot, const Told& told)
{
    return Reconciling(snapshot, told).run();
}

} // namespace qm::sync
