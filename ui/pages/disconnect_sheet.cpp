#include "ui/pages/disconnect_sheet.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QRadioButton>

namespace qm::pages {

using namespace qm::widgets;

DisconnectSheet::DisconnectSheet(const QString& name, QWidget* parent)
    : FormSheet(tr("Disconnect %1?").arg(name), parent)
{
    body()->addWidget(makeParagraph(tr("It is no longer read, plans no longer change anything there, and its sign-in is wiped from this computer. Nothing changes at %1 itself; take back the token there as well.").arg(name)));
    m_keep = addChoice(tr("Keep what it brought"), tr("Accounts, groups and devices stay as they were last seen, with their age."));
    m_remove = addChoice(tr("Remove what only it brought"), tr("What somebody entered or what others refer to stays, and so do people. The history keeps what was there."));
    m_keep->setChecked(true);
    body()->addStretch(1);
    setVerbs(tr("Stay connected"), tr("Disconnect"));
    verbButton()->setKind(ButtonKind::Danger);
    connect(this, &FormSheet::verbAsked, this, [this] {
        Q_EMIT chosen(m_remove->isChecked() ? console::Brought::Drop : console::Brought::Keep);
        accept();
    });
}

QRadioButton* DisconnectSheet::addChoice(const QString& words, const QString& meaning)
{
    auto* choice = new QRadioButton(words);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(choice);
    auto* below = new QHBoxLayout;
    below->addSpacing(24);
    below->addWidget(makeParagraph(meaning, Type::Small, Tone::Third), 1);
    column->addLayout(below);
    body()->addLayout(column);
    return choice;
}

} // namespace qm::pages
