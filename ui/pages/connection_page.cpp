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
constexpr std::size_t mostReadings = 24, mostDrifts = 20;

QVBoxLayout* paddedColumn(Card* card)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(measure::cardPadding, 14, measure::cardPadding, 16);
    column->setSpacing(10);
    card->body()->addLayout(column);
    return column;
}

format::Cell readingState(const QString& state)
{
    if (state == u"complete" || state == u"changes" || state == u"unchanged")
        return format::pill(State::Ok, state == u"unchanged" ? ConnectionPage::tr("Nothing new") : ConnectionPage::tr("Read"));
    if (state == u"skipped")
        return format::pill(State::Exempt, ConnectionPage::tr("Not in this plan"));
    if (state == u"cancelled")
        return format::pill(State::Exempt, ConnectionPage::tr("Stopped"));
    return state == u"partial" ? format::pill(State::Attention, ConnectionPage::tr("In part")) : format::pill(State::Act, ConnectionPage::tr("Failed"));
}

QString countsOf(const console::StreamFacts& reading)
{
    QStringList words{ConnectionPage::tr("%1 read").arg(format::countWord(reading.read))};
    const auto add = [&words](qint64 count, const QString& word) {
        if (count > 0)
            words.append(word.arg(format::countWord(count)));
    };
    add(reading.created, ConnectionPage::tr("%1 new"));
    add(reading.updated, ConnectionPage::tr("%1 changed"));
    add(reading.gone, ConnectionPage::tr("%1 gone"));
    if (words.size() == 1)
        words.append(ConnectionPage::tr("no difference"));
    return words.join(QStringLiteral(", "));
}

} // namespace

ConnectionPage::ConnectionPage(console::Console& console, ConnectionDesk desk, base::Id source)
    : ReportPage(console, tr("Connection"))
    , m_desk(std::move(desk))
    , m_id(source)
{
    auto* picture = new IconTile(QStringLiteral("plug"), connectionPicture);
    head()->setPicture(picture);
    m_disconnect = new Button(tr("Disconnect"), ButtonKind::DangerQuiet);
    m_test = new Button(tr("Test"));
    m_signIn = new Button(tr("Sign in again"));
    m_read = new Button(tr("Read now"), ButtonKind::Primary, QStringLiteral("refresh"));
    for (Button* button : {m_disconnect, m_test, m_signIn, m_read})
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
    connect(m_signIn, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("connect"), m_id); });
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
    column->addStretch(1);
    for (Card* card : {m_scheduleCard, m_coverageCard, m_mayChangeCard})
        card->hide();
    connect(m_coverage, &Coverage::openRecords, this, &Page::openRecords);
    connect(m_schedule, &ScheduleForm::chosen, this, [this](const console::Schedule& schedule) { settle(m_desk.setSchedule(m_id, schedule)); });
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
    const bool isLive = isConnected(m_source);
    head()->setTitle(m_source.name);
    head()->setGrey(m_source.lastRead.isValid() ? tr("last read to its end %1 ago").arg(format::ageWord(m_source.lastRead, now)) : tr("not read yet"));
    m_state->setCell(sourceState(m_source));
    m_sentence->setText(isLive || m_source.kind != Source::Kind::Vendor ? sourceSentence(m_source, now) : tr("It is no longer connected. What it brought stays, with its age."));
    const bool needsSignIn = m_source.state == Source::State::SignInNeeded;
    m_signIn->setKind(needsSignIn ? ButtonKind::Primary : ButtonKind::Secondary);
    m_read->setKind(needsSignIn ? ButtonKind::Secondary : ButtonKind::Primary);
    m_read->setVisible(isLive && m_desk.sync);
    m_signIn->setVisible(isLive && m_desk.signInAgain);
    m_test->setVisible(isLive && m_desk.test);
    m_disconnect->setVisible(isLive && m_desk.disconnect);
    m_coverageCard->show();
    m_coverage->show(m_source.name);
    showSync();
    if (isLive)
        askStory();
}

void ConnectionPage::askStory()
{
    if (m_desk.vendors && !m_vendor) {
        base::whenDone(m_desk.vendors(), this, [this](const base::Result<QList<console::VendorInfo>>& vendors) {
            for (const console::VendorInfo& each : vendors ? *vendors : QList<console::VendorInfo>()) {
                if (each.id == m_source.descriptor)
                    m_vendor = each;
            }
            showVendor();
        });
    }
    if (!m_desk.story)
        return;
    base::whenDone(m_desk.story(m_id), this, [this](const base::Result<console::ConnectionStory>& story) {
        if (!story)
            return Q_EMIT failed(story.error());
        showStory(*story);
    });
}

void ConnectionPage::showVendor()
{
    if (!m_vendor || !m_desk.setMayWrite || m_mayChange)
        return;
    m_mayChange = new MayChange(*m_vendor);
    m_mayChange->setAllowed(m_mayWrite);
    m_mayChangeColumn->addWidget(m_mayChange);
    m_mayChangeCard->show();
    connect(m_mayChange, &MayChange::chosen, this, [this](bool allowed) { settle(m_desk.setMayWrite(m_id, allowed)); });
}

void ConnectionPage::showStory(const console::ConnectionStory& story)
{
    m_mayWrite = story.mayWrite;
    if (m_mayChange)
        m_mayChange->setAllowed(story.mayWrite);
    m_schedule->setSchedule(story.schedule);
    m_scheduleCard->setVisible(bool(m_desk.setSchedule));
    showReadings(story.readings);
    showDrifts(story.drifts);
}

void ConnectionPage::showReadings(const std::vector<console::StreamFacts>& readings)
{
    QList<CellRow> rows;
    const QDateTime now = console().clock().now();
    for (const console::StreamFacts& reading : readings) {
        if (rows.size() == qsizetype(mostReadings))
            break;
        const QString why = reading.reason.isEmpty() ? countsOf(reading) : format::reasonSentence(reading.reason);
        rows << CellRow{base::Id{rows.size() + 1}, {format::strong(format::streamTitle(reading.id)), readingState(reading.state), format::figure(format::ageWord(reading.ended, now)), format::text(why)}};
    }
    m_readings->rows()->setRows(rows);
    m_history->setVisible(!rows.isEmpty());
}

void ConnectionPage::showDrifts(const std::vector<console::DriftInfo>& drifts)
{
    clearLayout(m_driftColumn);
    for (std::size_t at = 0; at < drifts.size() && at < mostDrifts; ++at)
        m_driftColumn->addWidget(driftLine(drifts.at(at)));
    if (drifts.size() > mostDrifts)
        m_driftColumn->addWidget(makeParagraph(tr("and %1 more").arg(format::countWord(qint64(drifts.size() - mostDrifts))), Type::Small, Tone::Third));
    m_drifts->setVisible(!drifts.empty());
}

QWidget* ConnectionPage::driftLine(const console::DriftInfo& drift)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const model::EntityDescription& description = model::describe(drift.entity);
    const int field = description.indexOf(drift.field);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeLabel(field < 0 ? drift.title : tr("%1, %2").arg(drift.title, format::fieldWord(description.field(field)).toLower()), Type::Strong));
    const QString none = tr("nothing");
    words->addWidget(makeParagraph(field < 0 ? tr("stands here; the service does not have it") : tr("here %1, there %2").arg(drift.here.isEmpty() ? none : drift.here, drift.there.isEmpty() ? none : drift.there), Type::Small, Tone::Second));
    row->addLayout(words, 1);
    const auto addVerb = [&](const QString& verb, const std::function<console::Answer<void>(console::DriftInfo)>& deed) {
        if (!deed)
            return;
        auto* button = new Button(verb);
        button->setAccessibleName(tr("%1: %2").arg(verb, drift.title));
        row->addWidget(button, 0, Qt::AlignTop);
        connect(button, &QAbstractButton::clicked, this, [this, deed, drift] { settle(deed(drift)); });
    };
    addVerb(tr("Keep ours"), m_desk.keepOurs);
    addVerb(tr("Take theirs"), m_desk.takeTheirs);
    return line;
}

void ConnectionPage::showSync()
{
    const SyncWatch& watch = SyncWatch::of(console());
    m_read->setEnabled(!watch.isReading(m_id));
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
    base::whenDone(m_desk.test(m_id), this, [this](const base::Result<void>& proven) {
        m_test->setEnabled(true);
        m_tested->setText(proven ? tr("Tested just now: address and sign-in are right.") : format::sentence(proven.error()));
    });
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
    base::whenDone(m_desk.disconnect(m_id, leftovers), this, [this](const base::Result<void>& done) {
        m_disconnect->setEnabled(true);
        if (!done)
            return Q_EMIT failed(done.error());
        Q_EMIT toast(tr("%1 is disconnected").arg(m_source.name), {});
        Q_EMIT openPage(QStringLiteral("source"));
    });
}

void ConnectionPage::settle(const console::Answer<void>& answer)
{
    base::whenDone(answer, this, [this](const base::Result<void>& done) {
        if (!done)
            Q_EMIT failed(done.error());
        reload();
    });
}

} // namespace qm::pages
