#pragma once

#include <QByteArray>

#include <utility>

namespace qm::base {

/// Bytes that must not be seen: moved, never copied, overwritten when dropped, without any stream operator.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        m_bytes.detach();
    }
    ~Secret() { wipe(); }
    Secret(Secret&& other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {}
    Secret& operator=(Secret&& other) noexcept
    {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
        return *this;
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes themselves, for the one call that needs them.
    const QByteArray& reveal() const { return m_bytes; }
    /// A second, independent holder of the same bytes; named so that copies can be found.
    Secret clone() const { return Secret(m_bytes); }

private:
    void wipe();

    QByteArray m_bytes;
};

} // namespace qm::base
