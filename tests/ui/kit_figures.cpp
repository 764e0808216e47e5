#include "kit.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/label.h"
#include "ui/widgets/nav_bar.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/pill.h"

#include <QBoxLayout>
#include <QGridLayout>

namespace qm::kit {

using namespace qm::widgets;
using format::State;
using format::Tint;

namespace {

QString said(const char* text)
{
    return QString::fromUtf8(text);
}

FigureStrip* sampleStrip()
{
    auto* strip = new FigureStrip;
    auto* rate = new FigureCell(said("Run rate"), said("\xe2\x82\xac" "68,140"), said("a month"));
    rate->figureRow()->addWidget(new Sparkline({50, 52, 51, 55, 54, 57, 58, 60, 59, 62, 64, 66, 68}));
    format::Cell rise = format::figure(said("+8.8 %"));
    rise.iconName = said("trending-up");
    rate->setMeaning(rise, said("on last November \xc2\xb7 \xe2\x82\xac" "370 a person"));
    auto* decide = new FigureCell(said("To decide within 30 days"), said("5"), said("contracts"));
    decide->setMeaning(format::figure(said("4"), State::Attention), said("past their decision date"));
    auto* known = new FigureCell(said("Usage known"), said("61 %"), said("of 2,904 seats"));
    known->body()->addSpacing(6);
    known->body()->addWidget(new SegmentBar({{.61, Tint::Accent}, {.39, Tint::Unknown}}));
    strip->add(rate, 4);
    strip->add(decide, 3);
    strip->add(known, 3);
    return strip;
}

Card* sampleRun()
{
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(20, 18, 20, 18);
    row->setSpacing(26);
    auto* ring = new Ring(140);
    ring->setShares(0.72, 0.2);
    ring->setWords(said("72 %"), said("31 of 43"));
    row->addWidget(ring);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(28);
    const std::tuple<const char*, const char*, double> bars[] = {
        {"Access revoked", "15 of 18", .83}, {"Verified gone", "14 of 18", .78}, {"Sessions ended", "13 of 16", .81},
        {"Licences back", "9 of 11", .82}, {"Data handed over", "4 of 7", .57}, {"Evidence kept", "14 of 18", .78}};
    int at = 0;
    for (const auto& [label, figure, share] : bars) {
        auto* bar = new ThinBar(said(label));
        bar->setProgress(said(figure), share);
        grid->addWidget(bar, at / 3, at % 3);
        ++at;
    }
    row->addLayout(grid, 1);
    card->body()->addLayout(row);
    return card;
}

} // namespace

QWidget* makeFiguresSample()
{
    auto* window = new QWidget;
    window->resize(1080, 480);
    auto* row = new QHBoxLayout(window);
    row->setContentsMargins(0, 8, 8, 8);
    row->setSpacing(0);
    auto* nav = new NavBar;
    nav->setCompany(said("Fernhill Instruments"));
    nav->setPerson(said("Maya Lindqvist"));
    nav->setTrust(said("11 of 13 sources fresh"), State::Attention);
    for (const char* icon : {"home", "inbox", "users", "laptop", "key"})
        nav->addItem(said(icon), said(icon), said(icon));
    nav->setCount(said("inbox"), said("2"), State::Act);
    nav->setCurrent(said("home"));
    nav->setFolded(true);
    row->addWidget(nav);
    auto* sheet = new Card(Ground::Sheet);
    row->addWidget(sheet, 1);
    auto* head = new PageHead(said("What needs care"), said("Monday 23 November \xc2\xb7 five things are urgent"));
    auto* leaver = new Button(said("Leaver"), ButtonKind::Secondary, said("user-minus"));
    head->addAction(leaver);
    head->addAction(new Button(said("Joiner"), ButtonKind::Primary, said("user-plus")));
    sheet->body()->addWidget(head);
    auto* page = new QVBoxLayout;
    page->setContentsMargins(28, 4, 28, 16);
    page->setSpacing(16);
    page->addWidget(sampleStrip());
    page->addWidget(sampleRun());
    page->addStretch(1);
    sheet->body()->addLayout(page, 1);
    new FocusRing(window);
    window->show();
    leaver->setFocus(Qt::TabFocusReason);
    return window;
}

} // namespace qm::kit
