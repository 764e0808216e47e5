#pragma once

#include "ui/shell/page_factories.h"

#include <QMainWindow>

class QStackedLayout;

namespace qm::widgets {
class CommandPalette;
class NavBar;
} // namespace qm::widgets

namespace qm::shell {

class CareStrip;
class NavCounts;
class Notices;
class PaletteSearch;

/// The window: navigation, the stack of pages and what floats above them. The console must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(console::Console& console, PageFactories factories, QWidget* parent = nullptr);

    /// Shows a page; false when there is none by that key.
    bool openPage(const QString& key);
    /// The first place of the navigation.
    void openFirst();
    void openRecords(model::Entity entity, const model::Filter& filter, const QString& title);
    void openRecord(model::Entity entity, base::Id id);
    /// Shows a page made for one subject: a run, a wizard.
    bool openSubject(const QString& key, base::Id subject);
    void setAsOf(QDate day);
    void undo(base::Id changeSet);
    void openPalette();
    void openSettings();
    /// The help page about the screen that is shown.
    void openHelp();
    /// Asks for a file and copies the workspace into it.
    void askToBackUp();
    /// Asks for a printer and sets the page on screen on paper.
    void askToPrint();

    pages::Page* currentPage() const;
    Notices& notices() { return *m_notices; }

Q_SIGNALS:
    /// The page on screen has its data.
    void pageLoaded();
    void workspaceAsked();
    void newWorkspaceAsked();
    /// Theme or text size were chosen.
    void lookChosen();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void buildNav();
    void addKeys();
    void addPalette();
    void openCompanyMenu();
    pages::Page* pageFor(const QString& key);
    void adopt(pages::Page* page);
    void bring(pages::Page* page);
    void leave(pages::Page* page);
    void runCommand(const QString& id);
    void chooseOperator(const QString& name);

    console::Console& m_console;
    PageFactories m_factories;
    widgets::NavBar* m_nav;
    QStackedLayout* m_stack;
    Notices* m_notices = nullptr;
    CareStrip* m_care = nullptr;
    NavCounts* m_counts = nullptr;
    widgets::CommandPalette* m_palette = nullptr;
    PaletteSearch* m_search = nullptr;
    QHash<QString, pages::Page*> m_pages;
    QList<QString> m_places;
    QString m_home; ///< the last place of the navigation: where a wizard goes back to
    QDate m_asOf;
};

} // namespace qm::shell
