#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonValue>

namespace qm::vendor {

/// Parses a JSON document whose nesting is at most `deepest`. ReplyMalformed otherwise; the detail names the
/// place and the reason, never the content. Pure.
base::Result<QJsonValue> parseJson(const QByteArray& text, int deepest);

} // namespace qm::vendor
