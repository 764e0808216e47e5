#pragma once

#include "core/base/when_done.h"
#include "ui/pages/page.h"
#include "ui/widgets/wizard_frame.h"

#include <QSet>

class QVBoxLayout;

namespace qm::wizards {

/// What every wizard is: a page around a frame with steps, a banner for what cannot go on, and a focus that goes with the
/// steps. However it is left, what was entered is kept while the program runs and stands there the next time. Subclasses fill the steps and say what the verbs do.
class WizardPage : public pages::Page
{
    Q_OBJECT

public:
    WizardPage(console::Console& console, const QString& title, const QStringList& steps);

    bool leaveLevel() override;
    void left() override;
    int footHeight() const override;

protected:
    widgets::WizardFrame* frame() const { return m_frame; }
    int step() const { return m_frame->step(); }
    int lastStep() const { return int(m_titles.size()) - 1; }
    QString stepTitle(int step) const { return m_titles.value(step); }

    /// A step of fields: one scrolled column, at most so wide. Its first field gets the focus.
    QVBoxLayout* addForm(int width);
    /// A step of anything; the verb gets the focus.
    void addStep(QWidget* page);
    static QWidget* scrolled(QWidget* inner);
    /// The column that fills a page up to a width.
    static QVBoxLayout* narrowColumn(QWidget* page, int width);

    void goTo(int step);
    void showProblem(const base::Error& error);
    void dropProblem();

    /// Above the sentence of showProblem().
    virtual QString problemTitle() const = 0;
    /// The verb: on to the next step, or close at the last one.
    virtual void forward() = 0;
    /// Fills the step that is about to be shown.
    virtual void enterStep(int step) = 0;
    /// Sets the words of back, reassurance and verbs.
    virtual void dressFoot(int step) = 0;
    /// Whether the steps before this one can still be changed.
    virtual bool mayReturnFrom(int step) const = 0;
    virtual void secondary() = 0;
    /// What was entered is on its way into the workspace.
    virtual bool isWriting() const { return false; }
    /// What was entered, without secrets; invalid: nothing yet, or nothing that could be gone on with.
    virtual QVariant entered() = 0;
    /// What entered() said the last time; invalid: nothing is kept.
    QVariant kept() const;
    /// It has been used.
    void forget();

private:
    void startOver();
    void focusStep();

    widgets::WizardFrame* m_frame;
    QStringList m_titles;
    QVBoxLayout* m_problems;
    QWidget* m_problem = nullptr;
    QList<QWidget*> m_pages;
    QSet<int> m_forms; ///< steps of fields
    bool m_isLeft = false;
};

} // namespace qm::wizards
