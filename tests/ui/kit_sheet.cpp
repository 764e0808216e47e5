#include "kit.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>

namespace qm::kit {

using namespace qm::widgets;
using format::State;
using format::Tint;

namespace {

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

/// Swatches of the colour roles.
class RoleSwatches : public QWidget
{
public:
    RoleSwatches() { setFixedHeight(200); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = tokens();
        const std::pair<const char*, QColor> roles[] = {
            {"canvas", t.canvas}, {"surface", t.surface}, {"subtle", t.subtle}, {"hover", t.hover}, {"press", t.press},
            {"line", t.line}, {"line-strong", t.lineStrong}, {"field", t.field}, {"text-3", t.text3}, {"text-2", t.text2},
            {"text", t.text}, {"accent", t.accent}, {"selected", t.selected}, {"ok", t.ok.solid}, {"warn", t.attention.solid},
            {"critical", t.act.solid}, {"unknown", t.unknown.solid}, {"chart", t.accent}};
        int at = 0;
        for (const auto& [name, colour] : roles) {
            const QRect spot((at % 6) * 72, (at / 6) * 70, 58, 32);
            paint::box(painter, spot, {colour, t.lineStrong, 6});
            if (at == 16)
                painter.fillRect(spot.adjusted(1, 1, -1, -1), paint::hatch(t.unknown.solid, t.unknown.tint, devicePixelRatioF()));
            for (int i = 0; at == 17 && i < 7; ++i)
                painter.fillRect(QRect(spot.left() + i * spot.width() / 7, spot.top(), 9, 32), QColor(t.chart[size_t(i)]));
            paint::text(painter, {spot.left(), spot.bottom() + 2, 72, 18}, words(name), {Type::Caption, t.text2});
            ++at;
        }
    }
};

QHBoxLayout* line(std::initializer_list<QWidget*> widgets)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    return row;
}

Card* titled(const char* title)
{
    auto* card = new Card;
    card->body()->setContentsMargins(20, 10, 20, 14);
    card->body()->setSpacing(9);
    card->body()->addWidget(makeLabel(words(title), Type::SmallStrong, Tone::Second));
    return card;
}

Card* coloursCard()
{
    Card* card = titled("Colour roles");
    card->body()->addWidget(new RoleSwatches);
    card->body()->addStretch(1);
    return card;
}

Card* typeCard()
{
    Card* card = titled("Type: Inter, Inter Display, tabular figures");
    card->body()->setSpacing(3);
    const std::tuple<const char*, Type, const char*> styles[] = {
        {"\xe2\x82\xac" "68,140", Type::Figure, "figure 26 / 600"}, {"What needs care", Type::Title, "title 20 / 600"},
        {"Renewals", Type::Section, "section 14 / 600"}, {"Plain sentence text", Type::Body, "body 13 / 400"},
        {"Names and buttons", Type::Strong, "strong 13 / 500"}, {"Supporting text", Type::Small, "small 12 / 400"},
        {"Column heading", Type::Caption, "caption 11 / 500"}, {"1,117.10", Type::Digits, "figures 13, equal width"},
        {"8,640.86", Type::Digits, ""}};
    for (const auto& [sample, type, name] : styles) {
        auto* row = new QHBoxLayout;
        row->addWidget(makeLabel(words(sample), type), 1);
        row->addWidget(makeLabel(words(name), Type::Small, Tone::Third));
        card->body()->addLayout(row);
    }
    card->body()->addStretch(1);
    return card;
}

Card* buttonsCard()
{
    Card* card = titled("Buttons");
    const auto button = [](const char* verb, ButtonKind kind, const char* icon = "") { return new Button(words(verb), kind, words(icon)); };
    auto* disabled = button("Disabled", ButtonKind::Secondary);
    disabled->setEnabled(false);
    auto* pressed = button("Pressed", ButtonKind::Secondary);
    pressed->setDown(true);
    card->body()->addLayout(line({button("Apply 13 lines", ButtonKind::Primary), button("Joiner", ButtonKind::Primary, "user-plus")}));
    card->body()->addLayout(line({button("Export", ButtonKind::Secondary, "export"), pressed, button("Leaver", ButtonKind::Secondary, "user-minus")}));
    card->body()->addLayout(line({button("Columns", ButtonKind::Ghost, "columns"), disabled,
                                  new IconButton(words("more"), words("More"), ButtonKind::Secondary)}));
    card->body()->addLayout(line({button("Delete for good", ButtonKind::Danger, "trash"), button("Remove", ButtonKind::DangerQuiet, "trash")}));
    auto* segments = new Segmented;
    segments->add(words("Chart"));
    segments->add(words("Table"));
    auto* icons = new Segmented;
    icons->addIcon(words("filter"), words("Filter"));
    icons->addIcon(words("table"), words("Table"));
    icons->addIcon(words("layers"), words("Layers"));
    icons->setCurrent(1);
    card->body()->addLayout(line({segments, icons}));
    card->body()->addStretch(1);
    return card;
}

QWidget* signOf(format::Sign sign, const char* text)
{
    format::Cell cell;
    cell.kind = format::CellKind::Sign;
    cell.sign = sign;
    cell.text = words(text);
    auto* view = new CellView(cell);
    view->setFixedWidth(textWidth(Type::Body, cell.text) + 34);
    return view;
}

Card* statesCard()
{
    Card* card = titled("State: icon, word and colour together; quiet when fine");
    format::Cell retired = format::pill(State::Plain, words("Retired"));
    retired.iconName = words("circle");
    card->body()->addLayout(line({new Pill(State::Ok, words("In use")), new Pill(State::Attention, words("Decide now")),
                                  new Pill(State::Act, words("Not encrypted"))}));
    card->body()->addLayout(line({new Pill(State::Info, words("Under way")), new Pill(State::Unknown, words("Unknown")),
                                  new Pill(State::Exempt, words("Exempt until 31 Mar")), new Pill(retired)}));
    QList<QWidget*> rings;
    for (const auto& [verified, done] : {std::pair{0.62, 0.1}, {1.0, 0.0}, {0.12, 0.2}}) {
        auto* ring = new Ring(44);
        ring->setShares(verified, done);
        ring->setWords(QString::number(qRound(verified * 100)));
        rings << ring;
    }
    auto* bar = new SegmentBar({{.29, Tint::Accent}, {.06, Tint::AccentPale}, {.33, Tint::Attention}, {.05, Tint::Act}, {.11, Tint::Unknown}, {.16, Tint::Free}});
    bar->setFixedWidth(212);
    card->body()->addLayout(line({rings[0], rings[1], rings[2], bar}));
    card->body()->addLayout(line({signOf(format::Sign::Add, "add"), signOf(format::Sign::Change, "change"), signOf(format::Sign::Remove, "remove"),
                                  signOf(format::Sign::Irreversible, "cannot be undone"), signOf(format::Sign::Unknown, "not known")}));
    card->body()->addLayout(line({new Chip(words("Site"), words("is any of"), words("Leeds, Utrecht")),
                                  new Button(words("Filter"), ButtonKind::Ghost, words("plus"))}));
    auto* tabs = new Tabs;
    tabs->add(words("All"), words("231"));
    tabs->add(words("In use"), words("187"));
    tabs->add(words("With leavers"), words("4"));
    card->body()->addLayout(line({tabs, new LinkButton(words("All 60 contracts"), words("arrow-right"))}));
    card->body()->addStretch(1);
    return card;
}

QLineEdit* edit(const char* text)
{
    return new QLineEdit(words(text));
}

Card* formCard()
{
    Card* card = titled("Form fields");
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(9);
    auto* wrong = new FormField(words("Last working day"), edit("31/02/2026"));
    wrong->setError(words("February 2026 has 28 days"));
    auto* zones = new ComboBox;
    zones->addItems({words("Europe/London"), words("Europe/Amsterdam")});
    auto* synced = edit("Synced from Gatehouse");
    synced->setEnabled(false);
    grid->addWidget(new FormField(words("Who leaves"), edit("Anna Kowalska"), words("Account manager, Leeds")), 0, 0);
    grid->addWidget(new FormField(words("At what hour"), edit("17:00"), words("in Leeds time")), 0, 1);
    grid->addWidget(wrong, 1, 0);
    grid->addWidget(new FormField(words("Time zone"), zones, words("taken from the site")), 1, 1);
    grid->addWidget(new FormField(words("Sign-in"), synced, words("changes come from the source")), 2, 0);
    grid->addWidget(new FormField(words("Starts"), new DateEdit(QDate(2026, 11, 23)), words("a working day")), 2, 1);
    grid->addWidget(new FormField(words("Hand everything to"), new SearchField(words("Search people")), words("one choice, used everywhere")), 3, 0, 1, 2);
    card->body()->addLayout(grid);
    card->body()->addStretch(1);
    return card;
}

Card* emptyCard()
{
    auto* card = new Card;
    auto* empty = new EmptyState(words("filter"), words("No device fits these filters"),
                                 words("Laptops in Porto that are lost: none. 11 laptops in Porto have another status."));
    empty->setActions(words("Clear status"), words("Clear all"));
    card->body()->addWidget(empty);
    return card;
}

QVBoxLayout* noticeColumn()
{
    auto* column = new QVBoxLayout;
    column->setSpacing(10);
    const std::tuple<State, const char*, const char*, const char*> notices[] = {
        {State::Attention, "Two sources are older than 14 days", "Figures marked ? may change when they are read again.", "Show"},
        {State::Act, "Relay Chat still shows the account", "It answered \xe2\x80\x9c" "done\xe2\x80\x9d, reading back found it active.", "Look"},
        {State::Ok, "141 rows imported", "23 new, 118 changed, 6 kept aside.", "Undo"}};
    for (const auto& [state, title, sentence, verb] : notices) {
        auto* banner = new Banner(state, words(title), words(sentence));
        banner->setAction(words(verb));
        column->addWidget(banner);
    }
    auto* room = new QWidget;
    room->setFixedHeight(76);
    auto* toast = new Toast(words("FH-0412 taken back"), words("Ctrl Z"), room);
    toast->popUp();
    column->addWidget(room);
    auto* progress = new ProgressLine;
    progress->setProgress(words("Reading Meridian Workspace, 3 of 13 sources"), words("about 40 s left"), 0.23);
    column->addWidget(progress);
    column->addStretch(1);
    return column;
}

Card* timelineCard()
{
    Card* card = titled("Timeline");
    auto* timeline = new Timeline;
    timeline->setEvents({{words("tag"), words("Return label sent"), words("Leaver run for Jonas Weiss"), words("today 09:02"), State::Info},
                         {words("wrench"), words("Back from repair, keyboard"), words("Maya Lindqvist"), words("3 Mar"), State::Plain},
                         {words("unlock"), words("Laptop no longer encrypted"), words("device sync, still open"), words("19 Nov"), State::Act}});
    card->body()->addWidget(timeline);
    card->body()->addStretch(1);
    return card;
}

} // namespace

QWidget* makeComponentSheet()
{
    auto* sheet = new QWidget;
    sheet->resize(1440, 960);
    auto* rows = new QVBoxLayout(sheet);
    rows->setContentsMargins(28, 22, 28, 22);
    rows->setSpacing(14);
    const auto addRow = [rows](std::initializer_list<std::pair<QWidget*, int>> cards) {
        auto* row = new QHBoxLayout;
        row->setSpacing(14);
        for (const auto& [card, stretch] : cards)
            row->addWidget(card, stretch);
        rows->addLayout(row);
    };
    addRow({{coloursCard(), 46}, {typeCard(), 56}, {buttonsCard(), 33}});
    addRow({{statesCard(), 50}, {formCard(), 46}, {emptyCard(), 39}});
    auto* last = new QHBoxLayout;
    last->setSpacing(14);
    last->addLayout(noticeColumn(), 50);
    auto* explain = new ExplainCard(words("\xe2\x82\xac" "4,240 to book this year"),
                                    {{words("37 seats nobody needs \xc3\x97 \xe2\x82\xac" "240"), words("\xe2\x82\xac" "8,880"), words("2 h ago")},
                                     {words("9 seats on the cheaper tier \xc3\x97 \xe2\x82\xac" "144"), words("\xe2\x82\xac" "1,296"), words("2 h ago")},
                                     {words("Together, a year"), words("\xe2\x82\xac" "10,176"), {}},
                                     {words("\xc3\x97 5 of 12 months left"), words("\xe2\x82\xac" "4,240"), words("contract")},
                                     {words("6 seats are unknown and count as nothing"), {}, {}, ExplainLine::Weight::Unknown}},
                                    words("Open the 46 seats"));
    auto* column = new QVBoxLayout;
    column->addWidget(explain);
    column->addStretch(1);
    last->addLayout(column, 46);
    last->addWidget(timelineCard(), 39);
    rows->addLayout(last);
    return sheet;
}

QWidget* makeIconSheet()
{
    auto* sheet = new QWidget;
    auto* grid = new QGridLayout(sheet);
    grid->setSpacing(6);
    int at = 0;
    for (const QString& name : iconNames()) {
        auto* cell = new QWidget;
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(2, 2, 2, 2);
        auto* small = makeLabel({}, Type::Key);
        small->setPixmap(iconPixmap(name, 24, tokens().text, sheet->devicePixelRatioF()));
        column->addWidget(small, 0, Qt::AlignHCenter);
        column->addWidget(makeLabel(name, Type::Key, Tone::Third), 0, Qt::AlignHCenter);
        grid->addWidget(cell, at / 12, at % 12);
        ++at;
    }
    return sheet;
}

} // namespace qm::kit
