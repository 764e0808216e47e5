#include "ui/pages/connections_page.h"

#include "core/model/company.h"
#include "ui/format/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QUrl>

namespace qm::pages {

using namespace qm::widgets;
using format::Cell;
using format::State;
using model::Entity;
using model::Source;

namespace {

constexpr int freshSourceDays = 14;

Cell sourceState(const Source& source)
{
    switch (source.state) {
    case Source::State::Ready: return format::pill(State::Ok, ConnectionsPage::tr("Ready"));
    case Source::State::Reading: return format::pill(State::Info, ConnectionsPage::tr("Reading"));
    case Source::State::SignInNeeded: return format::pill(State::Act, ConnectionsPage::tr("Sign in again"));
    case Source::State::Failed: return format::pill(State::Act, ConnectionsPage::tr("Could not be read"));
    case Source::State::Paused: return format::pill(State::Exempt, ConnectionsPage::tr("Paused"));
    case Source::State::Unknown: break;
    }
    return source.kind == Source::Kind::File ? format::pill(State::Plain, ConnectionsPage::tr("File")) : format::pill(State::Unknown, ConnectionsPage::tr("Not read yet"));
}

Cell sourceAge(const Source& source, const QDateTime& now)
{
    if (!source.lastRead.isValid())
        return format::empty();
    const bool old = source.lastRead.daysTo(now) > freshSourceDays;
    return format::figure(format::ageWord(source.lastRead, now), old ? State::Attention : State::Plain);
}

QString failureWords(const console::StreamReport& stream)
{
    return stream.error ? format::sentence(*stream.error) : format::reasonSentence(stream.reason);
}

} // namespace

ConnectionsPage::ConnectionsPage(console::Console& console, Open open)
    : ReportPage(console, tr("Connections"))
    , m_list(new Card)
{
    m_add = new Button(tr("Connect a service"), ButtonKind::Primary, QStringLiteral("plug"));
    head()->addAction(m_add);
    connect(m_add, &QAbstractButton::clicked, this, &ConnectionsPage::showForm);
    column()->addWidget(makeForm());
    column()->addWidget(makeReading());
    auto* rows = new CellRows({{tr("Source")}, {tr("State")}, {tr("Last read"), ColumnHead::Side::Trailing}, {tr("Why")}, {QString()}}, this);
    m_table = new CardTable(rows, {{200, 140, 2, 0}, {160, 160, 0, 0}, {90, 90, 0, 0}, {220, 100, 2, 1}, {96, 96, 0, 0}}, measure::row + 4);
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
    connect(&console, &console::Console::syncProgress, this, [this](base::Id source, const QString& stream, qint64 read) {
        if (source == m_syncing)
            showProgress(stream, read);
    });
    if (open == Open::Form)
        showForm();
}

QWidget* ConnectionsPage::makeForm()
{
    m_form = new Card;
    m_form->addHead(tr("Connect a SCIM 2.0 directory"), tr("address and token are proven before anything is kept"));
    m_form->addLine();
    auto* column = new QVBoxLayout;
    column->setContentsMargins(measure::cardPadding - 1, 14, measure::cardPadding - 1, 16);
    column->setSpacing(12);
    m_name = new QLineEdit;
    m_address = new QLineEdit;
    m_token = new QLineEdit;
    m_token->setEchoMode(QLineEdit::Password);
    m_nameField = new FormField(tr("Name"), m_name, tr("how it is called here"));
    m_addressField = new FormField(tr("Address"), m_address, tr("begins with https:// and usually ends with /scim/v2"));
    m_tokenField = new FormField(tr("Token"), m_token, tr("goes to the key store of this computer and is never shown again"));
    auto* fields = new QHBoxLayout;
    fields->setSpacing(16);
    fields->addWidget(m_nameField, 2, Qt::AlignTop);
    fields->addWidget(m_addressField, 4, Qt::AlignTop);
    fields->addWidget(m_tokenField, 3, Qt::AlignTop);
    column->addLayout(fields);
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(8);
    m_connect = new Button(tr("Test and connect"), ButtonKind::Primary);
    auto* cancel = new Button(tr("Cancel"));
    verbs->addWidget(m_connect);
    verbs->addWidget(cancel);
    verbs->addStretch(1);
    column->addLayout(verbs);
    m_form->body()->addLayout(column);
    m_form->hide();
    connect(m_connect, &QAbstractButton::clicked, this, &ConnectionsPage::connectNow);
    connect(m_token, &QLineEdit::returnPressed, this, &ConnectionsPage::connectNow);
    connect(cancel, &QAbstractButton::clicked, this, [this] { leaveLevel(); });
    return m_form;
}

QWidget* ConnectionsPage::makeReading()
{
    m_reading = new Card;
    auto* column = new QVBoxLayout;
    column->setContentsMargins(measure::cardPadding - 1, 14, measure::cardPadding - 1, 14);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    m_progress = new ProgressLine;
    m_cancel = new Button(tr("Stop"));
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    column->addLayout(row);
    m_results = new QVBoxLayout;
    m_results->setSpacing(6);
    column->addLayout(m_results);
    m_reading->body()->addLayout(column);
    m_reading->hide();
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        m_stop.request();
        m_progress->setProgress(tr("Stopping after this page"), {}, -1);
    });
    return m_reading;
}

void ConnectionsPage::reload()
{
    model::Query query;
    query.entity = Entity::Source;
    ask(console().load(query), [this](const std::vector<model::Record>& sources) { show(sources); });
}

bool ConnectionsPage::leaveLevel()
{
    if (m_form->isHidden())
        return false;
    m_token->clear();
    m_form->hide();
    m_add->show();
    reload();
    return true;
}

void ConnectionsPage::show(const std::vector<model::Record>& sources)
{
    m_sources = sources;
    QList<CellRow> rows;
    int fresh = 0;
    const QDateTime now = console().clock().now();
    for (const model::Record& record : m_sources) {
        const auto source = model::as<Source>(record);
        fresh += source.lastRead.isValid() && source.lastRead.daysTo(now) <= freshSourceDays ? 1 : 0;
        const bool readable = source.kind == Source::Kind::Vendor && !source.descriptor.isEmpty();
        rows << CellRow{record.id, {format::tile(source.name), sourceState(source), sourceAge(source, now), source.reason.isEmpty() ? format::empty() : format::text(format::reasonSentence(source.reason)), readable ? format::link(QStringLiteral("refresh"), tr("Sync now")) : format::text({})}};
    }
    m_table->rows()->setRows(rows);
    m_list->setVisible(!rows.isEmpty());
    head()->setGrey(rows.isEmpty() ? QString() : tr("%1 of %2 sources read within 14 days").arg(fresh).arg(rows.size()));
    const bool empty = rows.isEmpty() && m_form->isHidden();
    m_add->setVisible(!empty && m_form->isHidden());
    if (!empty)
        return setInstead(nullptr);
    auto* state = new EmptyState(QStringLiteral("plug"), tr("No system is connected"), tr("A directory that speaks SCIM tells who has which account. Reading changes nothing there; what it tells is compared with what is known here."));
    state->setActions(tr("Connect a service"));
    connect(state, &EmptyState::primaryAsked, this, &ConnectionsPage::showForm, Qt::QueuedConnection);
    setInstead(state);
}

void ConnectionsPage::showForm()
{
    setInstead(nullptr);
    m_form->show();
    m_add->hide();
    m_name->setFocus();
}

bool ConnectionsPage::isFormRight()
{
    const QUrl url(m_address->text().trimmed(), QUrl::StrictMode);
    const bool local = url.host() == u"localhost" || url.host() == u"127.0.0.1";
    const bool safe = url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || (local && url.scheme() == u"http"));
    m_nameField->setError(m_name->text().trimmed().isEmpty() ? tr("Write a name") : QString());
    m_addressField->setError(safe ? QString() : tr("Write an address that begins with https://"));
    m_tokenField->setError(m_token->text().isEmpty() ? tr("Paste the token of the directory") : QString());
    return !m_nameField->hasError() && !m_addressField->hasError() && !m_tokenField->hasError();
}

void ConnectionsPage::connectNow()
{
    if (!isFormRight())
        return;
    m_connect->setEnabled(false);
    console::NewConnection wanted;
    wanted.name = m_name->text().trimmed();
    wanted.descriptor = QStringLiteral("scim");
    wanted.config = {{QStringLiteral("base"), m_address->text().trimmed()}};
    wanted.secrets = {{QStringLiteral("token"), std::make_shared<const base::Secret>(m_token->text().toUtf8())}};
    wanted.writes = console::NewConnection::Writes::Allowed;
    m_token->clear();
    base::whenDone(console().connectVendor(std::move(wanted)), this, [this](base::Result<base::Id> source) {
        m_connect->setEnabled(true);
        if (!source)
            return m_tokenField->setError(format::sentence(source.error()));
        leaveLevel();
        Q_EMIT toast(tr("%1 is connected").arg(m_name->text()), {});
        sync(*source);
    });
}

void ConnectionsPage::choose(int row)
{
    const base::Id id = m_table->rows()->idAt(row);
    const auto source = std::find_if(m_sources.begin(), m_sources.end(), [id](const model::Record& each) { return each.id == id; });
    if (source != m_sources.end() && !source->text(u"descriptor").isEmpty() && !m_syncing.isValid())
        sync(id);
}

void ConnectionsPage::sync(base::Id source)
{
    m_syncing = source;
    m_stop = base::Cancel();
    clearLayout(m_results);
    m_reading->show();
    m_progress->show();
    m_cancel->show();
    m_progress->setProgress(tr("Reading, the first page is on its way"), {}, -1);
    base::whenDone(console().sync(source, m_stop), this, [this, source](base::Result<console::SyncReport> report) {
        m_syncing = {};
        m_progress->hide();
        m_cancel->hide();
        if (report)
            showResult(source, *report);
        else
            m_results->addWidget(new Banner(State::Act, tr("It could not be read"), format::sentence(report.error())));
        reload();
    });
}

void ConnectionsPage::showProgress(const QString& stream, qint64 read)
{
    m_progress->setProgress(tr("Reading %1, %2 so far").arg(stream, format::countWord(read)), {}, -1);
}

void ConnectionsPage::showResult(base::Id, const console::SyncReport& report)
{
    m_results->addWidget(makeLabel(tr("%1 has been read").arg(report.source), Type::Section));
    for (const console::StreamReport& stream : report.streams) {
        const bool whole = console::isWhole(stream.state);
        QString words = tr("%1 read, %2 new, %3 changed, %4 gone").arg(format::countWord(stream.read), format::countWord(stream.created), format::countWord(stream.updated), format::countWord(stream.gone));
        if (!whole)
            words = stream.reason.isEmpty() ? tr("not read to its end; nothing is concluded from what is missing") : failureWords(stream);
        auto* row = new RowButton({whole ? State::Ok : State::Attention, {}, stream.id, words, {}, {}});
        row->setStill();
        m_results->addWidget(row);
    }
    if (report.orphans == 0)
        return;
    auto* orphans = new RowButton({State::Attention, {}, tr("%1 accounts belong to nobody known").arg(format::countWord(report.orphans)), tr("Say whose they are, or close them."), {}, {}});
    connect(orphans, &QAbstractButton::clicked, this, [this] {
        Q_EMIT openRecords(Entity::Account, model::Filter::condition(QStringLiteral("person"), model::Operator::IsEmpty), tr("Accounts without a person"));
    });
    m_results->addWidget(orphans);
}

} // namespace qm::pages
