#include "core/base/secret.h"

namespace qm::base {

void Secret::wipe()
{
    // Written through a volatile pointer: the compiler must not drop stores to memory about to be freed.
    if (m_bytes.isEmpty() || !m_bytes.isDetached())
        return;
    volatile char* bytes = m_bytes.data();
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        bytes[i] = 0;
}

} // namespace qm::base
