#include "ui/pages/run_view.h"

#include "core/base/zone.h"
#include "core/model/step_state.h"
#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/pages/run_state.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QGridLayout>

namespace qm::pages {

using namespace qm::widgets;
using console::JournalStep;
using format::State;
using model::Step;

namespace {

constexpr int runRefreshMs = 150, ringSide = 140;
constexpr std::size_t tasksShown = 10;

Card* listCard(QVBoxLayout*& list, const QString& title, Ground ground)
{
    auto* card = new Card(ground);
    card->addHead(title, QStringLiteral(" "));
    card->addLine();
    list = new QVBoxLayout;
    list->setContentsMargins(measure::cardPadding - 1, 6, measure::cardPadding - 1, 12);
    list->setSpacing(2);
    card->body()->addLayout(list);
    return card;
}

/// What a click on the row is for.
format::Cell toDoCell(const JournalStep& each, StepVerb verb)
{
    if (verb != StepVerb::None)
        return format::link(QStringLiteral("check"), stepVerbWord(verb));
    if (!console::secretsOf(each.step).isEmpty())
        return format::link(QStringLiteral("key"), RunView::tr("Secret"));
    return format::text({});
}

} // namespace

RunView::RunView(console::Console& console, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
{
    auto* halves = new QHBoxLayout(this);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(measure::cardGap);
    auto* main = new QVBoxLayout;
    main->setSpacing(measure::cardGap);
    main->addWidget(makeProgress());
    main->addWidget(makeSteps());
    main->addStretch(1);
    halves->addLayout(main, 2);
    halves->addWidget(makeSide(), 1);
    hide(); // until there is something to tell
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(runRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &RunView::read);
    connect(&console, &console::Console::changed, this, [this](const model::ChangeSet& set) {
        if (console::runsIn(set).contains(m_run) && !m_refresh.isActive())
            m_refresh.start();
    });
}

QWidget* RunView::makeProgress()
{
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(20, 18, 20, 18);
    row->setSpacing(26);
    m_ring = new Ring(ringSide);
    row->addWidget(m_ring);
    auto* words = new QVBoxLayout;
    words->setSpacing(12);
    m_headline = makeLabel({}, Type::Section);
    m_pause = new Button(tr("Pause"), ButtonKind::Secondary, QStringLiteral("pause"));
    m_pause->setToolTip(plainTip(tr("What is at a service just now ends first; nothing more is begun until somebody carries the run on.")));
    connect(m_pause, &QAbstractButton::clicked, this, &RunView::pause);
    auto* headRow = new QHBoxLayout;
    headRow->addWidget(m_headline, 1);
    headRow->addWidget(m_pause);
    words->addLayout(headRow);
    m_bars = new QGridLayout;
    m_bars->setHorizontalSpacing(28);
    m_bars->setVerticalSpacing(14);
    words->addLayout(m_bars);
    words->addStretch(1);
    row->addLayout(words, 1);
    card->body()->addLayout(row);
    return card;
}

QWidget* RunView::makeSteps()
{
    using Side = ColumnHead::Side;
    m_stepsCard = new Card;
    m_stepsCard->addHead(tr("Steps"), tr("worst first"));
    auto* rows = new CellRows({{tr("Step")}, {tr("State")}, {tr("Who")}, {tr("Money a month"), Side::Trailing}, {tr("To do")}}, this);
    m_steps = new CardTable(rows, {{240, 160, 3, 0}, {164, 150, 0, 0}, {130, 110, 1, 1}, {104, 104, 0, 2}, {124, 112, 0, 0}}, measure::row + 6);
    m_steps->setAccessibleName(tr("Steps of the run"));
    connect(m_steps, &CardTable::rowChosen, this, [this](int row) { openStep(m_steps->rows()->idAt(row)); });
    m_stepsCard->body()->addWidget(m_steps);
    return m_stepsCard;
}

QWidget* RunView::makeSide()
{
    auto* side = new QWidget;
    m_side = new QVBoxLayout(side);
    m_side->setContentsMargins(0, 0, 0, 0);
    m_side->setSpacing(measure::cardGap);
    m_needs = new QVBoxLayout;
    m_side->addLayout(m_needs);
    m_side->addWidget(m_tasksCard = listCard(m_tasks, tr("Tasks for people"), Ground::Card));
    m_side->addWidget(m_sourcesCard = listCard(m_sources, tr("Sources not proven"), Ground::Card));
    m_sourcesCard->setHeadGrey(tr("nothing is concluded from them"));
    m_moneyCard = new Card;
    m_money = new QVBoxLayout;
    m_money->setContentsMargins(measure::cardPadding - 1, 14, measure::cardPadding - 1, 14);
    m_moneyCard->body()->addLayout(m_money);
    m_side->addWidget(m_moneyCard);
    m_side->addStretch(1);
    side->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return side;
}

void RunView::setRun(base::Id run)
{
    m_run = run;
    read();
}

void RunView::read()
{
    if (!m_run.isValid())
        return;
    base::whenDone(m_console.leaverReport(m_run), this, [this](base::Result<console::LeaverReport> report) {
        if (!report)
            return Q_EMIT unread(report.error());
        take(std::move(*report));
    });
}

void RunView::take(console::LeaverReport report)
{
    m_report = std::move(report);
    readNames();
}

void RunView::readNames()
{
    QSet<base::Id> owners;
    for (const JournalStep& each : m_report.run.steps) {
        if (each.step.owner.isValid() && !m_names.contains(each.step.owner))
            owners.insert(each.step.owner);
    }
    if (owners.isEmpty())
        return show();
    base::whenDone(m_console.titles(model::Entity::Person, owners), this, [this](base::Result<QHash<base::Id, QString>> names) {
        if (names)
            m_names.insert(*names);
        show();
    });
}

QTimeZone RunView::zone() const
{
    return base::zoneOrUtc(m_report.timeZone);
}

console::RunProgress RunView::progress() const
{
    if (isLeaver())
        return console::progressOf(m_report.completeness);
    std::vector<Step> steps;
    for (const JournalStep& each : m_report.run.steps)
        steps.push_back(each.step);
    return console::progressOf(steps);
}

void RunView::show()
{
    showProgress();
    showBars();
    showSteps();
    showNeeds();
    showTasks();
    showSources();
    setVisible(true);
    Q_EMIT shown();
}

void RunView::showProgress()
{
    const console::RunProgress made = progress();
    const double whole = qMax(1, made.total);
    m_ring->setShares(made.total == 0 ? 1 : made.closed / whole, made.unproven / whole);
    m_ring->setWords(tr("%1 %").arg(made.percent()), tr("%1 of %2").arg(made.closed).arg(made.total));
    const model::Run::State state = m_report.run.run.state;
    const QString going = isLeaver() ? tr("Closed and proven, of everything they had") : tr("Steps done");
    m_headline->setText(state == model::Run::State::Done ? tr("Everything is closed") : state == model::Run::State::Paused ? tr("Paused: nothing more is begun") : going);
    showPause();
}

/// There is something to pause while the program has steps of its own to do.
void RunView::showPause()
{
    const auto byItself = [](const JournalStep& each) { return each.step.kind != Step::Kind::Human && !model::isClosed(each.step.state) && !needsSomebody(each.step); };
    const auto& steps = m_report.run.steps;
    const model::Run::State state = m_report.run.run.state;
    const bool goes = state == model::Run::State::Running || state == model::Run::State::NeedsAttention;
    m_pause->setVisible(goes && std::any_of(steps.begin(), steps.end(), byItself));
    m_pause->setEnabled(true);
}

void RunView::showBars()
{
    clearLayout(m_bars);
    QList<std::tuple<QString, int, int>> bars;
    if (isLeaver()) {
        for (const QString& closing : closingStates()) {
            int closed = 0, total = 0;
            for (const auto& item : m_report.completeness.items) {
                total += item.closing == closing ? 1 : 0;
                closed += item.closing == closing && item.closed && item.verified ? 1 : 0;
            }
            if (total > 0)
                bars.append({closingWord(closing), closed, total});
        }
    } else {
        const std::pair<QString, Step::Kind> kinds[] = {{tr("In this workspace"), Step::Kind::Local}, {tr("At vendors"), Step::Kind::Vendor}, {tr("By people"), Step::Kind::Human}};
        for (const auto& [words, kind] : kinds) {
            const auto ofKind = [kind = kind](const JournalStep& each) { return each.step.kind == kind && !model::isLeftOut(each.step.state); };
            const auto& steps = m_report.run.steps;
            const auto total = std::count_if(steps.begin(), steps.end(), ofKind);
            const auto closed = std::count_if(steps.begin(), steps.end(), [&](const JournalStep& each) { return ofKind(each) && isStepClosed(each.step); });
            if (total > 0)
                bars.append({words, int(closed), int(total)});
        }
    }
    int at = 0;
    for (const auto& [words, closed, total] : std::as_const(bars)) {
        auto* bar = new ThinBar(words);
        bar->setProgress(tr("%1 of %2").arg(closed).arg(total), double(closed) / total);
        m_bars->addWidget(bar, at / 2, at % 2);
        ++at;
    }
}

void RunView::showSteps()
{
    std::vector<const JournalStep*> sorted;
    for (const JournalStep& each : m_report.run.steps)
        sorted.push_back(&each);
    std::stable_sort(sorted.begin(), sorted.end(), [](const JournalStep* a, const JournalStep* b) { return stepRank(a->step) < stepRank(b->step); });
    QList<CellRow> rows;
    const QDateTime now = m_console.clock().now().toTimeZone(zone());
    for (const JournalStep* each : sorted) {
        const Step& step = each->step;
        format::Cell what = format::text(step.title);
        what.secondLine = step.result.isEmpty() ? step.detail : format::reasonSentence(step.result);
        format::Cell who = format::quiet(step.kind == Step::Kind::Human ? tr("a person") : tr("automatic"));
        if (step.owner.isValid() && !nameOf(step.owner).isEmpty())
            who = format::person(nameOf(step.owner));
        const format::Cell money = step.monthlyCost ? format::figure(format::moneyDelta(*step.monthlyCost)) : format::empty();
        const bool left = model::isLeftOut(step.state);
        rows << CellRow{each->record.id, {what, stepCell(*each, now), who, money, toDoCell(*each, verbOf(*each))}, left ? CellRow::Look::Dimmed : CellRow::Look::Normal};
    }
    m_stepsCard->setHeadGrey(tr("%1, worst first, hours in %2").arg(rows.size()).arg(format::zoneWord(zone())));
    m_steps->rows()->setRows(rows);
}

void RunView::showNeeds()
{
    clearLayout(m_needs);
    const auto& steps = m_report.run.steps;
    const int rest = m_report.unplanned();
    const auto count = std::count_if(steps.begin(), steps.end(), [](const JournalStep& each) { return needsSomebody(each.step); }) + (rest > 0 ? 1 : 0);
    if (count == 0)
        return;
    auto* card = new Card(Ground::Act);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(16, 14, 14, 14);
    column->setSpacing(10);
    column->addWidget(makeLabel(count == 1 ? tr("1 thing needs you") : tr("%1 things need you").arg(count), Type::Section, Tone::Act));
    for (const JournalStep& each : steps) {
        if (needsSomebody(each.step))
            column->addWidget(needRow(each));
    }
    if (rest > 0)
        column->addWidget(restRow(rest));
    card->body()->addLayout(column);
    m_needs->addWidget(card);
}

QWidget* RunView::needRow(const JournalStep& each)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    Label* what = makeParagraph(each.step.title, Type::Strong, Tone::Text);
    column->addWidget(what);
    if (!each.step.result.isEmpty())
        column->addWidget(makeParagraph(format::reasonSentence(each.step.result), Type::Small, Tone::Text));
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(8);
    auto* again = new Button(tr("Try again"));
    again->setAccessibleName(tr("Try again: %1").arg(each.step.title));
    verbs->addWidget(again);
    if (Button* done = verbButton(each))
        verbs->addWidget(done);
    verbs->addStretch(1);
    column->addLayout(verbs);
    connect(again, &QAbstractButton::clicked, this, [this, again, id = each.record.id] {
        again->setEnabled(false);
        base::whenDone(m_console.tryStepAgain(id), this, [this](base::Result<void> result) {
            if (result)
                return settled(tr("Asked again"));
            Q_EMIT failed(result.error());
            read();
        });
    });
    return box;
}

QWidget* RunView::restRow(int count)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeParagraph(count == 1 ? tr("1 thing they have is in no plan") : tr("%1 things they have are in no plan").arg(count), Type::Strong, Tone::Text));
    column->addWidget(makeParagraph(tr("They came after this was planned, came back, were left out, or stand open still."), Type::Small, Tone::Text));
    auto* verbs = new QHBoxLayout;
    auto* plan = new Button(tr("Plan the rest"));
    verbs->addWidget(plan);
    verbs->addStretch(1);
    column->addLayout(verbs);
    connect(plan, &QAbstractButton::clicked, this, [this] { Q_EMIT planRest(m_report.run.run.person); });
    return box;
}

void RunView::showTasks()
{
    clearLayout(m_tasks);
    int done = 0;
    std::vector<const JournalStep*> tasks;
    for (const JournalStep& each : m_report.run.steps) {
        if (each.step.kind != Step::Kind::Human || model::isLeftOut(each.step.state))
            continue;
        done += isStepClosed(each.step) ? 1 : 0;
        tasks.push_back(&each);
    }
    const auto total = tasks.size();
    std::stable_sort(tasks.begin(), tasks.end(), [](const JournalStep* a, const JournalStep* b) { return stepRank(a->step) < stepRank(b->step); });
    for (std::size_t i = 0; i < std::min(total, tasksShown); ++i)
        m_tasks->addWidget(taskRow(*tasks[i]));
    if (total > tasksShown)
        m_tasks->addWidget(makeLabel(tr("and %1 more among the steps").arg(total - tasksShown), Type::Small, Tone::Third));
    m_tasksCard->setVisible(total > 0);
    m_tasksCard->setHeadGrey(tr("%1 of %2 done").arg(done).arg(total));
}

QWidget* RunView::taskRow(const JournalStep& each)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 4, 0, 4);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    const bool closed = isStepClosed(each.step);
    words->addWidget(makeParagraph(each.step.title, Type::Strong, closed ? Tone::Third : Tone::Text));
    QStringList below{nameOf(each.step.owner)};
    const QDate today = m_console.clock().today();
    if (each.step.due.isValid() && !closed)
        below << format::dayWord(each.step.due.toTimeZone(zone()).date(), today);
    if (closed && each.step.finished.isValid())
        below << tr("done %1").arg(format::dayWord(each.step.finished.toTimeZone(zone()).date(), today));
    below.removeAll(QString());
    words->addWidget(makeLabel(below.join(QStringLiteral(" \u00b7 ")), Type::Small, Tone::Third));
    row->addLayout(words, 1);
    if (Button* verb = verbButton(each))
        row->addWidget(verb);
    return box;
}

void RunView::showSources()
{
    clearLayout(m_sources);
    clearLayout(m_money);
    const QStringList unproven = isLeaver() ? m_report.completeness.sourcesNotProven : QStringList();
    m_sourcesCard->setVisible(!unproven.isEmpty());
    for (const QString& name : unproven) {
        auto* row = new RowButton({State::Unknown, {}, name, tr("not read since the notice"), {}, {}});
        connect(row, &QAbstractButton::clicked, this, &RunView::openConnections);
        m_sources->addWidget(row);
    }
    QHash<QString, base::Money> back;
    for (const JournalStep& each : m_report.run.steps) {
        if (!isStepClosed(each.step) || !each.step.monthlyCost)
            continue;
        base::Money& sum = back[each.step.monthlyCost->currency.code()];
        sum.currency = each.step.monthlyCost->currency;
        sum.minor += each.step.monthlyCost->minor;
    }
    m_moneyCard->setVisible(!back.isEmpty());
    for (const base::Money& sum : std::as_const(back)) {
        const bool returns = sum.minor < 0;
        const QString label = returns ? tr("Given back so far, a month") : tr("Added so far, a month");
        m_money->addWidget(sumLine(label, format::moneyExact({qAbs(sum.minor), sum.currency}), returns ? State::Ok : State::Plain));
    }
}

StepVerb RunView::verbOf(const JournalStep& each) const
{
    return stepVerb(m_report.run, each, m_console.clock().now());
}

/// nullptr: there is nothing a person can do about it now.
Button* RunView::verbButton(const JournalStep& each)
{
    const StepVerb verb = verbOf(each);
    if (verb == StepVerb::None)
        return nullptr;
    auto* button = new Button(stepVerbWord(verb));
    button->setAccessibleName(QStringLiteral("%1: %2").arg(stepVerbWord(verb), each.step.title));
    connect(button, &QAbstractButton::clicked, this, [this, id = each.record.id] { openStep(id); });
    return button;
}

void RunView::openStep(base::Id id)
{
    const auto& steps = m_report.run.steps;
    const auto found = std::find_if(steps.begin(), steps.end(), [id](const JournalStep& each) { return each.record.id == id; });
    if (found == steps.end())
        return;
    auto* sheet = new StepSheet(m_console, *found, verbOf(*found), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &StepSheet::settled, this, &RunView::settled);
    sheet->open();
}

/// What waited for the step may go on, unless the run was paused.
void RunView::settled(const QString& words)
{
    Q_EMIT toast(words, {});
    if (m_report.run.run.state == model::Run::State::Paused)
        read();
    else
        carryOn();
}

void RunView::carryOn()
{
    base::whenDone(m_console.carryOn(m_run, {}), this, [this](base::Result<console::RunReport> report) {
        // Another pass being under way already is no failure: it does what we ask for.
        if (!report && !console::isUnderWay(report.error()))
            Q_EMIT failed(report.error());
        read();
    });
}

void RunView::pause()
{
    m_pause->setEnabled(false);
    base::whenDone(m_console.pause(m_run), this, [this](base::Result<void> paused) {
        if (!paused)
            Q_EMIT failed(paused.error());
        read();
    });
}

} // namespace qm::pages
