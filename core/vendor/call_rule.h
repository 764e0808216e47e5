#pragma once

#include "core/vendor/template.h"
#include "core/vendor/value.h"

#include <QByteArray>
#include <QJsonValue>

#include <utility>
#include <vector>

namespace qm::vendor {

using QueryRule = std::vector<std::pair<QString, Template>>;
using HeaderRule = std::vector<std::pair<QByteArray, Template>>;
using FieldRules = std::vector<std::pair<QString, Value>>;

/// One call of a vendor as a descriptor says it. The path goes below the base, or is a whole https address of a
/// declared host.
struct CallRule
{
    QByteArray method = QByteArrayLiteral("GET");
    Template path;
    QueryRule query;
    HeaderRule headers;
    /// A JSON tree with templates in its texts. With the header content-type application/x-www-form-urlencoded its
    /// fields are sent as a form.
    QJsonValue body = QJsonValue::Undefined;
};

} // namespace qm::vendor
