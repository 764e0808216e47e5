#include "core/vendor/jose.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

namespace qm::vendor {
namespace {

using base::ErrorCode;

template <auto Free>
struct Freed
{
    template <class T>
    void operator()(T* pointer) const
    {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

constexpr int kEcBytes = 32;
constexpr qsizetype kLongestPem = 64 * 1024;

base::Unexpected badKey(const char* why)
{
    return base::fail(ErrorCode::Invalid, QStringLiteral("private key"), QString::fromLatin1(why));
}

// A key with a pass phrase would make OpenSSL ask on the terminal.
int noPassPhrase(char*, int, int, void*)
{
    return -1;
}

Key privateKey(const base::Secret& pem)
{
    if (pem.reveal().size() > kLongestPem)
        return nullptr;
    const Bio bio(BIO_new_mem_buf(pem.reveal().constData(), static_cast<int>(pem.reveal().size())));
    return Key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassPhrase, nullptr) : nullptr);
}

QByteArray padded(const BIGNUM* number)
{
    QByteArray bytes(kEcBytes, '\0');
    const bool fits = BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), kEcBytes) == kEcBytes;
    return fits ? bytes : QByteArray();
}

// JWS wants r and s side by side (RFC 7518 3.4), OpenSSL gives them as DER.
QByteArray rawEcSignature(const QByteArray& der)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.constData());
    const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!signature)
        return {};
    return padded(ECDSA_SIG_get0_r(signature.get())) + padded(ECDSA_SIG_get0_s(signature.get()));
}

bool isPss(EVP_PKEY_CTX* context)
{
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0;
}

QByteArray signatureOf(const QByteArray& text, EVP_PKEY* key, const QString& algorithm)
{
    const Context context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr;
    if (!context || EVP_DigestSignInit(context.get(), &options, EVP_sha256(), nullptr, key) <= 0)
        return {};
    if (algorithm == QStringLiteral("PS256") && !isPss(options))
        return {};
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.constData());
    const auto length = static_cast<std::size_t>(text.size());
    std::size_t size = 0;
    if (EVP_DigestSign(context.get(), nullptr, &size, bytes, length) <= 0 || size > 4096)
        return {};
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, length) <= 0)
        return {};
    signature.truncate(static_cast<qsizetype>(size));
    return algorithm == QStringLiteral("ES256") ? rawEcSignature(signature) : signature;
}

QByteArray part(const QJsonObject& json)
{
    return base64Url(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QByteArray coordinate(const EVP_PKEY* key, const char* name)
{
    BIGNUM* raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &raw) <= 0)
        return {};
    const Number number(raw);
    return padded(number.get());
}

} // namespace

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray randomText(int bytes)
{
    QList<quint32> words((bytes + 3) / 4);
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return base64Url(QByteArray(reinterpret_cast<const char*>(words.constData()), bytes));
}

QByteArray pkceChallenge(const QByteArray& verifier)
{
    return base64Url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256));
}

base::Result<QByteArray> signedToken(const QJsonObject& header, const QJsonObject& claims, const SigningKey& key)
{
    const Key signer = privateKey(key.pem);
    if (!signer)
        return badKey("not a private key in PEM form without a pass phrase");
    const bool wantsEc = key.algorithm == QStringLiteral("ES256");
    if (EVP_PKEY_get_base_id(signer.get()) != (wantsEc ? EVP_PKEY_EC : EVP_PKEY_RSA))
        return badKey(wantsEc ? "ES256 needs an EC key" : "this way needs an RSA key");
    QJsonObject whole = header;
    whole.insert(QStringLiteral("alg"), key.algorithm);
    const QByteArray text = part(whole) + '.' + part(claims);
    const QByteArray signature = signatureOf(text, signer.get(), key.algorithm);
    if (signature.isEmpty())
        return badKey("can't sign with it");
    return text + '.' + base64Url(signature);
}

base::Result<base::Secret> newEcKey()
{
    const Key key(EVP_EC_gen("P-256"));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!key || !bio || PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) <= 0)
        return base::fail(ErrorCode::Internal, QStringLiteral("key"), QStringLiteral("can't make one"));
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return base::Secret(QByteArray(bytes, static_cast<qsizetype>(size)));
}

base::Result<QJsonObject> publicJwk(const base::Secret& pem)
{
    const Key key = privateKey(pem);
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC)
        return badKey("not an EC key");
    const QByteArray x = coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_X);
    const QByteArray y = coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
    if (x.isEmpty() || y.isEmpty())
        return badKey("not on P-256");
    return QJsonObject{{QStringLiteral("kty"), QStringLiteral("EC")},
                       {QStringLiteral("crv"), QStringLiteral("P-256")},
                       {QStringLiteral("x"), QString::fromLatin1(base64Url(x))},
                       {QStringLiteral("y"), QString::fromLatin1(base64Url(y))}};
}

} // namespace qm::vendor
