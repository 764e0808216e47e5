#include "core/store/sha256.h"

#include <openssl/evp.h>

namespace qm::store {

void Sha256::Free::operator()(evp_md_st* algorithm) const
{
    EVP_MD_free(algorithm);
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr))
    , m_context(EVP_MD_CTX_new())
{
    // Nothing that verifies could be written; only a broken installation of OpenSSL comes to this.
    if (!m_algorithm || !m_context)
        qFatal("OpenSSL has no SHA-256");
    reset();
}

void Sha256::reset()
{
    EVP_DigestInit_ex2(m_context.get(), m_algorithm.get(), nullptr);
}

void Sha256::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
}

QByteArray Sha256::result()
{
    QByteArray hash(size, Qt::Uninitialized);
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char*>(hash.data()), nullptr);
    return hash;
}

} // namespace qm::store
