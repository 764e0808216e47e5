#include "ui/pages/connection_page.h"

#include "ui/format/vendor_words.h"
#include "ui/format/words.h"
#include "ui/models/sync_watch.h"
#include "ui/pages/coverage.h"
#include "ui/pages/disconnect_sheet.h"
#include "ui/pages/may_change.h"
#include "ui/pages/schedule_form.h"
#include "ui/pages/source_words.h"
#include "ui/pages/sync_result.h"
#include "ui/pages/tells_people.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using format::State;
using model::Entity;
using model::Source;
using models::SyncWatch;

namespace {

constexpr int connectionPicture = 40;
constexpr qsizetype mostReadings = 24;
constexpr std::size_t mostDrifts = 20;

format::Cell readingState(const QString& state)
{
    if (console::isWhole(state))
        return format::pill(State::Ok, state == u"unchanged" ? ConnectionPage::tr("Nothing new") : ConnectionPage::tr("Read"));
    if (state == u"skipped")
        return format::pill(State::Exempt, ConnectionPage::tr("Not in this plan"));
    if (state == u"cancelled")
        return format::pill(State::Exempt, ConnectionPage::tr("Stopped"));
    if (state == u"held")
        return format::pill(State::Attention, ConnectionPage::tr("Held back"));
    return state == u"partial" ? format::pill(State::Attention, ConnectionPage::tr("In part")) : format::pill(State::Act, ConnectionPage::tr("Failed"));
}

console::ReadingSchedule scheduleOf(const Source& source)
{
    return {source.everyMinutes.value_or(0), source.onStart.value_or(false), source.quietFrom, source.quietTo};
}

/// One side of a difference as a record that has only this: what its words need is read like any record's.
model::Record sideOf(const console::DriftRow& drift, const model::Value& value)
{
    model::Record side = model::emptyRecord(drift.entity);
    if (!drift.field.isEmpty())
        side.set(drift.field, value);
    return side;
}

} // namespace

ConnectionPage::ConnectionPage(console::Console& console, base::Id source)
    : ReportPage(console, tr("Connection"))
    , m_id(source)
    , m_book(console)
{
    auto* picture = new IconTile(QStringLiteral("plug"), connectionPicture);
    head()->setPicture(picture);
    m_disconnect = new Button(tr("Disconnect"), ButtonKind::DangerQuiet);
    m_test = new Button(tr("Test"));
    m_signIn = new Button(tr("Sign in again"));
    m_accept = new Button(tr("Accept what is gone"));
    m_read = new Button(tr("Read now"), ButtonKind::Primary, QStringLiteral("refresh"));
    m_import = new Button(tr("Import a newer file"), ButtonKind::Primary, QStringLiteral("upload"));
    for (Button* button : {m_disconnect, m_test, m_signIn, m_accept, m_read, m_import})
        head()->addAction(button);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(measure::cardGap);
    auto* left = new QVBoxLayout;
    left->setSpacing(measure::cardGap);
    auto* right = new QVBoxLayout;
    right->setSpacing(measure::cardGap);
    buildLeft(left);
    buildRight(right);
    columns->addLayout(left, 1);
    columns->addLayout(right);
    column()->addLayout(columns);
    column()->addStretch(1);
    connect(m_read, &QAbstractButton::clicked, this, [this] { SyncWatch::of(this->console()).start(m_id, m_source.name); });
    connect(m_accept, &QAbstractButton::clicked, this, &ConnectionPage::askAccept);
    connect(m_signIn, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("connect"), m_id); });
    connect(m_import, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("import"), {}); });
    connect(m_test, &QAbstractButton::clicked, this, &ConnectionPage::test);
    connect(m_disconnect, &QAbstractButton::clicked, this, &ConnectionPage::askDisconnect);
    SyncWatch& watch = SyncWatch::of(console);
    connect(&watch, &SyncWatch::changed, this, &ConnectionPage::showSync);
    connect(&watch, &SyncWatch::ended, this, [this](base::Id ended, const models::SyncEnd& end) {
        if (ended != m_id)
            return;
        m_result->show();
        m_result->showEnd(end);
        reload();
    });
}

Card* ConnectionPage::makeHealth()
{
    auto* card = new Card;
    auto* column = paddedColumn(card);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    m_state = new Pill(State::Unknown, QString());
    m_sentence = makeParagraph({}, Type::Body, Tone::Text);
    row->addWidget(m_state, 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    column->addLayout(row);
    m_tested = makeParagraph({}, Type::Small, Tone::Third);
    m_tested->hide();
    column->addWidget(m_tested);
    m_result = new SyncResult;
    m_result->hide();
    column->addWidget(m_result);
    connect(m_result, &SyncResult::stopAsked, this, [this] { SyncWatch::of(console()).stop(m_id); });
    connect(m_result, &SyncResult::orphansAsked, this, [this] {
        Q_EMIT openRecords(Entity::Account, model::Filter::condition(QStringLiteral("person"), model::Operator::IsEmpty), tr("Accounts without a person"));
    });
    return card;
}

Card* ConnectionPage::makeHistory()
{
    auto* card = new Card;
    card->addHead(tr("Readings"), tr("the newest first"));
    using Side = ColumnHead::Side;
    auto* rows = new CellRows({{tr("What")}, {tr("How it ended")}, {tr("When"), Side::Trailing}, {tr("What came of it")}}, this);
    m_readings = new CardTable(rows, {{150, 110, 1, 0}, {150, 150, 0, 0}, {64, 64, 0, 0}, {360, 200, 4, 0}}, measure::row);
    m_readings->setAccessibleName(tr("Readings"));
    card->body()->addWidget(m_readings);
    return card;
}

void ConnectionPage::buildLeft(QVBoxLayout* column)
{
    column->addWidget(makeHealth());
    m_drifts = new Card;
    m_drifts->addHead(tr("Where it differs from what stands here"), tr("somebody entered one thing, the service says another"));
    m_drifts->addLine();
    m_driftColumn = paddedColumn(m_drifts);
    column->addWidget(m_drifts);
    m_history = makeHistory();
    column->addWidget(m_history);
    column->addStretch(1);
    m_drifts->hide();
    m_history->hide();
}

void ConnectionPage::buildRight(QVBoxLayout* column)
{
    const auto addCard = [column](const QString& title) {
        auto* card = new Card;
        card->setFixedWidth(measure::rightColumn);
        card->addHead(title);
        card->addLine();
        column->addWidget(card);
        return card;
    };
    m_scheduleCard = addCard(tr("When it is read"));
    m_schedule = new ScheduleForm;
    paddedColumn(m_scheduleCard)->addWidget(m_schedule);
    m_coverageCard = addCard(tr("How much it tells"));
    m_coverage = new Coverage(console());
    paddedColumn(m_coverageCard)->addWidget(m_coverage);
    m_mayChangeCard = addCard(tr("What plans may change there"));
    m_mayChangeColumn = paddedColumn(m_mayChangeCard);
    m_peopleCard = addCard(tr("Who works here"));
    m_peopleColumn = paddedColumn(m_peopleCard);
    column->addStretch(1);
    for (Card* card : {m_scheduleCard, m_coverageCard, m_mayChangeCard, m_peopleCard})
        card->hide();
    connect(m_coverage, &Coverage::counted, m_coverageCard, [this](int lines) { m_coverageCard->setVisible(lines > 0); });
    connect(m_coverage, &Coverage::openRecords, this, &Page::openRecords);
    connect(m_schedule, &ScheduleForm::chosen, this, [this](const console::ReadingSchedule& schedule) { settle(this->console().setSchedule(m_id, schedule)); });
}

void ConnectionPage::reload()
{
    ask(console().records(Entity::Source, {m_id}), [this](const std::vector<model::Record>& sources) {
        if (sources.empty())
            return Q_EMIT finished();
        show(sources.front());
    });
}

bool ConnectionPage::leaveLevel()
{
    Q_EMIT openPage(QStringLiteral("source"));
    return true;
}

void ConnectionPage::show(const model::Record& record)
{
    m_source = model::as<Source>(record);
    const QDateTime now = console().clock().now();
    head()->setTitle(m_source.name);
    head()->setGrey(m_source.lastRead.isValid() ? tr("last read to its end %1").arg(format::sinceWord(m_source.lastRead, now)) : tr("not read yet"));
    m_state->setCell(sourceState(m_source, now));
    showVerbs();
    m_coverage->show(m_source.name);
    showSync();
    if (isConnected(m_source)) {
        askVendor();
        return askFacts();
    }
    m_sentence->setText(m_source.kind != Source::Kind::Vendor ? sourceSentence(m_source, now) : tr("It is no longer connected. What it brought stays, with its age."));
}

void ConnectionPage::showVerbs()
{
    const bool isLive = isConnected(m_source);
    const bool needsSignIn = m_source.state == Source::State::SignInNeeded;
    m_signIn->setKind(needsSignIn ? ButtonKind::Primary : ButtonKind::Secondary);
    m_read->setKind(needsSignIn ? ButtonKind::Secondary : ButtonKind::Primary);
    for (Button* button : {m_read, m_signIn, m_test, m_disconnect})
        button->setVisible(isLive);
    m_accept->setVisible(isLive && m_isHeld);
    m_import->setVisible(m_source.kind == Source::Kind::File);
}

void ConnectionPage::askVendor()
{
    if (m_vendor)
        return showVendor();
    base::whenDone(console().vendors(), this, [this](const base::Result<QList<console::VendorInfo>>& vendors) {
        for (const console::VendorInfo& each : vendors ? *vendors : QList<console::VendorInfo>()) {
            if (each.id == m_source.descriptor)
                m_vendor = each;
        }
        showVendor();
    });
}

void ConnectionPage::askFacts()
{
    base::whenDone(console().connection(m_id), this, [this](const base::Result<console::ConnectionFacts>& facts) {
        m_drifts->setEnabled(true);
        if (!facts)
            return Q_EMIT failed(facts.error());
        showFacts(*facts);
    });
}

void ConnectionPage::showVendor()
{
    if (!m_vendor)
        return;
    if (!m_mayChange) {
        m_mayChange = new MayChange(*m_vendor);
        m_mayChangeColumn->addWidget(m_mayChange);
        connect(m_mayChange, &MayChange::chosen, this, [this](bool allowed) { setField(QStringLiteral("writes"), allowed); });
        m_mayChangeCard->show();
    }
    if (!m_tellsPeople && m_vendor->tells(QStringLiteral("person"))) {
        m_tellsPeople = new TellsPeople(m_vendor->name);
        m_peopleColumn->addWidget(m_tellsPeople);
        connect(m_tellsPeople, &TellsPeople::chosen, this, [this](bool ticked) { setField(QStringLiteral("hr"), ticked); });
        m_peopleCard->show();
    }
    m_mayChange->setAllowed(m_source.writes.value_or(false));
    if (m_tellsPeople)
        m_tellsPeople->setTicked(m_source.isHr.value_or(false));
}

void ConnectionPage::setField(const QString& field, bool isTrue)
{
    settle(console().set(Entity::Source, m_id, {{field, isTrue ? QStringLiteral("true") : QStringLiteral("false")}}));
}

void ConnectionPage::showFacts(const console::ConnectionFacts& facts)
{
    m_schedule->setSchedule(scheduleOf(model::as<Source>(facts.source)));
    m_scheduleCard->show();
    showReadings(facts.streams);
    readDrifts(facts.drifts);
    m_sentence->setText(sourceSentence(m_source, console().clock().now(), qint64(m_open.size())));
}

void ConnectionPage::showReadings(const QList<console::StreamFacts>& readings)
{
    QList<CellRow> rows;
    const QDateTime now = console().clock().now();
    m_isHeld = std::any_of(readings.begin(), readings.end(), [](const console::StreamFacts& reading) { return reading.state == u"held"; });
    showVerbs();
    for (const console::StreamFacts& reading : readings.first(std::min(readings.size(), mostReadings))) {
        const QString why = reading.reason.isEmpty() ? format::readingWord(reading.read, {reading.created, reading.updated, reading.gone}) : format::reasonSentence(reading.reason);
        rows << CellRow{base::Id{rows.size() + 1}, {format::strong(format::streamTitle(reading.id)), readingState(reading.state), format::figure(format::ageWord(reading.ended, now)), format::text(why)}};
    }
    m_readings->rows()->setRows(rows);
    m_history->setVisible(!rows.isEmpty());
}

/// What references in them are called is read before they are shown.
void ConnectionPage::readDrifts(const std::vector<console::DriftRow>& drifts)
{
    m_open.clear();
    std::vector<model::Record> sides;
    for (const console::DriftRow& drift : drifts) {
        if (drift.kept)
            continue;
        m_open.push_back(drift);
        sides.push_back(sideOf(drift, drift.ours));
        sides.push_back(sideOf(drift, drift.theirs));
    }
    m_book.read(sides, [this] { showDrifts(); });
}

void ConnectionPage::showDrifts()
{
    clearLayout(m_driftColumn);
    const std::size_t shown = m_showsAll ? m_open.size() : std::min(m_open.size(), mostDrifts);
    for (std::size_t at = 0; at < shown; ++at)
        m_driftColumn->addWidget(driftLine(m_open.at(at)));
    if (shown < m_open.size()) {
        auto* all = new Button(tr("Show all %1").arg(format::countWord(qint64(m_open.size()))));
        m_driftColumn->addWidget(all, 0, Qt::AlignLeft);
        connect(all, &QAbstractButton::clicked, this, [this] {
            m_showsAll = true;
            showDrifts();
        }, Qt::QueuedConnection);
    }
    m_drifts->setVisible(!m_open.empty());
}

QWidget* ConnectionPage::driftLine(const console::DriftRow& drift)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const model::EntityDescription& description = model::describe(drift.entity);
    const int field = description.indexOf(drift.field);
    const auto wordOf = [&](const model::Value& value) {
        const QString word = format::valueWord(description.field(field), value, m_book.titles());
        return word.isEmpty() ? tr("nothing") : word;
    };
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeLabel(field < 0 ? drift.title : tr("%1, %2").arg(drift.title, format::fieldWord(description.field(field)).toLower()), Type::Strong));
    words->addWidget(makeParagraph(field < 0 ? tr("stands here; the service does not have it") : tr("here %1, there %2").arg(wordOf(drift.ours), wordOf(drift.theirs)), Type::Small, Tone::Second));
    row->addLayout(words, 1);
    const auto addVerb = [&](const QString& verb) {
        auto* button = new Button(verb);
        button->setAccessibleName(tr("%1: %2").arg(verb, drift.title));
        row->addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    connect(addVerb(tr("Keep ours")), &QAbstractButton::clicked, this, [this, drift] { settle(console().keepOurs(drift)); });
    if (field >= 0) // there is nothing to take where the service has no such record
        connect(addVerb(tr("Take theirs")), &QAbstractButton::clicked, this, [this, drift] { settle(console().takeTheirs(drift)); });
    return line;
}

void ConnectionPage::showSync()
{
    const SyncWatch& watch = SyncWatch::of(console());
    for (Button* button : {m_read, m_accept})
        button->setEnabled(!watch.isReading(m_id));
    for (const models::SyncUnderWay& reading : watch.underWay()) {
        if (reading.source != m_id)
            continue;
        m_result->show();
        m_result->showProgress(reading);
    }
}

void ConnectionPage::test()
{
    m_test->setEnabled(false);
    m_tested->setText(tr("Asking %1 for one small thing").arg(m_source.name));
    m_tested->show();
    base::whenDone(console().testConnection(m_id), this, [this](const base::Result<void>& proven) {
        m_test->setEnabled(true);
        m_tested->setText(proven ? tr("Tested just now: address and sign-in are right.") : format::sentence(proven.error()));
    });
}

/// It is read once more: what is gone is only known then.
void ConnectionPage::askAccept()
{
    auto* sheet = new FormSheet(tr("Is it right that they are gone?"), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->body()->addWidget(makeParagraph(sourceSentence(m_source, console().clock().now())));
    sheet->body()->addWidget(makeParagraph(tr("%1 is read once more. Accounts that it does not list then are closed here, groups, memberships, seats and apps are removed, devices count as no longer managed. Undo in Activity brings them back.").arg(m_source.name)));
    sheet->body()->addStretch(1);
    sheet->setVerbs(tr("Keep everything"), tr("Read and accept"));
    sheet->verbButton()->setKind(ButtonKind::Danger);
    connect(sheet, &FormSheet::verbAsked, this, [this, sheet] {
        sheet->accept();
        if (SyncWatch::of(console()).isReading(m_id))
            return Q_EMIT toast(tr("It is being read at the moment. Look at what comes of it first."), {});
        SyncWatch::of(console()).start(m_id, m_source.name, sync::Doubt::Accept);
    });
    sheet->open();
}

void ConnectionPage::askDisconnect()
{
    auto* sheet = new DisconnectSheet(m_source.name, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &DisconnectSheet::chosen, this, &ConnectionPage::disconnectNow);
    sheet->open();
}

void ConnectionPage::disconnectNow(console::Brought leftovers)
{
    m_disconnect->setEnabled(false);
    base::whenDone(console().disconnectVendor(m_id, leftovers), this, [this](const base::Result<void>& done) {
        m_disconnect->setEnabled(true);
        if (!done)
            return Q_EMIT failed(done.error());
        Q_EMIT toast(tr("%1 is disconnected").arg(m_source.name), {});
        Q_EMIT openPage(QStringLiteral("source"));
    });
}

template <class T>
void ConnectionPage::settle(const console::Answer<T>& answer)
{
    m_drifts->setEnabled(false);
    base::whenDone(answer, this, [this](const base::Result<T>& done) {
        if (!done)
            Q_EMIT failed(done.error());
        reload();
    });
}

} // namespace qm::pages
