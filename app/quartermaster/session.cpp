#include "app/quartermaster/session.h"

#include "core/base/hand_over.h"
#include "core/base/when_done.h"
#include "ui/shell/notices.h"
#include "ui/format/words.h"
#include "ui/pages/company_sheet.h"
#include "ui/pages/start_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QThread>
#include <QTimer>

namespace qm::app {

using shell::MainWindow;
using widgets::FileDialog;
using widgets::Theme;

namespace {

constexpr int pictureAfterMs = 400; // names and counts come in behind the page
constexpr int sayOpeningAfterMs = 400;

QString samplePath()
{
    return QDir::home().filePath(QStringLiteral("Sample company.quartermaster"));
}

/// No sign in it that one of the systems forbids in names.
QString fileNameFor(QString company)
{
    constexpr int longest = 60;
    for (QChar& sign : company) {
        if (sign < u' ' || QStringView(u"\\/:*?\"<>|").contains(sign))
            sign = u'-';
    }
    return company.left(longest) + QStringLiteral(".quartermaster");
}

QString filePattern()
{
    return QApplication::translate("session", "Quartermaster workspaces (*.quartermaster)");
}

} // namespace

Session::Session(Options options)
    : m_options(std::move(options))
{}

Session::~Session()
{
    if (m_opening)
        m_opening->wait();
    m_window.reset();
    m_wiring.reset();
}

void Session::start()
{
    dress();
    const QString path = m_options.workspace.isEmpty() ? shell::preferences::lastWorkspace() : m_options.workspace;
    const bool isThere = !path.isEmpty() && QFileInfo::exists(path);
    if (isThere)
        open(path);
    else if (m_options.sample && !path.isEmpty())
        create(path, {QString(), QStringLiteral("EUR"), true});
    else
        showStart();
}

void Session::dress()
{
    const auto scheme = m_options.theme.isEmpty() ? shell::preferences::schemeOf(shell::preferences::theme())
                        : m_options.theme == QLatin1String("dark") ? widgets::Scheme::Dark : widgets::Scheme::Light;
    widgets::setTextScale(shell::preferences::textScale());
    const bool isMoving = m_options.shot.isEmpty() && !m_options.measure;
    widgets::setMotion(isMoving ? shell::preferences::motion() : widgets::Motion::Still);
    Theme::instance().dress(*qApp, scheme);
}

void Session::open(const QString& path)
{
    if (m_wiring && QFileInfo(path).canonicalFilePath() == QFileInfo(m_wiring->path()).canonicalFilePath())
        return; // it is open
    bring(path, [options = OpenOptions{path, m_options.now, false}] { return Wiring::read(options); });
}

void Session::create(const QString& path, const NewOptions& content)
{
    bring(path, [options = OpenOptions{path, m_options.now, true}, content] { return Wiring::make(options, content); });
}

/// Reads beside the window: an older file is copied and brought up to date first, a new one is filled.
void Session::bring(const QString& path, std::function<base::Result<std::unique_ptr<Wiring>>()> make)
{
    if (std::exchange(m_isOpening, true))
        return;
    sayOpening(tr("Opening %1\u2026").arg(QFileInfo(path).fileName()));
    auto promise = std::make_shared<QPromise<Opened>>();
    promise->start();
    base::whenDone(promise->future(), this, [this](const Opened& opened) { take(opened); });
    auto* thread = QThread::create([promise, make = std::move(make)] {
        base::finish(*promise, std::make_shared<base::Result<std::unique_ptr<Wiring>>>(make()));
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
    m_opening = thread;
}

void Session::take(const Opened& opened)
{
    m_isOpening = false;
    if (!*opened)
        return sayFailed(opened->error());
    m_window.reset();
    m_wiring = std::move(**opened);
    m_wiring->start();
    if (m_options.shot.isEmpty() && !m_options.measure)
        shell::preferences::setLastWorkspace(m_wiring->path());
    showWindow();
    m_start.reset();
}

void Session::sayOpening(const QString& words)
{
    if (m_window)
        m_window->notices().toast(words, {});
    if (m_start)
        m_start->showBusy(words);
    if (m_window || m_start || !m_options.shot.isEmpty())
        return;
    // The first start: most files are open before anybody would have read a word.
    QTimer::singleShot(sayOpeningAfterMs, this, [this, words] {
        if (!m_isOpening || m_start)
            return;
        showStart();
        m_start->showBusy(words);
    });
}

void Session::sayFailed(const base::Error& error)
{
    if (m_window)
        return m_window->notices().fail(error);
    if (!m_start)
        showStart();
    m_start->showBusy({});
    m_start->showFailure(format::sentence(error));
}

void Session::showStart()
{
    m_window.reset();
    m_wiring.reset();
    m_start = std::make_unique<pages::StartPage>();
    m_start->setWindowTitle(QStringLiteral("Quartermaster"));
    m_start->resize(m_options.size.isEmpty() ? QSize(960, 700) : m_options.size);
    // Queued: the page that asks is gone when its wish is done.
    const auto on = [this](auto signal, auto deed) { connect(m_start.get(), signal, this, deed, Qt::QueuedConnection); };
    on(&pages::StartPage::sampleAsked, [this] {
        if (QFileInfo::exists(samplePath()))
            open(samplePath());
        else
            create(samplePath(), {QString(), QStringLiteral("EUR"), true});
    });
    on(&pages::StartPage::openAsked, [this] { chooseWorkspace(); });
    on(&pages::StartPage::emptyAsked, [this] { askCompany({}); });
    on(&pages::StartPage::importAsked, [this] { askCompany(QStringLiteral("import")); });
    m_start->show();
    if (!m_options.shot.isEmpty())
        QTimer::singleShot(pictureAfterMs, this, &Session::takePicture);
}

void Session::showWindow()
{
    m_window = std::make_unique<MainWindow>(m_wiring->console(), shell::allPages());
    connect(m_window.get(), &MainWindow::lookChosen, this, [this] {
        m_options.theme.clear();
        dress();
        Theme::instance().resize(*qApp, shell::preferences::textScale());
    });
    connect(m_window.get(), &MainWindow::workspaceAsked, this, &Session::chooseWorkspace);
    connect(m_window.get(), &MainWindow::newWorkspaceAsked, this, [this] { askCompany({}); });
    if (m_options.size.isEmpty())
        m_window->restoreGeometry(shell::preferences::windowGeometry());
    else
        m_window->resize(m_options.size);
    applyOptions();
    m_window->show();
    const bool isLivedIn = m_options.shot.isEmpty() && !m_options.measure; // a picture shows the file as it is
    if (isLivedIn)
        m_wiring->console().keepWorking();
}

void Session::applyOptions()
{
    if (!m_options.shot.isEmpty()) {
        connect(m_window.get(), &MainWindow::pageLoaded, this, [this] {
            if (m_options.palette)
                m_window->openPalette();
            if (!m_options.press.isEmpty())
                QTimer::singleShot(pictureAfterMs / 2, this, [this] { pressButton(std::exchange(m_options.press, {})); });
            QTimer::singleShot(pictureAfterMs, this, &Session::takePicture);
        });
    }
    if (m_options.measure) {
        connect(m_window.get(), &MainWindow::pageLoaded, this, [this] {
            m_window->repaint();
            QApplication::exit(0);
        });
    }
    const QString wanted = m_firstPage.isEmpty() ? m_options.page : std::exchange(m_firstPage, {});
    if (wanted.isEmpty() || (!m_window->openPage(wanted) && !m_window->openSubject(wanted, {})))
        m_window->openFirst();
    const auto entity = model::entityFromKey(m_options.page);
    if (m_options.record.isEmpty() || !entity)
        return;
    base::whenDone(m_wiring->console().find(*entity, m_options.record), this, [this, entity](const base::Result<model::Record>& record) {
        if (record)
            m_window->openRecord(*entity, record->id);
    });
}

void Session::pressButton(const QString& words)
{
    const auto buttons = m_window->findChildren<QAbstractButton*>();
    for (QAbstractButton* button : buttons) {
        const bool isMeant = button->text() == words || button->accessibleName().startsWith(words);
        if (isMeant && button->isVisible())
            return button->click();
    }
}

void Session::takePicture()
{
    QWidget* shown = m_window ? static_cast<QWidget*>(m_window.get()) : m_start.get();
    QApplication::exit(shown->grab().save(m_options.shot) ? 0 : 1);
}

void Session::chooseWorkspace()
{
    auto* dialog = new FileDialog(m_window.get(), FileDialog::Purpose::Open, tr("Open a workspace"));
    dialog->setDirectory(QDir::homePath());
    dialog->setNameFilter(filePattern());
    connect(dialog, &FileDialog::fileSelected, this, &Session::open, Qt::QueuedConnection);
    dialog->open();
}

void Session::askCompany(const QString& firstPage)
{
    auto* sheet = new pages::CompanySheet(m_window ? static_cast<QWidget*>(m_window.get()) : m_start.get());
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &pages::CompanySheet::chosen, this, [this, firstPage](const QString& name, const QString& currency) {
        chooseNew({name, currency}, firstPage);
    }, Qt::QueuedConnection);
    sheet->open();
}

void Session::chooseNew(const NewOptions& content, const QString& firstPage)
{
    auto* dialog = new FileDialog(m_window.get(), FileDialog::Purpose::Save, tr("New workspace"), fileNameFor(content.company));
    dialog->setDirectory(QDir::homePath());
    dialog->setNameFilter(filePattern());
    connect(dialog, &FileDialog::fileSelected, this, [this, content, firstPage](const QString& path) {
        m_firstPage = firstPage;
        create(path, content);
    }, Qt::QueuedConnection);
    dialog->open();
}

} // namespace qm::app
