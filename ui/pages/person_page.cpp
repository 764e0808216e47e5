#include "ui/pages/person_page.h"

#include "ui/format/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/gauges.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using format::State;
using model::Entity;

namespace {

enum PersonTab { OverviewTab, AccessTab, DevicesTab, LicencesTab, OwnsTab, HistoryTab };
constexpr int personAvatar = 44;
constexpr std::size_t eventsShown = 60, eventsInOverview = 8;

/// "Title, department changed" of the person's own record.
QString changedFields(const model::ChangeSet& set, base::Id person)
{
    QStringList fields;
    const model::EntityDescription& description = model::describe(Entity::Person);
    for (const model::Change& change : set.changes) {
        if (change.entity != Entity::Person || change.id != person)
            continue;
        if (change.op == model::ChangeOp::Create)
            return PersonPage::tr("Added");
        for (const model::FieldValue& value : change.after)
            fields << format::fieldWord(description.field(value.field));
    }
    if (fields.isEmpty())
        return format::changeSetWord(set);
    return fields.size() < 3 ? PersonPage::tr("%1 changed").arg(fields.join(QStringLiteral(", "))) : PersonPage::tr("%1 and %2 more").arg(fields.first()).arg(fields.size() - 1);
}

QString causeIcon(model::CauseKind kind)
{
    switch (kind) {
    case model::CauseKind::Import: return QStringLiteral("import");
    case model::CauseKind::Sync: return QStringLiteral("refresh");
    case model::CauseKind::Run: return QStringLiteral("list-checks");
    case model::CauseKind::Undo: return QStringLiteral("undo");
    default: return QStringLiteral("pencil");
    }
}

} // namespace

PersonPage::PersonPage(console::Console& console, base::Id person)
    : ReportPage(console, tr("Person"))
    , m_person(person)
    , m_header(new QHBoxLayout)
    , m_tabs(new Tabs)
    , m_main(new QVBoxLayout)
{
    addAsOf();
    auto* leaver = new Button(tr("Leaver"), ButtonKind::Secondary, QStringLiteral("user-minus"));
    head()->addAction(leaver);
    connect(leaver, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("leave"), m_person); });
    m_header->setSpacing(36);
    above()->addLayout(m_header);
    for (const QString& words : {tr("Overview"), tr("Access"), tr("Devices"), tr("Licences"), tr("Owns"), tr("History")})
        m_tabs->add(words);
    m_tabs->setCurrent(OverviewTab);
    above()->addWidget(m_tabs);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(measure::cardGap);
    m_main->setSpacing(measure::cardGap);
    makeSections();
    m_main->addStretch(1);
    halves->addLayout(m_main, 5);
    m_side = makeSide();
    halves->addWidget(m_side, 2);
    column()->addSpacing(12);
    column()->addLayout(halves, 1);
    connect(m_tabs, &Tabs::chosen, this, &PersonPage::showTab);
}

PersonPage::Section PersonPage::makeSection(const QString& title, const QList<ColumnHead>& heads, const QList<ColumnPlan>& plan)
{
    auto* card = new Card;
    card->addHead(title, QStringLiteral(" "));
    auto* table = new CardTable(new CellRows(heads, this), plan, measure::row);
    table->setAccessibleName(title);
    card->body()->addWidget(table);
    m_main->addWidget(card);
    return {card, table};
}

void PersonPage::makeSections()
{
    using Side = ColumnHead::Side;
    m_access = makeSection(tr("Access"), {{tr("App")}, {tr("Role")}, {tr("Groups")}, {tr("Two-step")}, {tr("Last used"), Side::Trailing}, {tr("A month"), Side::Trailing}},
                           {{180, 168, 2, 0}, {136, 130, 0, 2}, {210, 200, 2, 3}, {86, 86, 0, 1}, {124, 124, 0, 0}, {70, 70, 0, 0}});
    m_devices = makeSection(tr("Devices"), {{tr("Tag")}, {tr("Model")}, {tr("State")}, {tr("Refresh due"), Side::Trailing}}, {{110, 90, 0, 0}, {160, 110, 2, 0}, {140, 130, 0, 0}, {100, 100, 0, 1}});
    m_licences = makeSection(tr("Licences"), {{tr("Licence")}, {tr("Tier")}, {tr("Since"), Side::Trailing}, {tr("A month"), Side::Trailing}}, {{200, 140, 2, 0}, {120, 90, 1, 1}, {100, 100, 0, 2}, {80, 80, 0, 0}});
    m_owns = makeSection(tr("What depends on this person"), {{tr("What")}, {tr("Kind")}, {tr("How")}}, {{220, 140, 2, 0}, {110, 90, 0, 0}, {140, 110, 1, 0}});
    connect(m_access.table, &CardTable::rowChosen, this, [this](int row) { Q_EMIT openRecord(Entity::Account, m_access.table->rows()->idAt(row)); });
    connect(m_devices.table, &CardTable::rowChosen, this, [this](int row) { Q_EMIT openRecord(Entity::Device, m_devices.table->rows()->idAt(row)); });
    connect(m_licences.table, &CardTable::rowChosen, this, [this](int row) { Q_EMIT openRecord(Entity::LicenceLine, m_licences.table->rows()->idAt(row)); });
    connect(m_owns.table, &CardTable::rowChosen, this, [this](int row) { Q_EMIT openRecord(m_facts.ownedKinds.value(row), m_owns.table->rows()->idAt(row)); });
}

QWidget* PersonPage::makeSide()
{
    auto* side = new QWidget;
    side->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measure::cardGap);
    m_costCard = new Card;
    m_costCard->addHead(tr("Cost a month"), tr("seats"));
    m_cost = new QVBoxLayout;
    m_cost->setContentsMargins(measure::cardPadding - 1, 0, measure::cardPadding - 1, 16);
    m_cost->setSpacing(6);
    m_costCard->body()->addLayout(m_cost);
    column->addWidget(m_costCard);
    m_historyCard = new Card;
    m_historyCard->addHead(tr("Timeline"), QStringLiteral(" "));
    m_timeline = new Timeline;
    auto* events = new QVBoxLayout;
    events->setContentsMargins(measure::cardPadding - 1, 0, measure::cardPadding - 1, 16);
    events->addWidget(m_timeline);
    m_historyCard->body()->addLayout(events);
    column->addWidget(m_historyCard);
    column->addStretch(1);
    return side;
}

void PersonPage::reload()
{
    ask(console().snapshot(entitiesForPerson(), asOf()), [this](const model::Snapshot& snapshot) { show(personFacts(snapshot, m_person, console().clock().now())); });
    base::whenDone(console().history(Entity::Person, m_person), this, [this](base::Result<std::vector<model::ChangeSet>> sets) {
        if (sets)
            showHistory(*sets);
    });
}

void PersonPage::show(const PersonFacts& facts)
{
    m_facts = facts;
    showHead();
    m_access.table->rows()->setRows(facts.access);
    m_devices.table->rows()->setRows(facts.devices);
    m_licences.table->rows()->setRows(facts.licences);
    m_owns.table->rows()->setRows(facts.owns);
    const qsizetype counts[] = {facts.access.size(), facts.devices.size(), facts.licences.size(), facts.owns.size()};
    for (int i = 0; i < 4; ++i)
        m_tabs->setCount(AccessTab + i, format::countWord(counts[i]));
    showCost();
    showTab(m_tabs->current());
}

void PersonPage::showHead()
{
    head()->setTitle(m_facts.name);
    head()->setGrey(m_facts.grey);
    if (!m_hasPicture)
        head()->setPicture(new Avatar(m_facts.name, personAvatar));
    m_hasPicture = true;
    clearLayout(m_header);
    for (const auto& [label, value] : std::as_const(m_facts.header)) {
        auto* fact = new QVBoxLayout;
        fact->setSpacing(1);
        fact->addWidget(makeLabel(label, Type::Small, Tone::Third));
        fact->addWidget(makeLabel(value, Type::Body));
        m_header->addLayout(fact);
    }
    m_header->addStretch(1);
}

void PersonPage::showCost()
{
    clearLayout(m_cost);
    if (m_facts.monthly.isEmpty())
        m_cost->addWidget(makeParagraph(tr("No seat of theirs has a price."), Type::Body, Tone::Third));
    if (m_facts.total)
        m_cost->addWidget(makeLabel(format::moneyExact(*m_facts.total), Type::Figure));
    const bool isOwn = m_facts.monthly.size() == 1 && m_facts.total && m_facts.monthly.first().currency == m_facts.total->currency;
    for (const base::Money& sum : isOwn ? QList<base::Money>() : m_facts.monthly)
        m_cost->addWidget(sumLine(tr("of it in %1").arg(sum.currency.code()), format::moneyExact(sum)));
    if (m_facts.withoutRate > 0)
        m_cost->addWidget(makeLabel(m_facts.withoutRate == 1 ? tr("1 seat has no exchange rate and is left out") : tr("%1 seats have no exchange rate and are left out").arg(m_facts.withoutRate), Type::Small, Tone::Third));
    const auto priced = std::count_if(m_facts.licences.begin(), m_facts.licences.end(), [](const CellRow& row) { return row.cells.last().kind == format::CellKind::Figure; });
    if (priced > 0)
        m_cost->addWidget(makeLabel(tr("%1 of %2 seats have a price").arg(priced).arg(m_facts.licences.size()), Type::Small, Tone::Third));
}

void PersonPage::showHistory(const std::vector<model::ChangeSet>& sets)
{
    QList<TimelineEvent> events;
    const QDate today = console().clock().today();
    auto newest = sets;
    std::stable_sort(newest.begin(), newest.end(), [](const auto& a, const auto& b) { return a.effectiveAt > b.effectiveAt; });
    const std::size_t most = m_tabs->current() == HistoryTab ? eventsShown : eventsInOverview;
    for (const model::ChangeSet& set : newest) {
        if (std::size_t(events.size()) == most)
            break;
        const bool byHand = set.cause.kind == model::CauseKind::Person || set.cause.kind == model::CauseKind::Sample;
        const QString cause = byHand && !set.actor.isEmpty() ? set.actor : format::causeWord(set.cause);
        const QDate day = set.effectiveAt.toLocalTime().date();
        events << TimelineEvent{causeIcon(set.cause.kind), changedFields(set, m_person), cause, day == today ? tr("today") : format::dateWord(day), State::Plain};
    }
    m_timeline->setEvents(events);
    m_tabs->setCount(HistoryTab, format::countWord(qint64(sets.size())));
    m_historyCard->setHeadGrey(sets.size() == 1 ? tr("1 change") : tr("%1 changes").arg(sets.size()));
}

void PersonPage::showTab(int tab)
{
    const bool overview = tab == OverviewTab;
    m_access.card->setVisible(overview || tab == AccessTab);
    m_devices.card->setVisible((overview && !m_facts.devices.isEmpty()) || tab == DevicesTab);
    m_licences.card->setVisible(tab == LicencesTab);
    m_owns.card->setVisible((overview && !m_facts.owns.isEmpty()) || tab == OwnsTab);
    m_side->setVisible(overview || tab == HistoryTab);
    m_costCard->setVisible(overview);
    if (tab != HistoryTab && !overview)
        return;
    base::whenDone(console().history(Entity::Person, m_person), this, [this](base::Result<std::vector<model::ChangeSet>> sets) {
        if (sets)
            showHistory(*sets);
    });
}

} // namespace qm::pages
