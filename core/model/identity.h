#pragma once

#include "core/model/described.h"

namespace qm::model {

/// A login in an app. Without a person it is an orphan.
struct Account
{
    enum class State { Unknown, Active, Suspended, Invited, Closed };
    enum class Kind { Unknown, Member, Guest, Service };

    QString name;      ///< "Meridian Workspace / anna@fernhill.example", what it is called by
    base::Id app;
    base::Id person;
    QString login;
    QString mail;
    QString displayName;
    State state = State::Unknown;
    Kind kind = Kind::Unknown;
    QString role;
    std::optional<bool> privileged;
    std::optional<bool> shared;
    std::optional<bool> mfa;
    QDateTime lastUsed;
    QDateTime created; ///< at the vendor
    base::Id source;
    QString externalId; ///< the vendor's own id of the account
    QDateTime sourceSeen;
};

/// Something an account may be given in an app: a group, role, repository or drive.
struct Entitlement
{
    enum class Kind { Group, Role, App, Other };

    QString name; ///< "Meridian Workspace / Sales"
    base::Id app;
    Kind kind = Kind::Group;
    QString title; ///< the vendor's name for it: "Sales"
    std::optional<bool> dynamic; ///< filled by a rule at the vendor: nobody is added by hand
    std::optional<bool> synced;  ///< filled from another directory: changed there
    std::optional<bool> everyone; ///< an app: allowed for all accounts at once
    QString scopes; ///< an app: what it may do for everyone, one per line
    base::Id source;
    QString externalId;
    QDateTime sourceSeen;
};

/// An entitlement held by an account.
struct Grant
{
    enum class Origin { Found, Rule, Request, Joiner, OneOff };

    QString name; ///< "Meridian Workspace / Sales / anna@..."
    base::Id account;
    base::Id entitlement;
    Origin origin = Origin::Found;
    QString reason;
    base::Id approver;
    QDate since;
    QDate expires;
    QString scopes; ///< an app: what it may do, one per line
    QDateTime lastUsed;
    base::Id source;
    QString externalId;
    QDateTime sourceSeen;
};

} // namespace qm::model
