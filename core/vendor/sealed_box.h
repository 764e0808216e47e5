#pragma once

#include "core/vendor/guarded_key.h"

#include <QString>

namespace qm::vendor {

/// What a box belongs to; it opens under no other name and in no other vault.
struct BoxLabel
{
    QString vault;
    QString name;
};

/// One secret under lock: version byte, nonce, XChaCha20-Poly1305 over the bytes with the label bound to them.
QByteArray sealed(const base::Secret& secret, const BoxLabel& label, const GuardedKey& key);
/// SecretDamaged (subject: the name) when the box is of another version, was cut, altered or given another label, or was
/// sealed with another key.
base::Result<base::Secret> unsealed(const QByteArray& box, const BoxLabel& label, const GuardedKey& key);

} // namespace qm::vendor
