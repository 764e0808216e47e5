#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/secret.h"
#include "core/model/record.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>

namespace qm::console {

/// A number that no other attempt to connect has had in this program.
qint64 newAttempt();

/// A connection on its way in, or the way in of one that stands.
struct NewConnection
{
    enum class Writes { Refused, Allowed };
    enum class Role { Other, Hr };

    QString name;
    QString descriptor;
    QHash<QString, QString> config; ///< by the descriptor's keys; never a secret
    QString auth;                   ///< which way to sign in; empty: the first
    std::map<QString, std::shared_ptr<const base::Secret>> secrets; ///< by the way's names
    Writes writes = Writes::Refused; ///< whether plans may change things there
    Role role = Role::Other;         ///< whether it tells who works here
    base::Id source;                 ///< one that stands: only the way, secrets and settings that are given count
    qint64 attempt = newAttempt();   ///< what the questions to the person name
};

/// When a source is read by itself.
struct ReadingSchedule
{
    qint64 everyMinutes = 0; ///< 0: not
    bool onStart = false;
    QString quietFrom; ///< "22:00", local time; empty: never quiet
    QString quietTo;   ///< "06:00"; earlier than quietFrom: over midnight

    friend bool operator==(const ReadingSchedule&, const ReadingSchedule&) = default;
};

/// What is done with what a source brought, once it is disconnected.
enum class Brought { Keep, Drop };

/// How a stream was last read.
struct StreamFacts
{
    QString id;
    QDateTime started;
    QDateTime ended;
    qint64 read = 0;
    qint64 created = 0;
    qint64 updated = 0;
    qint64 gone = 0;
    QString state; ///< as in StreamReport
    QString reason;
    QStringList unknown; ///< "table.field" that this leaves unknown
};

/// Where a source says otherwise than what stands here. An empty field: the source does not have the record.
struct DriftRow
{
    base::Id source;
    QString sourceName;
    model::Entity entity = model::Entity::Account;
    base::Id record;
    QString title;
    QString field;
    model::Value ours;
    model::Value theirs;
    QDateTime seen;    ///< since when the source says so
    bool kept = false; ///< somebody decided for ours
};

/// A connection with how it stands.
struct ConnectionFacts
{
    model::Record source;
    QList<StreamFacts> streams;
    std::vector<DriftRow> drifts; ///< where it says otherwise than what stands here
};

/// Read to its end, as far as the vendor has it: something may be concluded.
bool isWhole(const QString& streamState);

} // namespace qm::console
