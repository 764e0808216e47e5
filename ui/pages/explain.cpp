#include "ui/pages/explain.h"

#include "ui/format/words.h"
#include "ui/widgets/card.h"

#include <QCoreApplication>
#include <QEvent>
#include <QStyle>

namespace qm::pages {

using namespace qm::widgets;
using model::SeatClass;
using Weight = ExplainLine::Weight;

namespace {

QString explainTr(const char* words)
{
    return QCoreApplication::translate("explain", words);
}

QString amountOf(const console::SpendReport& spend, const base::Exact& exact)
{
    const auto money = spend.money(exact);
    return money ? format::moneyWord(*money) : QStringLiteral("?");
}

ExplainLine part(const QString& words, const QString& figure, const QString& source = {})
{
    return {words, figure, source, Weight::Part};
}

ExplainLine formula(const QString& words)
{
    return {words, {}, {}, Weight::Part};
}

int linesWithWaste(const console::SeatReport& seats)
{
    return static_cast<int>(std::count_if(seats.lines.begin(), seats.lines.end(), [](const console::SeatLine& line) { return line.gross.compare(base::Exact()) > 0; }));
}

} // namespace

Explanation explainRunRate(const console::SpendReport& spend)
{
    Explanation said{explainTr("Run rate"), {formula(explainTr("Price \u00d7 seats \u00f7 months of the cadence"))}, explainTr("Open its rows")};
    const spend::MonthRate& now = spend.now();
    for (qsizetype category = 0; category < spend.categories.size(); ++category) {
        const QString name = spend.categories[category].isEmpty() ? explainTr("Everything else") : spend.categories[category];
        said.lines << part(name, amountOf(spend, now.byCategory[static_cast<std::size_t>(category)]));
    }
    const QString rates = spend.ratesAsOf.isValid() ? explainTr("rates of %1").arg(format::dateWord(spend.ratesAsOf)) : QString();
    said.lines << ExplainLine{explainTr("Every licence line that runs today, a month"), amountOf(spend, now.total), rates, Weight::Result};
    if (spend.linesWithoutRate > 0)
        said.lines << ExplainLine{explainTr("%1 lines without an exchange rate, counted as nothing").arg(spend.linesWithoutRate), {}, {}, Weight::Unknown};
    return said;
}

Explanation explainDecisions(const console::HomeReport& home)
{
    Explanation said{explainTr("To decide within 30 days"), {formula(explainTr("Decision day = last day to cancel \u2212 30 days"))}, explainTr("Open %1 contracts").arg(home.decideWithin30)};
    said.lines << part(explainTr("Contracts"), format::countWord(home.contracts))
               << part(explainTr("Open, with a last day to cancel ahead"), format::countWord(qint64(home.renewals.size())))
               << part(explainTr("Of these past their decision day"), format::countWord(home.pastDecision))
               << ExplainLine{explainTr("Decision day passed or within 30 days"), format::countWord(home.decideWithin30), {}, Weight::Result};
    const auto unknown = std::count_if(home.renewals.begin(), home.renewals.end(), [](const console::RenewalRow& row) { return row.noticeUnknown; });
    if (unknown > 0)
        said.lines << ExplainLine{explainTr("%1 without a known notice, counted as 60 days").arg(unknown), {}, {}, Weight::Unknown};
    return said;
}

Explanation explainSavings(const console::HomeReport& home)
{
    const model::SeatCounts& seats = home.seats.total;
    const auto count = [&seats](SeatClass seatClass) { return format::countWord(seats.of(seatClass)); };
    Explanation said{explainTr("Savings"), {formula(explainTr("Seats nobody needs \u00d7 their price a year"))}, explainTr("Open %1 licence lines").arg(linesWithWaste(home.seats))};
    said.lines << part(explainTr("Seats of people who have left"), count(SeatClass::Leaver)) << part(explainTr("Suspended"), count(SeatClass::Suspended))
               << part(explainTr("Never used"), count(SeatClass::NeverUsed)) << part(explainTr("Unused"), count(SeatClass::Unused))
               << part(explainTr("Spare, assigned to nobody"), format::countWord(seats.spare()))
               << part(explainTr("Little used, at the difference to the cheaper tier"), count(SeatClass::Underused))
               << part(explainTr("Found in all, a year"), amountOf(home.spend, home.seats.gross))
               << ExplainLine{explainTr("What contracts let go this financial year"), amountOf(home.spend, home.seats.thisYear), {}, Weight::Result};
    if (const int unknown = seats.of(SeatClass::Unknown); unknown > 0)
        said.lines << ExplainLine{explainTr("%1 seats without usage, counted as nothing").arg(format::countWord(unknown)), {}, {}, Weight::Unknown};
    return said;
}

Explanation explainUsage(const console::HomeReport& home)
{
    const int assigned = home.seats.total.assigned();
    Explanation said{explainTr("Usage known"), {formula(explainTr("Seats with a usage source \u00f7 seats assigned"))}, explainTr("Open the seats without usage")};
    const QString share = assigned > 0 ? explainTr("%1 %").arg(home.seats.usageKnown * 100 / assigned) : QStringLiteral("\u2013");
    said.lines << part(explainTr("With a usage source"), format::countWord(home.seats.usageKnown)) << part(explainTr("Assigned"), format::countWord(assigned))
               << ExplainLine{explainTr("Share"), share, {}, Weight::Result};
    if (assigned > home.seats.usageKnown)
        said.lines << ExplainLine{explainTr("%1 seats nobody tells about").arg(format::countWord(assigned - home.seats.usageKnown)), {}, {}, Weight::Unknown};
    return said;
}

ExplainButton::ExplainButton(const QString& figure, FigureCell* cell, std::function<Explanation()> explain)
    : IconButton(QStringLiteral("info"), tr("Explain: %1").arg(figure))
    , m_explain(std::move(explain))
{
    setParent(cell);
    cell->installEventFilter(this);
    cell->setFocusProxy(this); // the popover gives the focus back to what it belongs to
    place();
    connect(this, &QAbstractButton::clicked, this, &ExplainButton::open);
}

void ExplainButton::open()
{
    const Explanation said = m_explain();
    auto* card = new ExplainCard(said.title, said.lines, said.link);
    auto* popover = new Popover(card, parentWidget());
    connect(card, &ExplainCard::linkAsked, this, [this, popover] {
        popover->close();
        Q_EMIT rowsAsked();
    });
    popover->popUp();
    popover->setFocus(Qt::PopupFocusReason);
}

void ExplainButton::place()
{
    constexpr int inset = 8;
    const QSize size = sizeHint();
    const QRect room = parentWidget()->rect();
    setGeometry(QStyle::visualRect(layoutDirection(), room, QRect(QPoint(room.right() - size.width() - inset, 6), size)));
    raise();
}

bool ExplainButton::eventFilter(QObject* watched, QEvent* event)
{
    const bool isMoved = event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::LayoutRequest || event->type() == QEvent::ChildAdded;
    if (watched == parent() && isMoved)
        place();
    return IconButton::eventFilter(watched, event);
}

} // namespace qm::pages
