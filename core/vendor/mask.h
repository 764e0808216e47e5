#pragma once

#include "core/base/secret.h"

#include <QString>

#include <memory>
#include <vector>

namespace qm::vendor {

/// Secrets in use by one call, shared by everything that may print about it.
using SecretList = std::vector<std::shared_ptr<const base::Secret>>;

/// `text` with every secret (plain, percent-encoded, JSON, hex, Base64 alone or inside a longer text) replaced by "***", cut to `longest` characters.
/// Cut after masking, so that no half of a secret is left.
QString masked(const QString& text, const SecretList& secrets, qsizetype longest = 2000);

} // namespace qm::vendor
