#pragma once

#include "core/base/id.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace qm::workflow {

/// An input that stands for a secret the program makes when the step is carried out, and keeps in the key store only.
inline const QString newSecret = QStringLiteral("{new-secret}");

/// What a connection can do of the vendor vocabulary ("user.create", "group.remove", ...), as its descriptor says.
struct Ability
{
    Ability() = default;
    Ability(std::initializer_list<QString> can)
        : actions(can)
    {}

    bool contains(const QString& action) const { return actions.contains(action); }

    QSet<QString> actions;       ///< empty where it may only be read
    QSet<QString> destroys;      ///< can't be undone: data is lost
    QSet<QString> costs;         ///< may add to the bill
    QSet<QString> makesPassword; ///< takes a first password
    QHash<QString, QString> manual; ///< what a person has to do there, in the vendor's own words
};
using Capabilities = QHash<base::Id, Ability>;

} // namespace qm::workflow
