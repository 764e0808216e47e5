#include "ui/pages/step_sheet.h"

#include "core/console/run_progress.h"
#include "core/model/step_state.h"
#include "ui/format/words.h"
#include "ui/pages/run_state.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/clipboard.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace qm::pages {

using namespace qm::widgets;
using model::Step;

StepVerb stepVerb(const console::JournalRun& run, const console::JournalStep& each, const QDateTime& now)
{
    const bool isOver = run.run.state == model::Run::State::Cancelled || model::isClosed(each.step.state);
    if (isOver || !console::isReady(run, each.step))
        return StepVerb::None;
    if (needsSomebody(each.step))
        return StepVerb::DoneByHand;
    if (each.step.kind != Step::Kind::Human)
        return StepVerb::None;
    return each.step.due.isValid() && each.step.due > now ? StepVerb::DoneEarly : StepVerb::Done;
}

QString stepVerbWord(StepVerb verb)
{
    switch (verb) {
    case StepVerb::Done: return StepSheet::tr("Done");
    case StepVerb::DoneEarly: return StepSheet::tr("Done early");
    case StepVerb::DoneByHand: return StepSheet::tr("Done by hand");
    case StepVerb::None: break;
    }
    return {};
}

StepSheet::StepSheet(console::Console& console, const console::JournalStep& step, StepVerb verb, QWidget* parent)
    : FormSheet(step.step.title, parent)
    , m_console(console)
    , m_step(step)
    , m_verb(verb)
{
    addFacts();
    for (const QString& name : console::secretsOf(step.step))
        addSecret(name);
    if (verb != StepVerb::None) {
        m_note = new QLineEdit;
        body()->addWidget(new FormField(tr("Note (optional)"), m_note, tr("stays with the step and in the certificate")));
    }
    if (needsSomebody(step.step))
        addTryAgain();
    body()->addStretch(1);
    setVerbs(tr("Close"), stepVerbWord(verb));
    verbButton()->setAccessibleName(QStringLiteral("%1: %2").arg(stepVerbWord(verb), step.step.title));
    connect(this, &FormSheet::verbAsked, this, [this] {
        const QString given = m_note->text().trimmed();
        const QString note = given.isEmpty() && m_verb == StepVerb::DoneByHand ? tr("Done by hand") : given;
        settle(m_console.closeStep(m_step.record.id, note), tr("Noted as done"));
    });
}

void StepSheet::addFacts()
{
    const Step& step = m_step.step;
    if (!step.detail.isEmpty())
        body()->addWidget(makeParagraph(step.detail));
    if (!step.warning.isEmpty())
        body()->addWidget(makeParagraph(step.warning, Type::Body, Tone::Text));
    if (!step.result.isEmpty())
        body()->addWidget(makeParagraph(format::reasonSentence(step.result), Type::Body, Tone::Text));
}

void StepSheet::addSecret(const QString& name)
{
    const QString word = name == QLatin1String("password") ? tr("First password") : name;
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* place = makeLabel(QStringLiteral("\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022"), Type::Strong);
    place->setTextFormat(Qt::PlainText);
    place->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* once = new Button(tr("Show once"), ButtonKind::Secondary, QStringLiteral("eye"));
    auto* copied = new Button(tr("Copy"), ButtonKind::Secondary, QStringLiteral("copy"));
    once->setAccessibleName(tr("Show once: %1").arg(word));
    copied->setAccessibleName(tr("Copy: %1").arg(word));
    row->addWidget(makeLabel(word, Type::Small, Tone::Third));
    row->addWidget(place, 1);
    row->addWidget(once);
    row->addWidget(copied);
    body()->addLayout(row);
    connect(once, &QAbstractButton::clicked, this, [this, name, place] { reveal(name, place); });
    connect(copied, &QAbstractButton::clicked, this, [this, name] { copy(name); });
}

void StepSheet::addTryAgain()
{
    auto* row = new QHBoxLayout;
    auto* again = new Button(tr("Try again"), ButtonKind::Secondary, QStringLiteral("refresh"));
    again->setAccessibleName(tr("Try again: %1").arg(m_step.step.title));
    row->addWidget(again);
    row->addStretch(1);
    body()->addLayout(row);
    m_again = again;
    connect(again, &QAbstractButton::clicked, this, [this] {
        settle(m_console.tryStepAgain(m_step.record.id), tr("Asked again"));
    });
}

void StepSheet::reveal(const QString& name, Label* place)
{
    m_shown.append(place);
    base::whenDone(m_console.stepSecret(m_step.record.id, name), place, [this, place](base::Result<std::shared_ptr<const base::Secret>> secret) {
        if (!secret)
            return showProblem(secret.error());
        if (isVisible())
            place->setText(QString::fromUtf8((*secret)->reveal()));
    });
}

void StepSheet::copy(const QString& name)
{
    base::whenDone(m_console.stepSecret(m_step.record.id, name), this, [this](base::Result<std::shared_ptr<const base::Secret>> secret) {
        if (!secret)
            return showProblem(secret.error());
        copySecret(QString::fromUtf8((*secret)->reveal()), secretCopiedMs);
        setFootWords(tr("Copied, for a minute"));
    });
}

void StepSheet::hideEvent(QHideEvent* event)
{
    for (const QPointer<Label>& each : std::as_const(m_shown)) {
        if (each)
            each->clear();
    }
    FormSheet::hideEvent(event);
}

void StepSheet::setVerbsEnabled(bool isEnabled)
{
    verbButton()->setEnabled(isEnabled);
    if (m_again)
        m_again->setEnabled(isEnabled);
}

void StepSheet::settle(const console::Answer<void>& answer, const QString& words)
{
    setVerbsEnabled(false);
    base::whenDone(answer, this, [this, words](base::Result<void> result) {
        if (!result) {
            setVerbsEnabled(true);
            return showProblem(result.error());
        }
        Q_EMIT settled(words);
        accept();
    });
}

void StepSheet::showProblem(const base::Error& error)
{
    delete m_problem;
    m_problem = new Banner(format::State::Act, tr("This did not work"), format::sentence(error));
    body()->insertWidget(0, m_problem);
}

} // namespace qm::pages
