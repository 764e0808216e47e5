#pragma once

#include "core/model/entity.h"
#include "core/vendor/rows.h"

namespace qm::sync {

/// A field of a row as text; empty when it is not there or unknown.
QString textOf(const vendor::Row& row, QStringView field);
/// nullopt: not known.
std::optional<bool> boolOf(const vendor::Row& row, QStringView field);

/// What a vendor sent, as a value of a field's kind; the empty value for what can't be read as one.
model::Value valueOf(const QJsonValue& told, const model::Field& field);

/// The row speaks of this field: a patch only of what it brings.
bool speaksOf(const vendor::Row& row, QStringView field);

/// Instants only move on: the later of the two.
model::Value later(const model::Value& a, const model::Value& b);

} // namespace qm::sync
