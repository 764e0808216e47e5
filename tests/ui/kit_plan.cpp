#include "kit.h"

#include "ui/format/plan_line.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plan_list.h"
#include "ui/widgets/wizard_frame.h"

#include <QBoxLayout>

namespace qm::kit {

using namespace qm::widgets;
using format::GroupLine;
using format::PlanLine;
using format::Sign;
using format::State;

namespace {

QString utf8(const char* text)
{
    return QString::fromUtf8(text);
}

PlanLine planLine(Sign sign, const char* what, const char* detail, const char* owner, const char* when, const char* money)
{
    PlanLine line;
    line.sign = sign;
    line.what = utf8(what);
    line.detail = utf8(detail);
    line.owner = utf8(owner);
    line.when = utf8(when);
    line.money = utf8(money);
    return line;
}

QList<PlanLine> firstDay()
{
    QList<PlanLine> lines{
        planLine(Sign::Add, "Reserve laptop FH-0418", "Pinewood T5, in stock in Leeds", "", "now", ""),
        planLine(Sign::Add, "Order a 27-inch monitor", "Delfin IT, 4 days", "Tom Okafor", "today", "\xe2\x82\xac" "289 once"),
        planLine(Sign::Irreversible, "Buy 1 seat in Formwerk CAD", "0 free of 22", "Tom Okafor", "today", "+\xe2\x82\xac" "83.00"),
        planLine(Sign::Add, "Reserve seats in Parcelo and Deskhand", "4 and 7 free", "", "now", "free")};
    lines[2].warning = utf8("The contract lets seats only grow: this one is paid until 30 June 2027");
    return lines;
}

QList<PlanLine> lastDay()
{
    QList<PlanLine> lines{
        planLine(Sign::Change, "Direct reports of Annelies Bakker", "6 to 7", "", "09:00", ""),
        planLine(Sign::Remove, "Seat of Luc Petit in Prism BI", "covered this role until 4 December", "", "18:00", "\xe2\x88\x92\xe2\x82\xac" "40.00"),
        planLine(Sign::Unknown, "Access to the calibration archive", "no source tells us who has it", "Karel Novotn\xc3\xbd", "12:00", ""),
        planLine(Sign::Add, "Seat in Aria Assistant", "4 of 9 peers have it, below the 80 % rule", "", "18:00", "+\xe2\x82\xac" "22.00")};
    lines[1].moneyState = State::Ok;
    lines[2].warning = utf8("Stays open until Karel confirms by message");
    lines[3].ticked = false;
    return lines;
}

} // namespace

SamplePlan::SamplePlan(QObject* parent)
    : QAbstractListModel(parent)
{
    m_rows << QVariant::fromValue(GroupLine{utf8("Day \xe2\x88\x92" "14"), utf8("today, Monday 23 November"), utf8("+\xe2\x82\xac" "83.00 a month \xc2\xb7 \xe2\x82\xac" "289 once")});
    for (const PlanLine& line : firstDay())
        m_rows << QVariant::fromValue(line);
    m_rows << QVariant::fromValue(GroupLine{utf8("Day 0"), utf8("Monday 7 December"), utf8("\xe2\x88\x92\xe2\x82\xac" "40.00 a month")});
    for (const PlanLine& line : lastDay())
        m_rows << QVariant::fromValue(line);
}

int SamplePlan::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant SamplePlan::data(const QModelIndex& index, int role) const
{
    const QVariant& row = m_rows[index.row()];
    const bool group = row.canConvert<GroupLine>();
    if (role == format::GroupRole && group)
        return row;
    if (group)
        return {};
    if (role == format::PlanLineRole)
        return row;
    if (role == Qt::CheckStateRole)
        return row.value<PlanLine>().ticked ? Qt::Checked : Qt::Unchecked;
    return role == Qt::AccessibleTextRole ? format::spokenWords(row.value<PlanLine>()) : QVariant();
}

bool SamplePlan::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole)
        return false;
    auto line = m_rows[index.row()].value<PlanLine>();
    line.ticked = value.toInt() == Qt::Checked;
    m_rows[index.row()] = QVariant::fromValue(line);
    Q_EMIT dataChanged(index, index);
    return true;
}

QWidget* makeWizardSample()
{
    auto* sheet = new Card(Ground::Sheet);
    sheet->resize(1208, 760);
    auto* wizard = new WizardFrame(utf8("Priya Raman joins on Monday 7 December"),
                                   {utf8("Person"), utf8("Role and kit"), utf8("Apps"), utf8("Plan"), utf8("Result")});
    sheet->body()->addWidget(wizard);
    wizard->head()->setGrey(utf8("Calibration engineer \xc2\xb7 Quality \xc2\xb7 Leeds \xc2\xb7 reports to Annelies Bakker"));
    wizard->head()->setPicture(new Avatar(utf8("Priya Raman"), 40));
    auto* plan = new PlanList;
    plan->setModel(new SamplePlan(plan));
    for (int i = 0; i < 3; ++i)
        wizard->addPage(new QWidget);
    wizard->addPage(plan);
    wizard->setStep(3);
    wizard->setBack(utf8("Apps"));
    wizard->setReassurance(utf8("shield-check"), utf8("13 of 14 lines ticked. The plan is checked again just before it runs."));
    wizard->secondary()->setText(utf8("Print"));
    wizard->secondary()->show();
    wizard->primary()->setText(utf8("Apply 13 lines"));
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeLabel(utf8("What it costs"), Type::SmallStrong, Tone::Second));
    column->addWidget(makeLabel(utf8("+\xe2\x82\xac" "80.54"), Type::Figure));
    column->addWidget(makeParagraph(utf8("York is next-day only until Thursday. The CAD seat is committed until 30 June 2027."), Type::Small));
    column->addStretch(1);
    wizard->setConsequences(side);
    return sheet;
}

QWidget* makePaletteSample()
{
    QWidget* window = makeSampleWindow();
    window->show();
    auto* palette = new CommandPalette(window);
    palette->popUp();
    palette->setQuery(utf8("offboard ann"));
    palette->setCompletion(utf8("a on friday"));
    const QString ann = utf8("Ann");
    palette->setGroups({{utf8("Do"),
                         {{utf8("1"), utf8("user-minus"), {}, utf8("Start leaver for Anna Kowalska"), ann, utf8("Friday 27 November, 17:00 \xc2\xb7 38 lines to read first"), {}, utf8("Read the plan")},
                          {utf8("2"), utf8("swap"), {}, utf8("Move Anna Kowalska to another team"), ann, utf8("plan first, nothing changes yet"), {}, {}}}},
                        {utf8("People"),
                         {{utf8("3"), {}, utf8("Anna Kowalska"), utf8("Anna Kowalska"), ann, utf8("Account manager \xc2\xb7 Leeds \xc2\xb7 leaving Friday"), utf8("Person"), {}},
                          {utf8("4"), {}, utf8("Joanna Pratt"), utf8("Joanna Pratt"), ann, utf8("left 30 June 2025"), utf8("Person"), {}}}},
                        {utf8("Everything else"),
                         {{utf8("5"), utf8("laptop"), {}, utf8("FH-0376 \xc2\xb7 Alder Book 14"), {}, utf8("held by Anna Kowalska"), utf8("Device"), {}},
                          {utf8("6"), utf8("file-text"), {}, utf8("Annual support, Delfin IT"), ann, utf8("renews 30 June \xc2\xb7 \xe2\x82\xac" "14,200 a year"), utf8("Contract"), {}}}}});
    palette->setFoot(utf8("8 results \xc2\xb7 nothing runs without a plan"));
    return window;
}

QWidget* makeDialogSample()
{
    auto* dialog = new Dialog(utf8("Delete 12 laptops for good?"),
                              utf8("This cannot be undone. Their history stays for 7 years. To put them out of sight instead, retire them."), nullptr);
    dialog->setDangerous(utf8("trash"));
    dialog->setVerbs(utf8("Keep them"), utf8("Delete 12 laptops"));
    return dialog;
}

} // namespace qm::kit
