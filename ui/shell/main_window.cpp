#include "ui/shell/main_window.h"

#include "core/base/when_done.h"
#include "ui/format/words.h"
#include "ui/pages/record_list_page.h"
#include "ui/shell/care_strip.h"
#include "ui/shell/help_sheet.h"
#include "ui/shell/nav_counts.h"
#include "ui/shell/nav_plan.h"
#include "ui/shell/notices.h"
#include "ui/shell/palette_search.h"
#include "ui/shell/preferences.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/sync_strip.h"
#include "ui/widgets/card.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/nav_bar.h"

#include <QBoxLayout>
#include <QDir>
#include <QKeyEvent>
#include <QMenu>
#include <QPrintDialog>
#include <QPrinter>
#include <QScreen>
#include <QShortcut>
#include <QStackedLayout>

namespace qm::shell {

using namespace qm::widgets;
using base::Id;
using base::Result;
using pages::Page;

namespace {

constexpr int foldBelow = 1100;

} // namespace

MainWindow::MainWindow(console::Console& console, PageFactories factories, QWidget* parent)
    : QMainWindow(parent)
    , m_console(console)
    , m_factories(std::move(factories))
    , m_nav(new NavBar)
    , m_stack(new QStackedLayout)
{
    setMinimumSize(900, 560);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    build();
    buildNav();
    addPalette();
    addKeys();
    new FocusRing(this);
    m_counts->begin();
}

void MainWindow::build()
{
    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_nav);
    auto* sheet = new Card(Ground::Sheet);
    m_notices = new Notices(sheet);
    sheet->body()->addWidget(m_notices);
    sheet->body()->addLayout(m_stack, 1);
    auto* strip = new SyncStrip(m_console);
    sheet->body()->addWidget(strip);
    m_care = new CareStrip(m_console);
    sheet->body()->addWidget(m_care);
    connect(m_care, &CareStrip::done, this, [this](const QString& words) { m_notices->toast(words, {}); });
    connect(m_care, &CareStrip::failed, m_notices, &Notices::fail);
    connect(strip, &SyncStrip::connectionAsked, this, [this](Id source) { openRecord(model::Entity::Source, source); });
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(0, measure::sheetInset, 0, measure::sheetInset);
    inset->addWidget(sheet);
    row->addLayout(inset, 1);
    row->addSpacing(measure::sheetInset); // a margin would not mirror
    setCentralWidget(body);
    connect(m_notices, &Notices::undoAsked, this, &MainWindow::undo);
    connect(m_notices, &Notices::todayAsked, this, [this] { setAsOf({}); });
}

void MainWindow::buildNav()
{
    QString heading;
    const QList<NavPlace> places = navPlan();
    for (const NavPlace& place : places) {
        if (place.key.isEmpty()) {
            heading = place.words;
            continue;
        }
        if (!m_factories.has(place.key))
            continue;
        if (!heading.isEmpty())
            m_nav->addGroup(heading);
        heading.clear();
        m_nav->addItem(place.key, place.icon, place.words);
        m_places.append(place.key);
    }
    m_counts = new NavCounts(m_console, m_nav, this);
    connect(m_counts, &NavCounts::companyKnown, this, [this](const QString& name) { setWindowTitle(tr("%1 \u2013 Quartermaster").arg(name)); });
    connect(m_counts, &NavCounts::operatorKnown, this, [this](const QString& name) { m_console.setActor(name); });
    connect(m_nav, &NavBar::chosen, this, [this](const QString& key) {
        if (auto* list = qobject_cast<pages::RecordListPage*>(m_pages.value(key)))
            list->endVisit();
        openPage(key);
    });
    connect(m_nav, &NavBar::searchAsked, this, &MainWindow::openPalette);
    connect(m_nav, &NavBar::settingsAsked, this, &MainWindow::openSettings);
    connect(m_nav, &NavBar::helpAsked, this, &MainWindow::openHelp);
    connect(m_nav, &NavBar::personAsked, this, &MainWindow::openSettings);
    connect(m_nav, &NavBar::companyAsked, this, &MainWindow::openCompanyMenu);
    connect(m_nav, &NavBar::trustAsked, this, [this] { openPage(QStringLiteral("source")); });
}

void MainWindow::addKeys()
{
    const auto key = [this](const QKeySequence& keys, auto deed) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, deed);
    };
    key(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    key(QKeySequence::Undo, [this] { undo({}); });
    key(QKeySequence::Find, [this] {
        if (Page* page = currentPage())
            page->search();
    });
    key(QKeySequence::Refresh, [this] {
        if (Page* page = currentPage())
            page->reload();
    });
    key(QKeySequence::Print, [this] { askToPrint(); });
    key(QKeySequence::HelpContents, [this] { openHelp(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { openSettings(); });
    for (int place = 0; place < std::min<int>(9, static_cast<int>(m_places.size())); ++place)
        key(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + place)), [this, place] { openPage(m_places.at(place)); });
}

void MainWindow::addPalette()
{
    m_palette = new CommandPalette(this);
    m_search = new PaletteSearch(m_console, m_palette, this);
    QList<PaletteCommand> commands;
    const QList<NavPlace> places = navPlan();
    for (const NavPlace& place : places) {
        if (m_places.contains(place.key))
            commands.append({QStringLiteral("page:") + place.key, place.icon, tr("Go to %1").arg(place.words), tr("goes there")});
    }
    const auto wizard = [&](const char* key, const char* icon, const QString& words) {
        if (m_factories.has(QString::fromLatin1(key)))
            commands.prepend({QStringLiteral("wizard:") + QString::fromLatin1(key), QString::fromLatin1(icon), words, tr("starts it; nothing is written before you apply")});
    };
    wizard("import", "import", tr("Import a file"));
    wizard("connect", "plug", tr("Connect a service"));
    wizard("leave", "user-minus", tr("Plan a leaver"));
    wizard("join", "user-plus", tr("Plan a joiner"));
    commands.append({QStringLiteral("undo"), QStringLiteral("undo"), tr("Undo the last change"), tr("takes it back")});
    commands.append({QStringLiteral("print"), QStringLiteral("printer"), tr("Print this screen"), tr("asks for the printer")});
    commands.append({QStringLiteral("theme"), QStringLiteral("moon"), tr("Switch light and dark"), tr("switches")});
    commands.append({QStringLiteral("settings"), QStringLiteral("settings"), tr("Settings"), tr("opens them")});
    commands.append({QStringLiteral("help"), QStringLiteral("help"), tr("Help"), tr("opens the page about this screen")});
    commands.append({QStringLiteral("backup"), QStringLiteral("copy"), tr("Back up the workspace"), tr("asks for a file; you can go on working")});
    commands.append({QStringLiteral("check"), QStringLiteral("shield-check"), tr("Check the file"), tr("reads all of it; you can go on working")});
    commands.append({QStringLiteral("open"), QStringLiteral("folder"), tr("Open another workspace"), tr("lets you choose a file")});
    m_search->setCommands(commands);
    connect(m_search, &PaletteSearch::commandChosen, this, &MainWindow::runCommand);
    connect(m_search, &PaletteSearch::recordChosen, this, &MainWindow::openRecord);
}

void MainWindow::runCommand(const QString& id)
{
    if (id.startsWith(QLatin1String("page:")))
        openPage(id.mid(5));
    else if (id.startsWith(QLatin1String("wizard:")))
        openSubject(id.mid(7), {});
    else if (id == QLatin1String("undo"))
        undo({});
    else if (id == QLatin1String("print"))
        askToPrint();
    else if (id == QLatin1String("settings"))
        openSettings();
    else if (id == QLatin1String("help"))
        openHelp();
    else if (id == QLatin1String("backup"))
        askToBackUp();
    else if (id == QLatin1String("check"))
        m_care->check();
    else if (id == QLatin1String("open"))
        Q_EMIT workspaceAsked();
    else if (id == QLatin1String("theme")) {
        const bool isLight = Theme::instance().scheme() == Scheme::Light;
        preferences::setTheme(isLight ? preferences::ThemeChoice::Dark : preferences::ThemeChoice::Light);
        Q_EMIT lookChosen();
    }
}

void MainWindow::openPalette()
{
    m_search->popUp();
}

void MainWindow::askToPrint()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    printer->setDocName(windowTitle());
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] {
        if (Page* page = currentPage())
            page->print(printer);
    });
    connect(dialog, &QObject::destroyed, this, [printer] {}); // the dialog works on it to its end
    dialog->QDialog::open();
}

void MainWindow::askToBackUp()
{
    const QString name = tr("Backup %1").arg(m_console.clock().today().toString(Qt::ISODate)) + QStringLiteral(".quartermaster");
    auto* dialog = new FileDialog(this, FileDialog::Purpose::Save, tr("Back up the workspace"), name);
    dialog->setDirectory(QDir::homePath());
    dialog->setNameFilter(tr("Quartermaster workspaces (*.quartermaster)"));
    connect(dialog, &FileDialog::fileSelected, m_care, &CareStrip::backUp);
    dialog->open();
}

void MainWindow::openSettings()
{
    auto* settings = new SettingsDialog(m_console.actor(), this);
    settings->setAttribute(Qt::WA_DeleteOnClose);
    connect(settings, &SettingsDialog::lookChosen, this, &MainWindow::lookChosen);
    connect(settings, &SettingsDialog::operatorChosen, this, &MainWindow::chooseOperator);
    settings->open();
}

void MainWindow::openHelp()
{
    auto* help = new HelpSheet(currentPage() ? currentPage()->key() : QString(), this);
    help->setAttribute(Qt::WA_DeleteOnClose);
    help->open();
}

/// The name is a fact of the workspace: written like any other.
void MainWindow::chooseOperator(const QString& name)
{
    m_console.setActor(name);
    model::Query query;
    query.entity = model::Entity::Company;
    base::whenDone(m_console.ids(query), this, [this, name](const Result<std::vector<Id>>& companies) {
        if (!companies || companies->empty())
            return;
        base::whenDone(m_console.set(model::Entity::Company, companies->front(), {{QStringLiteral("operator"), name}}), this, [this](const Result<model::ChangeSet>& written) {
            if (!written)
                m_notices->fail(written.error());
        });
    });
}

void MainWindow::openCompanyMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Open another workspace\u2026")), &QAction::triggered, this, &MainWindow::workspaceAsked);
    connect(menu->addAction(tr("New workspace\u2026")), &QAction::triggered, this, &MainWindow::newWorkspaceAsked);
    menu->addSeparator();
    QAction* backup = menu->addAction(tr("Back up\u2026"));
    connect(backup, &QAction::triggered, this, &MainWindow::askToBackUp);
    QAction* check = menu->addAction(tr("Check the file"));
    connect(check, &QAction::triggered, m_care, &CareStrip::check);
    for (QAction* care : {backup, check})
        care->setEnabled(!m_care->isBusy());
    menu->addSeparator();
    connect(menu->addAction(tr("Settings")), &QAction::triggered, this, &MainWindow::openSettings);
    menu->popup(m_nav->mapToGlobal(QPoint(measure::sheetInset, 52)));
}

// Pages

Page* MainWindow::pageFor(const QString& key)
{
    if (Page* known = m_pages.value(key))
        return known;
    Page* page = m_factories.make(key, m_console, {});
    if (!page)
        return nullptr;
    m_pages.insert(key, page);
    adopt(page);
    return page;
}

void MainWindow::adopt(Page* page)
{
    m_stack->addWidget(page);
    connect(page, &Page::loaded, this, [this, page] {
        if (page == currentPage())
            Q_EMIT pageLoaded();
    });
    connect(page, &Page::openPage, this, &MainWindow::openPage);
    connect(page, &Page::openRecords, this, &MainWindow::openRecords);
    connect(page, &Page::openRecord, this, &MainWindow::openRecord);
    connect(page, &Page::openRun, this, [this](Id run) { openRecord(model::Entity::Run, run); });
    connect(page, &Page::startWizard, this, [this](const QString& which, Id subject) {
        if (!openSubject(which, subject))
            m_notices->fail({base::ErrorCode::Refused, which, QStringLiteral("there is no such wizard"), base::Retry::Never});
    });
    connect(page, &Page::toast, m_notices, &Notices::toast);
    connect(page, &Page::failed, m_notices, &Notices::fail);
    connect(page, &Page::asOfChosen, this, &MainWindow::setAsOf);
    connect(page, &Page::finished, this, [this, page] { leave(page); });
}

Page* MainWindow::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

/// Pages of one subject go when another page comes.
void MainWindow::bring(Page* page)
{
    Page* before = currentPage();
    m_notices->dropFailure();
    m_stack->setCurrentWidget(page);
    m_notices->setLift(page->footHeight());
    m_notices->comeUp();
    if (before && before != page && !m_pages.values().contains(before)) {
        before->left();
        m_stack->removeWidget(before);
        before->deleteLater();
    }
    if (page->asOf() != m_asOf)
        page->setAsOf(m_asOf);
    else
        page->reload();
}

void MainWindow::leave(Page* page)
{
    if (page == currentPage() && !openPage(m_home))
        openFirst();
}

bool MainWindow::openPage(const QString& key)
{
    Page* page = pageFor(key);
    if (!page)
        return false;
    m_home = key;
    m_nav->setCurrent(placeOf(key));
    bring(page);
    return true;
}

void MainWindow::openFirst()
{
    if (!m_places.isEmpty())
        openPage(m_places.front());
}

void MainWindow::openRecords(model::Entity entity, const model::Filter& filter, const QString& title)
{
    const QString key = model::describe(entity).key;
    if (auto* list = qobject_cast<pages::RecordListPage*>(pageFor(key)))
        list->showFilter(filter, title);
    openPage(key);
}

void MainWindow::openRecord(model::Entity entity, Id id)
{
    const QString key = model::describe(entity).key;
    if (openSubject(key + QStringLiteral("-page"), id))
        return m_nav->setCurrent(placeOf(key));
    if (auto* list = qobject_cast<pages::RecordListPage*>(pageFor(key))) {
        list->showRecord(id);
        openPage(key);
    }
}

bool MainWindow::openSubject(const QString& key, Id subject)
{
    if (Page* now = currentPage())
        now->left(); // what it keeps is there for the one that comes
    Page* page = m_factories.make(key, m_console, subject);
    if (!page)
        return false;
    adopt(page);
    bring(page);
    return true;
}

void MainWindow::setAsOf(QDate day)
{
    m_asOf = day;
    m_notices->setDay(day);
    if (Page* page = currentPage())
        page->setAsOf(day);
}

void MainWindow::undo(Id changeSet)
{
    if (m_asOf.isValid())
        return m_notices->toast(format::pastDayWord(), {});
    base::whenDone(m_console.undo(changeSet), this, [this](const Result<model::ChangeSet>& undone) {
        if (!undone)
            return m_notices->fail(undone.error());
        m_notices->dropFailure();
        m_notices->toast(tr("Taken back: %1").arg(format::changeSetWord(*undone)), {});
    });
}

// Window

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_nav->setFolded(width() < foldBelow);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    preferences::setWindowGeometry(saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        return QMainWindow::keyPressEvent(event);
    Page* page = currentPage();
    if (page && !page->leaveLevel() && m_asOf.isValid())
        setAsOf({});
}

} // namespace qm::shell
