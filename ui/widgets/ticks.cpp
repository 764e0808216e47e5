#include "ui/widgets/ticks.h"

namespace qm::widgets {

void Ticks::toggle(qint64 id)
{
    if (!m_exceptions.remove(id))
        m_exceptions.insert(id);
}

void Ticks::tickAll()
{
    m_all = true;
    m_exceptions.clear();
}

void Ticks::clear()
{
    m_all = false;
    m_exceptions.clear();
}

} // namespace qm::widgets
