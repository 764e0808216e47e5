#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace qm::vendor {

/// Base64url without padding (RFC 7515).
QByteArray base64Url(const QByteArray& bytes);
/// Unguessable text for state, verifier and key ids; `bytes` of randomness, base64url.
QByteArray randomText(int bytes);
/// The S256 challenge of a PKCE verifier (RFC 7636).
QByteArray pkceChallenge(const QByteArray& verifier);

/// What a JSON Web Token is signed with.
struct SigningKey
{
    const base::Secret& pem; ///< PKCS#8 or PKCS#1, RSA or EC P-256
    QString algorithm;       ///< RS256, PS256 or ES256
};

/// A compact JWS (RFC 7515, 7518). Invalid when the key can't be read or does not fit the algorithm.
base::Result<QByteArray> signedToken(const QJsonObject& header, const QJsonObject& claims, const SigningKey& key);

/// A fresh EC P-256 key as PEM, for DPoP.
base::Result<base::Secret> newEcKey();
/// The public half of an EC P-256 key as JWK (RFC 7517).
base::Result<QJsonObject> publicJwk(const base::Secret& pem);

} // namespace qm::vendor
