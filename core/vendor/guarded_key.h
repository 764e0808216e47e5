#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <cstddef>
#include <functional>
#include <memory>

namespace qm::vendor {

/// A 32-byte key in memory of its own: guard pages around it, kept out of the swap file where the system lets us, not
/// even readable between two uses, overwritten when dropped.
class GuardedKey final
{
public:
    static constexpr std::size_t size = 32;

    /// A new one from the system's source of chance. Internal when there is no guarded memory left.
    static base::Result<std::unique_ptr<GuardedKey>> random();
    /// Invalid when `bytes` is no key.
    static base::Result<std::unique_ptr<GuardedKey>> from(const base::Secret& bytes);
    ~GuardedKey();
    GuardedKey(const GuardedKey&) = delete;
    GuardedKey& operator=(const GuardedKey&) = delete;

    /// The bytes can be read while `work` runs, and only then.
    void use(const std::function<void(const unsigned char*)>& work) const;
    /// As the key store takes it.
    base::Secret copy() const;

private:
    explicit GuardedKey(unsigned char* bytes)
        : m_bytes(bytes)
    {}
    static base::Result<std::unique_ptr<GuardedKey>> make(const std::function<void(unsigned char*)>& fill);

    unsigned char* m_bytes;
};

} // namespace qm::vendor
