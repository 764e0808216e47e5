#include "ui/pages/connections_page.h"

#include "ui/format/words.h"
#include "ui/models/sync_watch.h"
#include "ui/pages/source_words.h"
#include "ui/pages/sync_result.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using model::Entity;
using model::Source;
using models::SyncWatch;

ConnectionsPage::ConnectionsPage(console::Console& console)
    : ReportPage(console, tr("Connections"))
    , m_list(new Card)
    , m_reading(new Card)
    , m_readings(new QVBoxLayout)
{
    m_readAll = new Button(tr("Read all"), ButtonKind::Secondary, QStringLiteral("refresh"));
    m_add = new Button(tr("Connect a service"), ButtonKind::Primary, QStringLiteral("plug"));
    head()->addAction(m_readAll);
    head()->addAction(m_add);
    connect(m_add, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("connect"), {}); });
    connect(m_readAll, &QAbstractButton::clicked, this, &ConnectionsPage::readAll);
    m_readings->setContentsMargins(measure::cardPadding, 14, measure::cardPadding, 14);
    m_readings->setSpacing(12);
    m_reading->body()->addLayout(m_readings);
    m_reading->hide();
    column()->addWidget(m_reading);
    auto* rows = new CellRows({{tr("Source")}, {tr("State")}, {tr("Last read"), ColumnHead::Side::Trailing}, {tr("What it means")}}, this);
    m_table = new CardTable(rows, {{220, 150, 1, 0}, {160, 160, 0, 0}, {90, 90, 0, 0}, {420, 160, 3, 0}}, measure::row + 4);
    m_table->setAccessibleName(tr("Sources"));
    connect(m_table, &CardTable::rowChosen, this, &ConnectionsPage::choose);
    m_list->body()->addWidget(m_table);
    column()->addWidget(m_list);
    column()->addStretch(1);
    connect(&console, &console::Console::changed, this, [this](const model::ChangeSet& set) {
        const auto isSource = [](const model::Change& change) { return change.entity == Entity::Source; };
        if (isVisible() && std::any_of(set.changes.begin(), set.changes.end(), isSource))
            reload();
    });
    connect(&SyncWatch::of(console), &SyncWatch::changed, this, &ConnectionsPage::showReadings);
    connect(&SyncWatch::of(console), &SyncWatch::ended, this, [this] { reload(); });
}

void ConnectionsPage::reload()
{
    model::Query query;
    query.entity = Entity::Source;
    ask(console().load(query), [this](const std::vector<model::Record>& sources) { show(sources); });
}

void ConnectionsPage::show(const std::vector<model::Record>& sources)
{
    m_sources = sources;
    QList<CellRow> rows;
    int aging = 0;
    int fresh = 0;
    int connected = 0;
    const QDateTime now = console().clock().now();
    for (const model::Record& record : m_sources) {
        const auto source = model::as<Source>(record);
        aging += console::canAge(source) ? 1 : 0;
        fresh += console::canAge(source) && console::isFresh(source, now.toUTC().date()) ? 1 : 0;
        connected += isConnected(source) ? 1 : 0;
        const bool isFine = source.kind == Source::Kind::Manual || (source.state == Source::State::Ready && console::isFresh(source, now.toUTC().date()) && source.reason.isEmpty());
        const QString words = isFine ? QString() : sourceSentence(source, now);
        rows << CellRow{record.id, {format::tile(source.name), sourceState(source, now), sourceAge(source, now), words.isEmpty() ? format::empty() : format::text(words)}};
    }
    m_table->rows()->setRows(rows);
    m_list->setVisible(!rows.isEmpty());
    m_readAll->setVisible(connected > 0);
    head()->setGrey(aging == 0 ? QString() : tr("%1 of %2 sources read within 14 days").arg(fresh).arg(aging));
    m_add->setVisible(!rows.isEmpty());
    showReadings();
    if (rows.isEmpty())
        return showEmpty();
    setInstead(nullptr);
}

void ConnectionsPage::showEmpty()
{
    auto* state = new EmptyState(QStringLiteral("plug"), tr("No system is connected"), tr("A directory, a mail suite or a device manager tells who has which account. Reading changes nothing there; what it tells is compared with what is known here."));
    state->setActions(tr("Connect a service"));
    connect(state, &EmptyState::primaryAsked, this, [this] { Q_EMIT startWizard(QStringLiteral("connect"), {}); }, Qt::QueuedConnection);
    setInstead(state);
}

void ConnectionsPage::choose(int row)
{
    Q_EMIT openRecord(model::Entity::Source, m_table->rows()->idAt(row));
}

void ConnectionsPage::readAll()
{
    for (const model::Record& record : m_sources) {
        if (isConnected(model::as<Source>(record)))
            SyncWatch::of(console()).start(record.id, model::titleOf(record));
    }
}

void ConnectionsPage::showReadings()
{
    SyncWatch& watch = SyncWatch::of(console());
    clearLayout(m_readings);
    for (const models::SyncUnderWay& reading : watch.underWay()) {
        auto* line = new SyncResult;
        line->showProgress(reading);
        connect(line, &SyncResult::stopAsked, this, [&watch, source = reading.source] { watch.stop(source); }, Qt::QueuedConnection);
        m_readings->addWidget(line);
    }
    m_reading->setVisible(!watch.underWay().isEmpty());
    m_readAll->setEnabled(watch.underWay().isEmpty());
}

} // namespace qm::pages
