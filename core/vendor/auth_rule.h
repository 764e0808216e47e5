#pragma once

#include "core/vendor/call_rule.h"

#include <QStringList>

namespace qm::vendor {

/// Something secret that a person hands over: a token, a client secret, a private key.
struct SecretField
{
    QString name;
    QString label;
    QString help;
};

/// A part of the token answer that becomes a setting of the connection ("instance_url").
struct ExtraRule
{
    QString config;
    Value value;
};

/// One way a vendor lets a program prove who it is (RFC 6749, 7523, 7636, 8628, 9449; or a token in a header).
struct AuthRule
{
    /// Token: pasted by a person. Code: the browser, with PKCE. Device: a code typed elsewhere. Client: the program's
    /// own credentials. JwtBearer: a signed assertion in somebody's name.
    enum class Type
    {
        Token,
        Basic,
        Code,
        Device,
        Client,
        JwtBearer,
        None ///< public: nothing to prove
    };
    /// How the program proves itself at the token endpoint.
    enum class ClientAuth
    {
        None,
        Basic,
        Post,
        PrivateKeyJwt
    };
    enum class Proof
    {
        Bearer,
        Dpop
    };

    QString id;
    QString label; ///< what the person chooses by
    Type type = Type::Token;
    Template base; ///< where this way leads, when that is elsewhere than http.base
    std::vector<SecretField> secrets;
    QByteArray header; ///< that carries the proof
    Template value;    ///< of that header; {{secret.access}} is the access token of the OAuth kinds
    Template user;     ///< Basic
    Template password; ///< Basic

    Template clientId;
    Template authorizeUrl;
    Template tokenUrl;
    Template deviceUrl;
    Template issuer;       ///< expected "iss" of the answer (RFC 9207); empty: compared when it is there and known
    QueryRule authorizeQuery;
    QueryRule tokenForm;   ///< further fields of the token request
    QString grantType;     ///< of odd vendors; empty: the standard one
    QStringList scopes;
    QString scopeSeparator = QStringLiteral(" ");
    ClientAuth clientAuth = ClientAuth::None;
    Proof proof = Proof::Bearer;
    QString algorithm = QStringLiteral("RS256");
    Template keyId;
    QueryRule claims;      ///< JWT bearer: of the assertion
    QString redirectHost = QStringLiteral("127.0.0.1");
    QString redirectPath = QStringLiteral("/callback");
    QString accessPath = QStringLiteral("access_token");
    QString refreshPath = QStringLiteral("refresh_token");
    QString expiresPath = QStringLiteral("expires_in");
    std::vector<ExtraRule> extra;

    /// A person has to be there: a browser, or a code.
    bool isInteractive() const { return type == Type::Code || type == Type::Device; }
    bool isOAuth() const { return type != Type::Token && type != Type::Basic && type != Type::None; }
};

} // namespace qm::vendor
