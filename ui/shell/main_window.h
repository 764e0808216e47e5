#pragma once

#include "ui/shell/page_factories.h"

#include <QMainWindow>

class QStackedLayout;

namespace qm::widgets {
class NavBar;
} // namespace qm::widgets

namespace qm::shell {

/// The window: navigation, the stack of pages and what floats above them.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(console::Console& console, PageFactories factories, QWidget* parent = nullptr);

    /// Shows a page; false when there is none by that key.
    bool openPage(const QString& key);
    pages::Page* currentPage() const;

Q_SIGNALS:
    /// The page on screen has its data.
    void pageLoaded();

private:
    void buildNav();
    pages::Page* pageFor(const QString& key);
    void adopt(pages::Page* page);
    void countPlaces();

    console::Console& m_console;
    PageFactories m_factories;
    widgets::NavBar* m_nav;
    QStackedLayout* m_stack;
    QHash<QString, pages::Page*> m_pages;
};

} // namespace qm::shell
