#pragma once

#include "core/model/identity.h"
#include "core/model/people.h"
#include "core/model/plan.h"
#include "core/model/snapshot.h"
#include "core/workflow/ability.h"

namespace qm::workflow {

using Input = QHash<QString, QString>;

/// What every vendor action may ask about a person: email, username, given, family, name, title, department, country.
Input inputOf(const model::Snapshot& snapshot, const model::Person& person);

/// About an account that stands: id, email, username, name, and the rest by its person.
Input inputOf(const model::Snapshot& snapshot, const model::Account& account);

/// Whether a line is a vendor's or a person's, and how dangerous it is: by what the source can do. A person gets the
/// vendor's own words.
void assignLine(model::PlanLine& line, base::Id source, base::Id owner, const Capabilities& capabilities);

/// The connection among an app's that can do the action; without one, the one that knows a person's way. 0: none.
base::Id connectionFor(const model::Snapshot& snapshot, base::Id app, const QString& action, const Capabilities& capabilities);

} // namespace qm::workflow
