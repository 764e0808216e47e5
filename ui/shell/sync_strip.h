#pragma once

#include "core/console/console.h"
#include "ui/shell/foot_strip.h"

namespace qm::shell {

/// The line at the foot of the window while connections are read: which, how far, and a way to stop. Gone when nothing
/// is being read.
class SyncStrip : public FootStrip
{
    Q_OBJECT

public:
    explicit SyncStrip(console::Console& console, QWidget* parent = nullptr);

Q_SIGNALS:
    void connectionAsked(qm::base::Id source);

private:
    void showReadings();

    console::Console& m_console;
    widgets::Button* m_open;
    widgets::Button* m_stop;
};

} // namespace qm::shell
