#pragma once

#include "core/model/entity.h"

namespace qm::test {

/// The statements that a fresh workspace needs for one entity, spelled out from its description alone.
QStringList expectedSchema(model::Entity entity);

} // namespace qm::test
