#include "ui/pages/may_change.h"

#include "ui/format/vendor_words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QSignalBlocker>

namespace qm::pages {

using namespace qm::widgets;
using console::VendorAction;
using format::State;

namespace {

RowButton* lineOf(const VendorAction& action)
{
    const QString danger = format::vendorDangerWord(action);
    const bool isGrave = action.danger == u"destroys_data";
    const State state = isGrave ? State::Act : State::Plain;
    auto* line = new RowButton({state, isGrave ? QString() : QStringLiteral("pencil"), format::vendorActionWord(action), {}, {}, danger});
    line->setStill();
    return line;
}

} // namespace

MayChange::MayChange(const console::VendorInfo& vendor, QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    if (vendor.actions.isEmpty()) {
        column->addWidget(makeParagraph(tr("%1 is only read. Whatever has to change there becomes a task for a person.").arg(vendor.name)));
        return;
    }
    m_tick = new QCheckBox(tr("Plans may change things in %1").arg(vendor.name));
    column->addWidget(m_tick);
    column->addWidget(makeParagraph(tr("Off: it is only read, and plans make tasks for people. On: a plan that you have read and applied does these by itself, never anything else."), Type::Small, Tone::Third));
    auto* lines = new QVBoxLayout;
    lines->setSpacing(0);
    for (const VendorAction& action : vendor.actions)
        lines->addWidget(lineOf(action));
    column->addLayout(lines);
    connect(m_tick, &QCheckBox::toggled, this, &MayChange::chosen);
}

void MayChange::setAllowed(bool allowed)
{
    if (!m_tick)
        return;
    const QSignalBlocker quiet(m_tick);
    m_tick->setChecked(allowed);
}

bool MayChange::isAllowed() const
{
    return m_tick && m_tick->isChecked();
}

} // namespace qm::pages
