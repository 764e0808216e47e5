#include "ui/pages/tells_people.h"

#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QSignalBlocker>

namespace qm::pages {

using namespace qm::widgets;

TellsPeople::TellsPeople(const QString& vendor, QWidget* parent)
    : QWidget(parent)
    , m_tick(new QCheckBox(tr("This tells who works here")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_tick);
    column->addWidget(makeParagraph(tr("On: people, their departments and managers come from %1 and are kept up from there. Off: it makes nobody; set it for the one system that knows who works here.").arg(vendor), Type::Small, Tone::Third));
    connect(m_tick, &QCheckBox::toggled, this, &TellsPeople::chosen);
}

void TellsPeople::setTicked(bool ticked)
{
    const QSignalBlocker quiet(m_tick);
    m_tick->setChecked(ticked);
}

bool TellsPeople::isTicked() const
{
    return m_tick->isChecked();
}

} // namespace qm::pages
