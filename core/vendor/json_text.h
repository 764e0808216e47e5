#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonValue>

namespace qm::vendor {

/// A name in a JSON document or a form: plain ASCII.
QString key(const char* ascii);

/// Parses a JSON document whose nesting is at most `deepest`. ReplyMalformed otherwise; the detail names the
/// place and the reason, never the content. Pure.
base::Result<QJsonValue> parseJson(const QByteArray& text, int deepest);

} // namespace qm::vendor
