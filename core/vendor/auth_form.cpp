#include "core/vendor/form_parts.h"

namespace qm::vendor {
namespace {

SecretField secretAt(const FormReader& at)
{
    if (at.raw().isString())
        return {at.text(), at.text(), {}};
    at.allowOnly(names({"name", "label", "help"}));
    return {at.at(key("name")).requiredText(), at.at(key("label")).requiredText(), at.at(key("help")).text()};
}

void readSend(const FormReader& at, AuthRule& rule)
{
    at.allowOnly(names({"header", "value", "basic"}));
    if (rule.type == AuthRule::Type::Basic) {
        const auto parts = at.at(key("basic")).items();
        if (parts.size() != 2)
            return at.report(QStringLiteral("basic takes a user and a password"));
        rule.user = templateAt(parts[0]);
        rule.password = templateAt(parts[1]);
        return;
    }
    const bool isToken = rule.type == AuthRule::Type::Token;
    if (isToken && !at.has(key("header")))
        at.report(QStringLiteral("a token needs send.header and send.value"));
    rule.header = at.at(key("header")).textOr(key("authorization")).toLower().toLatin1();
    rule.value = at.has(key("value")) ? templateAt(at.at(key("value")))
                                      : Template::parse(key("Bearer {{secret.access}}")).value_or(Template());
}

void readEndpoints(const FormReader& at, AuthRule& rule)
{
    rule.clientId = templateAt(at.at(key("client_id")));
    rule.authorizeUrl = templateAt(at.at(key("authorize_url")));
    rule.tokenUrl = templateAt(at.at(key("token_url")));
    rule.deviceUrl = templateAt(at.at(key("device_url")));
    rule.issuer = templateAt(at.at(key("issuer")));
    rule.authorizeQuery = queryAt(at.at(key("authorize_query")));
    rule.tokenForm = queryAt(at.at(key("form")));
    rule.grantType = at.at(key("grant")).text();
    rule.scopes = at.at(key("scopes")).texts();
    rule.scopeSeparator = at.at(key("scope_sep")).textOr(QStringLiteral(" "));
    if (at.at(key("token_url")).isAbsent())
        at.report(QStringLiteral("this way needs token_url"));
    if (rule.type == AuthRule::Type::Code && at.at(key("authorize_url")).isAbsent())
        at.report(QStringLiteral("code needs authorize_url"));
    if (rule.type == AuthRule::Type::Device && at.at(key("device_url")).isAbsent())
        at.report(QStringLiteral("device needs device_url"));
}

void readProof(const FormReader& at, AuthRule& rule)
{
    const QStringList ways = names({"none", "basic", "post", "private_key_jwt"});
    rule.clientAuth = static_cast<AuthRule::ClientAuth>(ways.indexOf(at.at(key("client_auth")).oneOf(ways)));
    rule.proof = at.at(key("dpop")).flag() ? AuthRule::Proof::Dpop : AuthRule::Proof::Bearer;
    rule.algorithm = at.at(key("alg")).oneOf(names({"RS256", "PS256", "ES256"}));
    rule.keyId = templateAt(at.at(key("kid")));
    rule.claims = queryAt(at.at(key("claims")));
    rule.redirectHost = at.at(key("redirect_host")).oneOf(names({"127.0.0.1", "localhost"}));
    rule.redirectPath = at.at(key("redirect_path")).textOr(QStringLiteral("/callback"));
    const FormReader response = at.at(key("response"));
    response.allowOnly(names({"access", "refresh", "expires", "extra"}));
    rule.accessPath = response.at(key("access")).textOr(rule.accessPath);
    rule.refreshPath = response.at(key("refresh")).textOr(rule.refreshPath);
    rule.expiresPath = response.at(key("expires")).textOr(rule.expiresPath);
    for (const QString& name : response.at(key("extra")).keys())
        rule.extra.push_back({name, valueAt(response.at(key("extra")).at(name))});
}

} // namespace

AuthRule authAt(const FormReader& at)
{
    at.allowOnly(names({"id", "label", "type", "base", "secrets", "send", "client_id", "authorize_url", "authorize_query",
                        "token_url", "device_url", "issuer", "form", "grant", "scopes", "scope_sep", "client_auth",
                        "dpop", "alg", "kid", "claims", "redirect_host", "redirect_path", "response"}));
    AuthRule rule;
    rule.id = at.at(key("id")).requiredText();
    rule.label = at.at(key("label")).textOr(rule.id);
    const QStringList types = names({"token", "basic", "oauth2_code", "oauth2_device", "oauth2_client", "jwt_bearer", "none"});
    rule.type = static_cast<AuthRule::Type>(types.indexOf(at.at(key("type")).oneOf(types)));
    for (const FormReader& item : at.at(key("secrets")).items())
        rule.secrets.push_back(secretAt(item));
    rule.base = templateAt(at.at(key("base")));
    if (rule.type != AuthRule::Type::None)
        readSend(at.at(key("send")), rule);
    else if (at.has(key("send")) || at.has(key("secrets")))
        at.report(QStringLiteral("nothing is sent this way"));
    if (rule.isOAuth()) {
        readEndpoints(at, rule);
        readProof(at, rule);
    }
    return rule;
}

} // namespace qm::vendor
