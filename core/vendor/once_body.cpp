#include "core/vendor/once_body.h"

#include <algorithm>
#include <cstring>

namespace qm::vendor {

OnceBody::OnceBody(QByteArray bytes, QObject* parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceBody::readData(char* to, qint64 longest)
{
    const qint64 size = std::min(longest, m_bytes.size() - m_at);
    if (size <= 0)
        return m_at >= m_bytes.size() ? -1 : 0;
    std::memcpy(to, m_bytes.constData() + m_at, static_cast<std::size_t>(size));
    m_at += size;
    return size;
}

} // namespace qm::vendor
