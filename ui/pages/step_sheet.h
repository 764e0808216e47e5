#pragma once

#include "core/base/when_done.h"
#include "core/console/console.h"
#include "ui/widgets/form_sheet.h"

#include <QPointer>

class QLineEdit;

namespace qm::widgets {
class Button;
class Banner;
class Label;
}

namespace qm::pages {

/// What a person can do with one step of a run; Done takes what is due, and what may be done before.
enum class StepVerb { None, Done, DoneEarly, DoneByHand };
StepVerb stepVerb(const console::JournalRun& run, const console::JournalStep& step, const QDateTime& now);
QString stepVerbWord(StepVerb verb);

/// One step of a run over the dimmed window: what it is, how it stands, a note and the verb that closes it, and what a
/// vendor gave once (a first password, a PIN). What it shows of a secret goes with it. Shown with open().
class StepSheet : public widgets::FormSheet
{
    Q_OBJECT

public:
    StepSheet(console::Console& console, const console::JournalStep& step, StepVerb verb, QWidget* parent);

Q_SIGNALS:
    /// The step was closed or asked again; the words say which.
    void settled(const QString& words);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void addFacts();
    void addSecret(const QString& name);
    void addTryAgain();
    void reveal(const QString& name, widgets::Label* place);
    void copy(const QString& name);
    void setVerbsEnabled(bool isEnabled);
    void settle(const console::Answer<void>& answer, const QString& words);
    void showProblem(const base::Error& error);

    console::Console& m_console;
    console::JournalStep m_step;
    StepVerb m_verb;
    QLineEdit* m_note = nullptr;
    widgets::Button* m_again = nullptr;
    QList<QPointer<widgets::Label>> m_shown;
    QPointer<widgets::Banner> m_problem;
};

} // namespace qm::pages
