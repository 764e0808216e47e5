#pragma once

#include <QSet>

namespace qm::widgets {

/// Which rows are ticked, by id: some, or all except some, so that "tick all" costs nothing at a million rows.
class Ticks
{
public:
    bool contains(qint64 id) const { return m_all != m_exceptions.contains(id); }
    void toggle(qint64 id);
    void tickAll();
    void clear();
    bool isAll() const { return m_all; }
    /// The ids that differ from isAll(): the ticked ones, or the ones left out.
    const QSet<qint64>& exceptions() const { return m_exceptions; }
    qint64 count(qint64 rows) const { return m_all ? rows - m_exceptions.size() : m_exceptions.size(); }

private:
    QSet<qint64> m_exceptions;
    bool m_all = false;
};

} // namespace qm::widgets
