#include "ui/shell/main_window.h"

#include "core/base/when_done.h"
#include "ui/shell/nav_plan.h"
#include "ui/format/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/nav_bar.h"

#include <QBoxLayout>
#include <QStackedLayout>

namespace qm::shell {

using namespace qm::widgets;
using pages::Page;

MainWindow::MainWindow(console::Console& console, PageFactories factories, QWidget* parent)
    : QMainWindow(parent)
    , m_console(console)
    , m_factories(std::move(factories))
    , m_nav(new NavBar)
    , m_stack(new QStackedLayout)
{
    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, measure::sheetInset, measure::sheetInset, measure::sheetInset);
    row->setSpacing(0);
    row->addWidget(m_nav);
    auto* sheet = new Card(Ground::Sheet);
    sheet->body()->addLayout(m_stack);
    row->addWidget(sheet, 1);
    setCentralWidget(body);
    resize(1440, 900);
    buildNav();
    new FocusRing(this);
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
    }
    connect(m_nav, &NavBar::chosen, this, &MainWindow::openPage);
    countPlaces();
}

void MainWindow::countPlaces()
{
    const QList<NavPlace> places = navPlan();
    for (const NavPlace& place : places) {
        if (!place.counted || !m_factories.has(place.key))
            continue;
        model::Query query;
        query.entity = *place.counted;
        base::whenDone(m_console.count(query), this, [this, key = place.key](const base::Result<qint64>& count) {
            if (count)
                m_nav->setCount(key, format::countWord(*count));
        });
    }
}

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
    connect(page, &Page::loaded, this, &MainWindow::pageLoaded);
    connect(page, &Page::openPage, this, &MainWindow::openPage);
}

Page* MainWindow::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

bool MainWindow::openPage(const QString& key)
{
    Page* page = pageFor(key);
    if (!page)
        return false;
    m_nav->setCurrent(key);
    m_stack->setCurrentWidget(page);
    page->reload();
    return true;
}

} // namespace qm::shell
