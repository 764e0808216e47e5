#include "core/vendor/sealed_box.h"

#include <sodium.h>

namespace qm::vendor {
namespace {

using base::ErrorCode;

constexpr char boxVersion = 1;
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype proofSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype headSize = 1 + nonceSize;

// The line feed keeps the parts apart: a vault's id has none.
QByteArray boundTo(const BoxLabel& label)
{
    return QByteArrayLiteral("quartermaster box ") + QByteArray::number(boxVersion) + ' ' + label.vault.toUtf8() + '\n' + label.name.toUtf8();
}

const unsigned char* bytesOf(const QByteArray& array)
{
    return reinterpret_cast<const unsigned char*>(array.constData());
}

unsigned char* bytesIn(QByteArray& array)
{
    return reinterpret_cast<unsigned char*>(array.data());
}

std::size_t sizeOf(const QByteArray& array)
{
    return static_cast<std::size_t>(array.size());
}

} // namespace

QByteArray sealed(const base::Secret& secret, const BoxLabel& label, const GuardedKey& key)
{
    const QByteArray bound = boundTo(label);
    QByteArray box(headSize + secret.reveal().size() + proofSize, Qt::Uninitialized);
    box[0] = boxVersion;
    unsigned char* nonce = bytesIn(box) + 1;
    randombytes_buf(nonce, nonceSize);
    key.use([&](const unsigned char* bytes) {
        crypto_aead_xchacha20poly1305_ietf_encrypt(bytesIn(box) + headSize, nullptr, bytesOf(secret.reveal()), sizeOf(secret.reveal()), bytesOf(bound), sizeOf(bound), nullptr, nonce, bytes);
    });
    return box;
}

base::Result<base::Secret> unsealed(const QByteArray& box, const BoxLabel& label, const GuardedKey& key)
{
    if (box.size() < headSize + proofSize || box.at(0) != boxVersion)
        return base::fail(ErrorCode::SecretDamaged, label.name, QStringLiteral("no box of this version"));
    const QByteArray bound = boundTo(label);
    QByteArray bytes(box.size() - headSize - proofSize, Qt::Uninitialized);
    int state = -1;
    key.use([&](const unsigned char* keyBytes) {
        state = crypto_aead_xchacha20poly1305_ietf_decrypt(bytesIn(bytes), nullptr, nullptr, bytesOf(box) + headSize, sizeOf(box) - headSize, bytesOf(bound), sizeOf(bound), bytesOf(box) + 1, keyBytes);
    });
    if (state != 0)
        return base::fail(ErrorCode::SecretDamaged, label.name, QStringLiteral("the box does not open"));
    return base::Secret(std::move(bytes));
}

} // namespace qm::vendor
