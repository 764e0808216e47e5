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

/// A connection on its way in, or new settings of one that stands.
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
    base::Id source;                 ///< one that stands; its secrets stay where none are given
};

/// What is done with what a source brought, once it is disconnected.
enum class Brought { Keep, Drop };

/// Something a person fills in for a connection.
struct Asked
{
    QString key;
    QString label;
    QString help;
    QString pattern;
    bool isRequired = false;
};

/// One way to sign in with a vendor.
struct Way
{
    QString id;
    QString label;
    bool isInteractive = false; ///< a browser, or a code to type
    QList<Asked> secrets;
};

/// A vendor that can be connected, as its descriptor says.
struct VendorOffer
{
    QString id;
    QString name;
    QString docs;
    QList<Asked> settings;
    QList<Way> ways;
    QList<std::pair<QString, QString>> guide; ///< what to do, and where (may be "")
    QStringList streams;
    QStringList actions;
    QStringList manual; ///< what only a person can do there
};

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
    QString state; ///< complete, changes, unchanged, partial, skipped, cancelled, failed
    QString reason;
    QStringList unknown; ///< "table.field" that this leaves unknown
};

/// A connection with how it stands.
struct ConnectionFacts
{
    model::Record source;
    QList<StreamFacts> streams;
    qint64 drifts = 0;
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

/// Read to its end, as far as the vendor has it: something may be concluded.
bool isWhole(const QString& streamState);

} // namespace qm::console
