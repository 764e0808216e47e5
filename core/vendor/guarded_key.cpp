#include "core/vendor/guarded_key.h"

#include <sodium.h>

#include <cstring>

namespace qm::vendor {

using base::ErrorCode;
using base::Result;

static_assert(GuardedKey::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

Result<std::unique_ptr<GuardedKey>> GuardedKey::make(const std::function<void(unsigned char*)>& fill)
{
    if (sodium_init() < 0)
        return base::fail(ErrorCode::Internal, {}, QStringLiteral("libsodium did not start"));
    auto* bytes = static_cast<unsigned char*>(sodium_malloc(size));
    if (!bytes)
        return base::fail(ErrorCode::Internal, {}, QStringLiteral("no guarded memory"), base::Retry::Later);
    fill(bytes);
    sodium_mprotect_noaccess(bytes);
    return std::unique_ptr<GuardedKey>(new GuardedKey(bytes));
}

Result<std::unique_ptr<GuardedKey>> GuardedKey::random()
{
    return make([](unsigned char* bytes) { randombytes_buf(bytes, size); });
}

Result<std::unique_ptr<GuardedKey>> GuardedKey::from(const base::Secret& bytes)
{
    if (static_cast<std::size_t>(bytes.reveal().size()) != size)
        return base::fail(ErrorCode::Invalid, QStringLiteral("key"));
    return make([&bytes](unsigned char* to) { std::memcpy(to, bytes.reveal().constData(), size); });
}

GuardedKey::~GuardedKey()
{
    sodium_free(m_bytes); // overwrites them first
}

void GuardedKey::use(const std::function<void(const unsigned char*)>& work) const
{
    sodium_mprotect_readonly(m_bytes);
    work(m_bytes);
    sodium_mprotect_noaccess(m_bytes);
}

base::Secret GuardedKey::copy() const
{
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    use([&bytes](const unsigned char* key) { std::memcpy(bytes.data(), key, size); });
    return base::Secret(std::move(bytes));
}

} // namespace qm::vendor
