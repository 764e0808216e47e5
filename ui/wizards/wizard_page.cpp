#include "ui/wizards/wizard_page.h"

#include "ui/format/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/scroll.h"

#include <QBoxLayout>

namespace qm::wizards {

using namespace qm::widgets;

namespace {

/// What was entered lives with the console: as long as the workspace is open, and in no file.
QByteArray keptName(const pages::Page& wizard)
{
    return "kept-" + wizard.key().toLatin1();
}

QWidget* firstField(QWidget* page)
{
    for (QWidget* next = page->nextInFocusChain(); next != page; next = next->nextInFocusChain()) {
        if (page->isAncestorOf(next) && next->focusPolicy() & Qt::TabFocus && next->isEnabled() && next->isVisibleTo(page))
            return next;
    }
    return nullptr;
}

} // namespace

WizardPage::WizardPage(console::Console& console, const QString& title, const QStringList& steps)
    : Page(console)
    , m_frame(new WizardFrame(title, steps))
    , m_titles(steps)
    , m_problems(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_problems->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    column->addLayout(m_problems);
    column->addWidget(m_frame, 1);
    connect(m_frame, &WizardFrame::primaryAsked, this, [this] { forward(); });
    connect(m_frame, &WizardFrame::secondaryAsked, this, [this] { secondary(); });
    connect(m_frame, &WizardFrame::closeAsked, this, [this] { leaveLevel(); });
    connect(m_frame, &WizardFrame::startOverAsked, this, &WizardPage::startOver);
    connect(m_frame, &WizardFrame::backAsked, this, [this] {
        if (step() > 0 && mayReturnFrom(step()))
            goTo(step() - 1);
    });
    connect(m_frame, &WizardFrame::stepAsked, this, [this](int wanted) {
        if (wanted < step() && mayReturnFrom(step()))
            goTo(wanted);
    });
}

bool WizardPage::leaveLevel()
{
    left();
    Q_EMIT finished();
    return true;
}

void WizardPage::left()
{
    const QVariant now = m_isLeft || step() == lastStep() || isWriting() ? QVariant() : entered();
    m_isLeft = true;
    if (!now.isValid())
        return;
    console().setProperty(keptName(*this).constData(), now);
    Q_EMIT toast(tr("Kept for later; nothing has changed"), {});
}

QVariant WizardPage::kept() const
{
    return console().property(keptName(*this).constData());
}

void WizardPage::forget()
{
    console().setProperty(keptName(*this).constData(), QVariant());
}

void WizardPage::startOver()
{
    forget();
    m_isLeft = true;
    Q_EMIT startWizard(key(), {});
}

int WizardPage::footHeight() const
{
    return measure::wizardFoot;
}

QWidget* WizardPage::scrolled(QWidget* inner)
{
    QScrollArea* area = makeScroll(inner);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QVBoxLayout* WizardPage::narrowColumn(QWidget* page, int width)
{
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(measure::sheetLeft, 20, measure::sheetRight, 20);
    auto* inner = new QWidget;
    inner->setMaximumWidth(width);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    row->addWidget(inner, 10);
    row->addStretch(1);
    return column;
}

QVBoxLayout* WizardPage::addForm(int width)
{
    auto* outer = new QWidget;
    QVBoxLayout* column = narrowColumn(outer, width);
    m_forms.insert(int(m_pages.size()));
    addStep(scrolled(outer));
    return column;
}

void WizardPage::addStep(QWidget* page)
{
    m_pages.append(page);
    m_frame->addPage(page);
}

void WizardPage::goTo(int step)
{
    dropProblem();
    m_frame->setConsequences(nullptr);
    m_frame->setStep(step);
    m_frame->secondary()->setVisible(step == lastStep());
    m_frame->setStartOver(step < lastStep() && kept().isValid());
    m_frame->primary()->setEnabled(true);
    enterStep(step);
    dressFoot(step);
    m_frame->primary()->updateGeometry();
    focusStep();
}

/// Without it the focus would land wherever a disabled button pushed it.
void WizardPage::focusStep()
{
    QWidget* page = m_pages.value(step());
    QWidget* field = page && (m_forms.contains(step()) || !m_frame->primary()->isEnabled()) ? firstField(page) : nullptr;
    QWidget* first = field ? field : m_frame->primary();
    first->setFocus(Qt::OtherFocusReason);
}

void WizardPage::showProblem(const base::Error& error)
{
    dropProblem();
    m_problem = new Banner(format::State::Act, problemTitle(), format::sentence(error));
    m_problems->addSpacing(measure::cardPadding - measure::sheetInset);
    m_problems->addWidget(m_problem);
}

void WizardPage::dropProblem()
{
    delete m_problem;
    m_problem = nullptr;
    delete m_problems->takeAt(0); // the space above it
}

} // namespace qm::wizards
