#pragma once

#include "core/model/entity.h"

namespace qm::test {

/// The statements that a fresh workspace needs for one entity, spelled out from its description alone.
QStringList expectedSchema(model::Entity entity);

/// A CREATE statement as its head and its columns, whose order does not matter.
QStringList partsOf(const QString& statement);

} // namespace qm::test
