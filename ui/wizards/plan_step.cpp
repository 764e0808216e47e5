#include "ui/wizards/plan_step.h"

#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plan_list.h"

#include <QBoxLayout>

namespace qm::wizards {

using namespace qm::widgets;
using format::State;

namespace {

QWidget* legendMark(format::Sign sign, const QString& words)
{
    format::Cell cell = format::quiet(words);
    cell.kind = format::CellKind::Sign;
    cell.sign = sign;
    auto* view = new CellView(cell);
    view->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return view;
}

int countOf(const model::Plan& plan, model::Sign sign)
{
    return int(std::count_if(plan.lines.begin(), plan.lines.end(), [sign](const model::PlanLine& line) { return line.ticked && line.sign == sign; }));
}

QString firstWarning(const model::Plan& plan, model::Sign sign)
{
    for (const model::PlanLine& line : plan.lines) {
        if (line.ticked && line.sign == sign)
            return line.warning.isEmpty() ? line.title : line.warning;
    }
    return {};
}

void addHeading(QVBoxLayout* column, const QString& words)
{
    column->addSpacing(14);
    column->addWidget(makeLabel(words, Type::SmallStrong, Tone::Second));
}

void addCosts(QVBoxLayout* column, const model::Plan& plan)
{
    column->addWidget(makeLabel(PlanSide::tr("What it costs"), Type::SmallStrong, Tone::Second));
    const QList<base::Money> sums = plan.monthlyCosts();
    auto* figure = new QHBoxLayout;
    figure->setSpacing(7);
    figure->addWidget(makeLabel(sums.isEmpty() ? PlanSide::tr("nothing") : format::moneyDelta(sums.first()), Type::Figure));
    if (!sums.isEmpty())
        figure->addWidget(makeLabel(PlanSide::tr("a month"), Type::Small, Tone::Third));
    figure->addStretch(1);
    column->addLayout(figure);
    for (const base::Money& sum : sums) {
        base::Money added{0, sum.currency}, back{0, sum.currency};
        for (const model::PlanLine& line : plan.lines) {
            if (!line.ticked || !line.monthlyCost || line.monthlyCost->currency != sum.currency)
                continue;
            (line.monthlyCost->minor < 0 ? back : added).minor += line.monthlyCost->minor;
        }
        if (added.minor != 0)
            column->addWidget(pages::sumLine(PlanSide::tr("Added, a month"), format::moneyDelta(added)));
        if (back.minor != 0)
            column->addWidget(pages::sumLine(PlanSide::tr("Given back, a month"), format::moneyDelta(back), State::Ok));
        column->addWidget(pages::sumLine(PlanSide::tr("First 12 months"), format::moneyDelta({sum.minor * 12, sum.currency})));
    }
}

void addReading(QVBoxLayout* column, const model::Plan& plan)
{
    addHeading(column, PlanSide::tr("Read before you apply"));
    const int fixed = countOf(plan, model::Sign::Irreversible);
    const int unknown = countOf(plan, model::Sign::Unknown);
    int warnings = 0;
    for (const model::PlanLine& line : plan.lines)
        warnings += line.ticked && !line.warning.isEmpty() ? 1 : 0;
    const auto add = [column](State state, const QString& words, const QString& below) {
        auto* row = new pages::RowButton({state, {}, words, below, {}, {}});
        row->setStill();
        row->setToolTip(plainTip(below));
        column->addWidget(row);
    };
    if (fixed > 0)
        add(State::Act, fixed == 1 ? PlanSide::tr("1 line cannot be undone") : PlanSide::tr("%1 lines cannot be undone").arg(fixed), firstWarning(plan, model::Sign::Irreversible));
    if (warnings > 0)
        add(State::Attention, warnings == 1 ? PlanSide::tr("1 line has a warning") : PlanSide::tr("%1 lines have a warning").arg(warnings), PlanSide::tr("It stands below the line."));
    if (unknown > 0)
        add(State::Unknown, unknown == 1 ? PlanSide::tr("1 line is not known") : PlanSide::tr("%1 lines are not known").arg(unknown), firstWarning(plan, model::Sign::Unknown));
    if (fixed + warnings + unknown == 0)
        add(State::Ok, PlanSide::tr("Nothing in this plan is final"), PlanSide::tr("Each line can be put back by another plan."));
}

void addPeople(QVBoxLayout* column, const model::Plan& plan, const PlanNames& names)
{
    QMap<QString, int> tasks;
    for (const model::PlanLine& line : plan.lines) {
        if (line.ticked && line.kind == model::Step::Kind::Human)
            ++tasks[names.value(line.owner, PlanSide::tr("Nobody named yet"))];
    }
    addHeading(column, PlanSide::tr("Who is involved"));
    if (tasks.isEmpty())
        column->addWidget(makeParagraph(PlanSide::tr("Nobody: every line runs by itself."), Type::Small, Tone::Third));
    for (auto task = tasks.begin(); task != tasks.end(); ++task) {
        auto* row = new QHBoxLayout;
        row->addWidget(new CellView(format::person(task.key())), 1);
        row->addWidget(makeLabel(task.value() == 1 ? PlanSide::tr("1 task") : PlanSide::tr("%1 tasks").arg(task.value()), Type::Small, Tone::Third));
        column->addLayout(row);
    }
}

} // namespace

PlanStep::PlanStep(QWidget* parent)
    : QWidget(parent)
    , m_model(new PlanModel(this))
    , m_count(makeLabel({}, Type::Section))
    , m_zone(makeLabel({}, Type::Small, Tone::Third))
    , m_notes(new QVBoxLayout)
    , m_list(new PlanList)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notes->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    column->addLayout(m_notes);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    head->setSpacing(4);
    m_count->setFixedHeight(48);
    head->addWidget(m_count);
    head->addSpacing(4);
    head->addWidget(m_zone);
    head->addSpacing(12);
    head->addStretch(1);
    const std::pair<format::Sign, QString> legend[] = {{format::Sign::Add, tr("add")}, {format::Sign::Change, tr("change")}, {format::Sign::Remove, tr("remove")},
                                                       {format::Sign::Irreversible, tr("cannot be undone")}, {format::Sign::Unknown, tr("not known")}};
    for (const auto& [sign, words] : legend)
        head->addWidget(legendMark(sign, words));
    column->addLayout(head);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_list->setModel(m_model);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Lines of the plan"));
    column->addWidget(m_list, 1);
}

void PlanStep::setPlan(const model::Plan& plan, const PlanNames& names, const QDateTime& now)
{
    pages::clearLayout(m_notes);
    m_model->setPlan(plan, names, now);
    m_zone->setText(tr("nothing has changed yet \u00b7 %1").arg(format::zoneWord(now.timeZone())));
    m_count->setText(plan.lines.size() == 1 ? tr("1 line") : tr("%1 lines").arg(plan.lines.size()));
}

void PlanStep::showStale(const QString& why)
{
    pages::clearLayout(m_notes);
    auto* banner = new Banner(State::Attention, tr("Something has changed since this plan was made"), why);
    banner->setAction(tr("Make the plan again"));
    connect(banner, &Banner::actionAsked, this, &PlanStep::planAgainAsked);
    m_notes->addSpacing(12);
    m_notes->addWidget(banner);
}

PlanSide::PlanSide(const model::Plan& plan, const PlanNames& names)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    addCosts(column, plan);
    addReading(column, plan);
    addPeople(column, plan, names);
    column->addStretch(1);
}

} // namespace qm::wizards
