#pragma once

#include "core/workflow/kit.h"
#include "core/workflow/plan_builder.h"

namespace qm::workflow {

/// What the wizard (or the command line) has collected about a joiner.
struct JoinRequest
{
    model::Person person;              ///< name and first day at least
    base::Id templateId;               ///< 0: the one that fits best
    std::optional<base::Id> device;    ///< a device in stock; 0: none wanted; nullopt: the first that fits
    std::optional<QList<base::Id>> apps;         ///< nullopt: what is usual among the peers
    std::optional<QList<base::Id>> entitlements; ///< nullopt: what is usual among the peers
};

/// The entities planJoin() and planLeave() look at.
const std::vector<model::Entity>& entitiesForWorkflow();

/// Plans a joiner; pure. Errors: Required (subject: field), NotFound (template), Duplicate (the work mail or number
/// belongs to somebody).
base::Result<model::Plan> planJoin(const model::Snapshot& snapshot, const JoinRequest& request, const Capabilities& capabilities);

} // namespace qm::workflow
