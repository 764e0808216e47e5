#pragma once

#include "core/base/when_done.h"
#include "core/console/console.h"
#include "core/console/run_progress.h"
#include "ui/pages/step_sheet.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace qm::widgets {
class Button;
class Card;
class Label;
class Ring;
}

namespace qm::pages {

class CardTable;

/// A run with its proof: what is closed, what waits, what needs somebody. Reads itself again when the run moves.
class RunView : public QWidget
{
    Q_OBJECT

public:
    explicit RunView(console::Console& console, QWidget* parent = nullptr);

    void setRun(base::Id run);
    base::Id run() const { return m_run; }
    const console::LeaverReport& report() const { return m_report; }
    console::RunProgress progress() const;
    /// Where the person works: every hour of the run is read there.
    QTimeZone zone() const;
    bool isLeaver() const { return m_report.run.run.occasion == model::Run::Occasion::Leave; }
    /// Does what is due now; a paused run goes on.
    void carryOn();
    /// Nothing more is begun until somebody carries it on.
    void pause();

Q_SIGNALS:
    void shown();
    /// It could not be read; shown() takes that back.
    void unread(const qm::base::Error& error);
    /// What was asked for did not work.
    void failed(const qm::base::Error& error);
    void toast(const QString& words, qm::base::Id undoable);
    void openConnections();
    /// What is in no plan shall be planned, too.
    void planRest(qm::base::Id person);

private:
    QWidget* makeProgress();
    QWidget* makeSteps();
    QWidget* makeSide();

    void read();
    void take(console::LeaverReport report);
    void readNames();
    void show();
    void showProgress();
    void showBars();
    void showSteps();
    void showNeeds();
    void showTasks();
    void showSources();
    QWidget* needRow(const console::JournalStep& each);
    QWidget* restRow(int count);
    QWidget* taskRow(const console::JournalStep& each);
    void showPause();
    void openStep(base::Id step);
    widgets::Button* verbButton(const console::JournalStep& each);
    StepVerb verbOf(const console::JournalStep& each) const;
    void settled(const QString& words);
    QString nameOf(base::Id person) const { return m_names.value(person); }

    console::Console& m_console;
    base::Id m_run;
    console::LeaverReport m_report;
    QHash<base::Id, QString> m_names;
    widgets::Ring* m_ring;
    widgets::Label* m_headline;
    widgets::Button* m_pause;
    QGridLayout* m_bars;
    widgets::Card* m_stepsCard;
    CardTable* m_steps;
    QVBoxLayout* m_side;
    QVBoxLayout* m_needs;
    widgets::Card* m_tasksCard = nullptr;
    QVBoxLayout* m_tasks;
    widgets::Card* m_sourcesCard;
    QVBoxLayout* m_sources;
    widgets::Card* m_moneyCard;
    QVBoxLayout* m_money;
    QTimer m_refresh;
};

} // namespace qm::pages
