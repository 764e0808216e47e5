#pragma once

#include "core/model/described.h"

namespace qm::model {

/// A login in an app. Without a person it is an orphan.
struct Account
{
    enum class State { Unknown, Active, Suspended, Closed };

    QString name;      ///< "Meridian Workspace / anna@fernhill.example", what it is called by
    base::Id app;
    base::Id person;
    QString login;
    QString mail;
    QString displayName;
    State state = State::Unknown;
    QString role;
    std::optional<bool> privileged;
    std::optional<bool> shared;
    std::optional<bool> mfa;
    QDateTime lastUsed;
    base::Id source;
    QString externalId; ///< the vendor's own id of the account
    QDateTime sourceSeen;
};

/// Something an account may be given in an app: a group, role, repository or drive.
struct Entitlement
{
    enum class Kind { Group, Role, Other };

    QString name; ///< "Meridian Workspace / Sales"
    base::Id app;
    Kind kind = Kind::Group;
    QString title; ///< the vendor's name for it: "Sales"
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
    base::Id source;
    QDateTime sourceSeen;
};

} // namespace qm::model
