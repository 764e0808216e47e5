#include "ui/wizards/connect_wizard.h"

#include "core/base/text.h"
#include "core/model/company.h"
#include "ui/format/vendor_words.h"
#include "ui/format/words.h"
#include "ui/models/sync_watch.h"
#include "ui/pages/may_change.h"
#include "ui/pages/parts.h"
#include "ui/pages/schedule_form.h"
#include "ui/pages/sync_result.h"
#include "ui/pages/tells_people.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/table.h"
#include "ui/wizards/guide_side.h"
#include "ui/wizards/sign_in_panel.h"
#include "ui/wizards/vendor_form.h"

#include <QBoxLayout>

namespace qm::wizards {

using namespace qm::widgets;
using console::VendorInfo;
using console::VendorSignIn;
using model::Entity;
using models::SyncWatch;

namespace {

enum ConnectStep { ServiceStep, SignInStep, WorkStep, ReadStep };
constexpr int connectPicture = 40, signInWidth = 560, workWidth = 720;

/// What the search looks at.
QString foldedWords(const VendorInfo& vendor)
{
    return base::folded(vendor.name + u' ' + vendor.id + u' ' + format::vendorReadsWord(vendor));
}

QStringList stepsOf(base::Id source)
{
    const QStringList all{ConnectWizard::tr("Service"), ConnectWizard::tr("Sign in"), ConnectWizard::tr("What it does"), ConnectWizard::tr("First reading")};
    return source.isValid() ? all.first(2) : all;
}

/// A card with one padded widget in it.
Card* cardAround(const QString& title, QWidget* inner)
{
    auto* card = new Card;
    card->addHead(title);
    card->addLine();
    pages::paddedColumn(card)->addWidget(inner);
    return card;
}

/// What the streams tell, each thing once.
QWidget* streamLines(const VendorInfo& vendor)
{
    auto* lines = new QWidget;
    auto* column = new QVBoxLayout(lines);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QStringList said;
    for (const console::VendorStream& stream : vendor.streams) {
        const QString words = format::vendorStreamWord(stream);
        if (said.contains(words + stream.onlyWith))
            continue;
        said.append(words + stream.onlyWith);
        auto* line = new pages::RowButton({format::State::Plain, QStringLiteral("eye"), words, {}, {}, stream.onlyWith});
        line->setStill();
        column->addWidget(line);
    }
    return lines;
}

} // namespace

ConnectWizard::ConnectWizard(console::Console& console, base::Id source)
    : WizardPage(console, source.isValid() ? tr("Sign in again") : tr("Connect a service"), stepsOf(source))
    , m_again(source)
    , m_search(new SearchField(tr("Search services")))
    , m_table(new Table)
    , m_rows(new pages::CellRows({{tr("Service")}, {tr("What it tells")}, {tr("What plans may do there")}}, this))
    , m_panel(new SignInPanel)
{
    auto* picture = new IconTile(QStringLiteral("plug"), connectPicture);
    frame()->head()->setPicture(picture);
    addStep(makeCatalogue());
    makeSignIn();
    if (!m_again.isValid()) {
        makeWork();
        addStep(makeReading());
    }
    connect(m_panel, &SignInPanel::cancelled, this, &ConnectWizard::cancelSignIn);
    connect(&console, &console::Console::signInAsked, this, [this](qint64 attempt, const QUrl& address, const QString& code) {
        if (attempt == m_attempt)
            m_panel->ask(address, code);
    });
    goTo(m_again.isValid() ? SignInStep : ServiceStep);
}

ConnectWizard::~ConnectWizard()
{
    m_cancel.request();
}

QWidget* ConnectWizard::makeCatalogue()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight, 0);
    m_search->setMaximumWidth(signInWidth);
    row->addWidget(m_search, 10);
    row->addStretch(1);
    column->addLayout(row);
    m_table->setAccessibleName(tr("Services"));
    m_table->setRowHeight(measure::row + 4);
    m_table->setColumnPlan({{260, 180, 1, 0}, {420, 200, 3, 0}, {180, 120, 0, 1}});
    m_table->setModel(m_rows);
    column->addWidget(m_table, 1);
    connect(m_search, &QLineEdit::textChanged, this, &ConnectWizard::showVendors);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { chooseVendor(0); });
    connect(m_table, &Table::opened, this, [this](const QModelIndex& index) { chooseVendor(index.row()); });
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) { chooseVendor(index.row()); });
    return page;
}

void ConnectWizard::makeSignIn()
{
    QVBoxLayout* column = addForm(signInWidth);
    m_formPlace = new QVBoxLayout;
    column->addLayout(m_formPlace);
    column->addWidget(m_panel);
    column->addStretch(1);
    m_panel->hide();
}

void ConnectWizard::makeWork()
{
    QVBoxLayout* column = addForm(workWidth);
    m_workPlace = new QVBoxLayout;
    m_workPlace->setSpacing(measure::cardGap);
    column->addLayout(m_workPlace);
    column->addStretch(1);
}

QWidget* ConnectWizard::makeReading()
{
    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(measure::sheetLeft, 20, measure::sheetRight, 20);
    m_result = new pages::SyncResult;
    column->addWidget(m_result);
    column->addStretch(1);
    SyncWatch& watch = SyncWatch::of(console());
    connect(&watch, &SyncWatch::changed, this, &ConnectWizard::readOn);
    connect(&watch, &SyncWatch::ended, this, [this](base::Id source, const models::SyncEnd& end) {
        if (source != m_source)
            return;
        m_result->showEnd(end);
        dressFoot(step());
    });
    connect(m_result, &pages::SyncResult::stopAsked, this, [this] { SyncWatch::of(console()).stop(m_source); });
    connect(m_result, &pages::SyncResult::orphansAsked, this, [this] {
        Q_EMIT openRecords(Entity::Account, model::Filter::condition(QStringLiteral("person"), model::Operator::IsEmpty), tr("Accounts without a person"));
    });
    return scrolled(inner);
}

void ConnectWizard::reload()
{
    if (m_hasLists)
        return Q_EMIT loaded();
    base::whenDone(console().vendors(), this, [this](const base::Result<QList<VendorInfo>>& vendors) {
        if (!vendors)
            return showProblem(vendors.error());
        m_vendors = *vendors;
        m_hasLists = true;
        showVendors();
        if (m_again.isValid())
            return showAgain();
        m_search->setFocus(Qt::OtherFocusReason);
        goOn();
        Q_EMIT loaded();
    });
}

void ConnectWizard::search()
{
    if (step() == ServiceStep)
        m_search->setFocus(Qt::ShortcutFocusReason);
}

bool ConnectWizard::leaveLevel()
{
    if (isWaiting()) {
        cancelSignIn();
        return true;
    }
    return WizardPage::leaveLevel();
}

const VendorInfo* ConnectWizard::vendor() const
{
    const auto found = std::find_if(m_vendors.begin(), m_vendors.end(), [this](const VendorInfo& each) { return each.id == m_chosen; });
    return found == m_vendors.end() ? nullptr : &*found;
}

/// Where somebody stopped the last time.
void ConnectWizard::goOn()
{
    m_before = kept().value<ConnectForm>();
    m_chosen = m_before.vendor;
    if (vendor())
        goTo(SignInStep);
}

/// A connection that stands has all of it already.
QVariant ConnectWizard::entered()
{
    const bool isNew = !m_again.isValid() && !m_source.isValid();
    return isNew && m_form ? QVariant::fromValue(ConnectForm{m_chosen, m_form->texts()}) : QVariant();
}

void ConnectWizard::showVendors()
{
    const QString wanted = base::folded(m_search->text());
    QList<pages::CellRow> rows;
    for (qsizetype index = 0; index < m_vendors.size(); ++index) {
        const VendorInfo& each = m_vendors.at(index);
        if (!foldedWords(each).contains(wanted))
            continue;
        const format::Cell acts = each.actions.isEmpty() ? format::quiet(tr("nothing, it is only read")) : format::quiet(each.actions.size() == 1 ? tr("1 kind of change") : tr("%1 kinds of change").arg(each.actions.size()));
        rows << pages::CellRow{base::Id{index + 1}, {format::tile(each.name), format::quiet(format::vendorReadsWord(each)), acts}};
    }
    m_rows->setRows(rows);
    m_table->setEmptyState(rows.isEmpty() && m_hasLists ? new EmptyState(QStringLiteral("plug"), tr("No service is called that"), tr("Search for its name or for what it tells. A service that speaks SCIM 2.0 can be connected as SCIM; anything else can be imported as a file."), m_table) : nullptr);
}

void ConnectWizard::chooseVendor(int row)
{
    const qint64 index = m_rows->idAt(row).value - 1;
    if (index < 0 || index >= m_vendors.size())
        return;
    m_chosen = m_vendors.at(index).id;
    goTo(SignInStep);
}

void ConnectWizard::showAgain()
{
    base::whenDone(console().records(Entity::Source, {m_again}), this, [this](const base::Result<std::vector<model::Record>>& sources) {
        if (!sources || sources->empty())
            return showProblem(sources ? base::Error{base::ErrorCode::NotFound, tr("The connection"), {}, base::Retry::Never} : sources.error());
        const auto source = model::as<model::Source>(sources->front());
        m_chosen = source.descriptor;
        m_name = source.name;
        frame()->head()->setTitle(tr("Sign in with %1 again").arg(source.name));
        goTo(SignInStep);
        Q_EMIT loaded();
    });
}

QString ConnectWizard::problemTitle() const
{
    return step() == SignInStep ? tr("The sign-in did not work") : tr("This cannot go on yet");
}

void ConnectWizard::enterStep(int step)
{
    if (step == SignInStep)
        enterSignIn();
    if (step == WorkStep)
        enterWork();
    if (step == ReadStep)
        startReading();
}

void ConnectWizard::enterSignIn()
{
    pages::clearLayout(m_formPlace);
    m_form = nullptr;
    m_panel->hide();
    const VendorInfo* chosen = vendor();
    if (!chosen || chosen->ways.isEmpty())
        return;
    m_form = new VendorForm(*chosen, m_again.isValid() ? VendorForm::Asks::OnlySignIn : VendorForm::Asks::Everything);
    m_formPlace->addWidget(m_form);
    if (m_before.vendor == m_chosen && !m_again.isValid())
        m_form->setTexts(m_before.texts);
    if (!m_again.isValid())
        frame()->head()->setTitle(tr("Connect %1").arg(chosen->name));
    frame()->setConsequences(new GuideSide(*chosen, m_form->way()));
    connect(m_form, &VendorForm::entered, this, &ConnectWizard::signIn);
    connect(m_form, &VendorForm::wayChosen, this, [this] {
        frame()->setConsequences(new GuideSide(*vendor(), m_form->way()));
        dressFoot(step());
    });
}

QString ConnectWizard::signInVerb() const
{
    switch (m_form ? m_form->way().kind : VendorSignIn::Kind::Paste) {
    case VendorSignIn::Kind::Browser: return tr("Sign in");
    case VendorSignIn::Kind::Device: return tr("Get a code");
    default: return m_again.isValid() ? tr("Test the sign-in") : tr("Test and connect");
    }
}

void ConnectWizard::dressFoot(int step)
{
    Button* primary = frame()->primary();
    frame()->secondary()->setVisible(step == ReadStep);
    frame()->setBack(step == SignInStep && !m_again.isValid() && !isWaiting() ? stepTitle(ServiceStep) : QString());
    if (step == ServiceStep) {
        primary->setText(tr("Continue"));
        primary->setEnabled(vendor());
        frame()->setReassurance(QStringLiteral("shield-check"), tr("A service is only read until you say otherwise."));
    } else if (step == SignInStep) {
        primary->setText(signInVerb());
        primary->setEnabled(m_form && !isWaiting());
        frame()->setReassurance(QStringLiteral("lock"), tr("Nothing is kept before it works; then it is sealed on this computer."));
    } else if (step == WorkStep) {
        primary->setText(tr("Read it now"));
        frame()->setReassurance(QStringLiteral("circle-check"), tr("%1 is connected. Nothing has been read yet.").arg(m_name));
    } else {
        const bool isReading = SyncWatch::of(console()).isReading(m_source);
        primary->setText(tr("Close"));
        frame()->secondary()->setText(tr("Open the connection"));
        frame()->setReassurance(QStringLiteral("history"), isReading ? tr("It goes on while you work elsewhere.") : tr("What was read stands in the history and can be undone."));
    }
    primary->updateGeometry();
}

bool ConnectWizard::mayReturnFrom(int step) const
{
    return step == SignInStep && !m_again.isValid() && !isWaiting();
}

void ConnectWizard::forward()
{
    switch (step()) {
    case ServiceStep: return vendor() ? goTo(SignInStep) : void();
    case SignInStep: return signIn();
    case WorkStep: return leaveWork();
    default: Q_EMIT finished();
    }
}

void ConnectWizard::secondary()
{
    Q_EMIT openRecord(model::Entity::Source, m_source);
}

void ConnectWizard::signIn()
{
    if (!m_form || isWaiting() || !m_form->check())
        return;
    dropProblem();
    const VendorSignIn way = m_form->way();
    console::NewConnection order = m_form->takeOrder();
    order.source = m_again;
    if (!m_again.isValid())
        m_name = order.name;
    m_attempt = order.attempt;
    m_cancel = base::Cancel();
    m_form->setEnabled(false);
    m_panel->wait(vendor()->name, way.kind);
    dressFoot(step());
    base::whenDone(console().connectVendor(std::move(order), m_cancel), this, [this, attempt = m_attempt](const base::Result<base::Id>& source) {
        if (attempt == m_attempt)
            signedIn(source);
    });
}

void ConnectWizard::endWaiting()
{
    m_attempt = 0; // what still comes is for nobody
    m_panel->hide();
    m_form->setEnabled(true);
    dressFoot(step());
}

void ConnectWizard::cancelSignIn()
{
    m_cancel.request();
    endWaiting();
    frame()->primary()->setFocus(Qt::OtherFocusReason);
}

void ConnectWizard::signedIn(const base::Result<base::Id>& source)
{
    endWaiting();
    if (!source) {
        if (!m_form->showError(source.error()))
            showProblem(source.error());
        return;
    }
    m_source = *source;
    if (m_again.isValid()) {
        Q_EMIT toast(tr("%1 can be read again").arg(m_name), {});
        return Q_EMIT finished();
    }
    forget();
    goTo(WorkStep);
}

void ConnectWizard::enterWork()
{
    pages::clearLayout(m_workPlace);
    const VendorInfo& chosen = *vendor();
    m_workPlace->addWidget(cardAround(tr("What is read, without changing anything"), streamLines(chosen)));
    auto* mayChange = new pages::MayChange(chosen);
    m_workPlace->addWidget(cardAround(tr("What plans may change there"), mayChange));
    connect(mayChange, &pages::MayChange::chosen, this, [this](bool allowed) { setField(QStringLiteral("writes"), allowed); });
    if (chosen.tells(QStringLiteral("person"))) {
        auto* people = new pages::TellsPeople(chosen.name);
        m_workPlace->addWidget(cardAround(tr("Who works here"), people));
        connect(people, &pages::TellsPeople::chosen, this, [this](bool ticked) { setField(QStringLiteral("hr"), ticked); });
    }
    m_schedule = new pages::ScheduleForm;
    m_workPlace->addWidget(cardAround(tr("When it is read"), m_schedule));
    connect(m_schedule, &pages::ScheduleForm::chosen, this, &ConnectWizard::setSchedule);
}

/// The connection stands: what is chosen is written at once, however this page is left.
void ConnectWizard::setField(const QString& field, bool isTrue)
{
    tellFailure(console().set(Entity::Source, m_source, {{field, isTrue ? QStringLiteral("true") : QStringLiteral("false")}}));
}

void ConnectWizard::setSchedule(const console::ReadingSchedule& schedule)
{
    tellFailure(console().setSchedule(m_source, schedule));
}

void ConnectWizard::tellFailure(const console::Answer<model::ChangeSet>& answer)
{
    base::whenDone(answer, this, [this](const base::Result<model::ChangeSet>& written) {
        if (!written)
            showProblem(written.error());
    });
}

void ConnectWizard::leaveWork()
{
    const auto schedule = m_schedule->schedule();
    if (!schedule)
        return; // its field says why
    setSchedule(*schedule); // an hour may have been left by a key
    goTo(ReadStep);
}

void ConnectWizard::startReading()
{
    SyncWatch::of(console()).start(m_source, m_name);
}

void ConnectWizard::readOn()
{
    if (!m_result || step() != ReadStep)
        return;
    for (const models::SyncUnderWay& reading : SyncWatch::of(console()).underWay()) {
        if (reading.source == m_source)
            m_result->showProgress(reading);
    }
}

} // namespace qm::wizards
