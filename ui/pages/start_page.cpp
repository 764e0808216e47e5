#include "ui/pages/start_page.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;

namespace {

constexpr int startWidth = 640;

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
{
    auto* row = new QHBoxLayout(this);
    auto* middle = new QWidget;
    middle->setFixedWidth(startWidth);
    row->addStretch(1);
    row->addWidget(middle);
    row->addStretch(1);
    auto* whole = new QVBoxLayout(middle);
    whole->setContentsMargins(0, 24, 0, 24);
    whole->addStretch(2);
    whole->addLayout(m_column);
    whole->addStretch(3);
    m_column->setSpacing(8);
    m_column->addWidget(makeLabel(tr("Welcome to Quartermaster"), Type::Figure));
    m_column->addWidget(makeParagraph(tr("People, devices, access and what it all costs, in one file on this computer. Nothing leaves it unless you say so.")));
    m_column->addSpacing(16);
    auto* card = new Card;
    auto* sample = new Button(tr("Open the sample"), ButtonKind::Primary);
    auto* import = new Button(tr("Import a file"));
    auto* empty = new Button(tr("Start empty"));
    auto* open = new Button(tr("Open a workspace"));
    card->body()->addWidget(choice(QStringLiteral("sparkles"), tr("Look around first"), tr("A sample company with 184 people and 30 months of history. Change what you like."), sample));
    card->addLine();
    card->body()->addWidget(choice(QStringLiteral("import"), tr("Begin with what you have"), tr("A CSV file of people or devices. You see every row before anything is written."), import));
    card->addLine();
    card->body()->addWidget(choice(QStringLiteral("plus"), tr("Begin empty"), tr("A new workspace with nothing in it."), empty));
    card->addLine();
    card->body()->addWidget(choice(QStringLiteral("folder"), tr("Go on with a workspace"), tr("A file that ends in .quartermaster."), open));
    m_column->addWidget(card);
    m_choices = card;
    m_busy = new ProgressLine;
    m_busy->hide();
    m_column->addWidget(m_busy);
    connect(sample, &QAbstractButton::clicked, this, &StartPage::sampleAsked);
    connect(import, &QAbstractButton::clicked, this, &StartPage::importAsked);
    connect(empty, &QAbstractButton::clicked, this, &StartPage::emptyAsked);
    connect(open, &QAbstractButton::clicked, this, &StartPage::openAsked);
}

QWidget* StartPage::choice(const QString& icon, const QString& title, const QString& words, Button* verb)
{
    auto* choice = new QWidget;
    auto* row = new QHBoxLayout(choice);
    row->setContentsMargins(20, 16, 20, 16);
    row->setSpacing(14);
    row->addWidget(new IconTile(icon, 36));
    auto* text = new QVBoxLayout;
    text->setSpacing(1);
    text->addWidget(makeLabel(title, Type::Strong));
    text->addWidget(makeParagraph(words, Type::Small, Tone::Third));
    row->addLayout(text, 1);
    row->addWidget(verb);
    return choice;
}

void StartPage::showBusy(const QString& words)
{
    m_choices->setEnabled(words.isEmpty());
    m_busy->setProgress(words, {}, -1);
    m_busy->setVisible(!words.isEmpty());
}

void StartPage::showFailure(const QString& sentence)
{
    delete m_failure;
    m_failure = sentence.isEmpty() ? nullptr : new Banner(format::State::Act, tr("That did not work"), sentence);
    if (m_failure)
        m_column->insertWidget(2, m_failure);
}

} // namespace qm::pages
