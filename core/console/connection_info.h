#pragma once

#include "core/base/id.h"
#include "core/base/secret.h"
#include "core/console/connections.h"
#include "core/model/entity.h"

#include <QDateTime>
#include <QHash>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace qm::console {

/// When a connection is read by itself.
struct Schedule
{
    int everyMinutes = 0; ///< 0: only when somebody asks
    bool onStart = false;
    QTime quietFrom; ///< not read by itself from then on, local time; invalid: no quiet hours
    QTime quietTo;   ///< earlier than quietFrom: over midnight

    friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// What the source says otherwise than somebody entered here. Values are words already.
struct DriftInfo
{
    model::Entity entity = model::Entity::Person;
    base::Id record;
    QString title; ///< of the record
    QString field; ///< its key; empty: the source does not have the record at all
    QString here;
    QString there;
    QDateTime seen;
};

/// What is known about one connection beside its record.
struct ConnectionStory
{
    Schedule schedule;
    bool mayWrite = false;
    std::vector<StreamFacts> readings; ///< the newest first
    std::vector<DriftInfo> drifts;
};

/// A secret on its way in.
struct NamedSecret
{
    QString name;
    base::Secret secret;
};

/// A connection that somebody asked for. Handed over whole, because secrets are not copied.
struct ConnectOrder
{
    QString vendor; ///< id of the descriptor
    QString name;   ///< what it is called here
    QHash<QString, QString> config;
    QString way;    ///< id of the way to sign in
    std::vector<NamedSecret> secrets;
    bool mayWrite = false;
    Schedule schedule;
};

/// What a person has to do at the vendor to sign in.
struct SignInAsk
{
    QUrl address; ///< to open in the system's browser
    QString code; ///< to be typed there; empty: nothing to type
};
/// Called in any thread, at most a few times, before the answer comes.
using SignInSink = std::function<void(const SignInAsk&)>;

} // namespace qm::console
