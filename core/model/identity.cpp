#include "core/model/identity.h"

namespace qm::model {

template <>
const Described<Account>& Described<Account>::get()
{
    using S = Account::State;
    static const auto described = Described(Entity::Account, "account", QM_LABEL("Account"), QM_LABEL("Accounts"))
        .text("name", QM_LABEL("Name"), &Account::name, Unique | Required)
        .reference("app", QM_LABEL("App"), &Account::app, Entity::App, Required)
        .reference("person", QM_LABEL("Person"), &Account::person, Entity::Person)
        .text("login", QM_LABEL("Login"), &Account::login, Searchable)
        .text("mail", QM_LABEL("Mail"), &Account::mail, Mail | Personal | Searchable)
        .text("display-name", QM_LABEL("Display name"), &Account::displayName, Personal | Searchable)
        .choice<S>("state", QM_LABEL("State"), &Account::state,
                   {{S::Unknown, "", ""}, {S::Active, "active", QM_LABEL("Active")}, {S::Suspended, "suspended", QM_LABEL("Suspended")}, {S::Invited, "invited", QM_LABEL("Invited")}, {S::Closed, "closed", QM_LABEL("Closed")}})
        .choice<Account::Kind>("kind", QM_LABEL("Kind"), &Account::kind,
                               {{Account::Kind::Unknown, "", ""}, {Account::Kind::Member, "member", QM_LABEL("Member")}, {Account::Kind::Guest, "guest", QM_LABEL("Guest")}, {Account::Kind::Service, "service", QM_LABEL("Service")}})
        .text("role", QM_LABEL("Role"), &Account::role)
        .boolean("privileged", QM_LABEL("Administrator"), &Account::privileged)
        .boolean("shared", QM_LABEL("Shared login"), &Account::shared)
        .boolean("mfa", QM_LABEL("Two-step"), &Account::mfa)
        .instant("last-used", QM_LABEL("Last used"), &Account::lastUsed)
        .instant("created", QM_LABEL("Made"), &Account::created)
        .reference("source", QM_LABEL("Source"), &Account::source, Entity::Source)
        .text("external-id", QM_LABEL("Id at the vendor"), &Account::externalId, Internal)
        .instant("source-seen", QM_LABEL("Seen in source"), &Account::sourceSeen, Internal)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<Entitlement>& Described<Entitlement>::get()
{
    using K = Entitlement::Kind;
    static const auto described = Described(Entity::Entitlement, "entitlement", QM_LABEL("Entitlement"), QM_LABEL("Entitlements"))
        .text("name", QM_LABEL("Name"), &Entitlement::name, Unique | Required)
        .reference("app", QM_LABEL("App"), &Entitlement::app, Entity::App, Required)
        .choice<K>("kind", QM_LABEL("Kind"), &Entitlement::kind, {{K::Group, "group", QM_LABEL("Group")}, {K::Role, "role", QM_LABEL("Role")}, {K::App, "app", QM_LABEL("App")}, {K::Other, "other", QM_LABEL("Other")}})
        .text("title", QM_LABEL("Title"), &Entitlement::title, Required | Searchable)
        .boolean("dynamic", QM_LABEL("Filled by a rule"), &Entitlement::dynamic)
        .boolean("synced", QM_LABEL("Filled from elsewhere"), &Entitlement::synced)
        .boolean("everyone", QM_LABEL("For everyone"), &Entitlement::everyone)
        .longText("scopes", QM_LABEL("May do"), &Entitlement::scopes)
        .reference("source", QM_LABEL("Source"), &Entitlement::source, Entity::Source)
        .text("external-id", QM_LABEL("Id at the vendor"), &Entitlement::externalId, Internal)
        .instant("source-seen", QM_LABEL("Seen in source"), &Entitlement::sourceSeen, Internal)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<Grant>& Described<Grant>::get()
{
    using O = Grant::Origin;
    static const auto described = Described(Entity::Grant, "grant", QM_LABEL("Grant"), QM_LABEL("Grants"))
        .text("name", QM_LABEL("Name"), &Grant::name, Unique | Required | Indexed)
        .reference("account", QM_LABEL("Account"), &Grant::account, Entity::Account, Required)
        .reference("entitlement", QM_LABEL("Entitlement"), &Grant::entitlement, Entity::Entitlement, Required)
        .choice<O>("origin", QM_LABEL("Origin"), &Grant::origin,
                   {{O::Found, "found", QM_LABEL("Found")}, {O::Rule, "rule", QM_LABEL("Rule")}, {O::Request, "request", QM_LABEL("Request")},
                    {O::Joiner, "joiner", QM_LABEL("Joiner")}, {O::OneOff, "one-off", QM_LABEL("One-off")}})
        .text("reason", QM_LABEL("Reason"), &Grant::reason)
        .reference("approver", QM_LABEL("Approver"), &Grant::approver, Entity::Person)
        .date("since", QM_LABEL("Since"), &Grant::since)
        .date("expires", QM_LABEL("Expires"), &Grant::expires)
        .longText("scopes", QM_LABEL("May do"), &Grant::scopes)
        .instant("last-used", QM_LABEL("Last used"), &Grant::lastUsed)
        .reference("source", QM_LABEL("Source"), &Grant::source, Entity::Source)
        .text("external-id", QM_LABEL("Id at the vendor"), &Grant::externalId, Internal)
        .instant("source-seen", QM_LABEL("Seen in source"), &Grant::sourceSeen, Internal)
        .calledBy("name", "name");
    return described;
}

} // namespace qm::model
