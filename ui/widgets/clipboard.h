#pragma once

#include <QString>

namespace qm::widgets {

constexpr int secretCopiedMs = 60'000;

/// Copies a secret and takes it off the clipboard again after some milliseconds, unless something else was copied since.
void copySecret(const QString& secret, int milliseconds);

} // namespace qm::widgets
