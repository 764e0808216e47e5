#include "ui/pages/report_page.h"

#include "ui/format/words.h"
#include "ui/pages/as_of_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/tokens.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;

namespace {
constexpr int patienceMs = 200;
}

ReportPage::ReportPage(console::Console& console, const QString& title)
    : Page(console)
    , m_head(new PageHead(title))
    , m_above(new QVBoxLayout)
    , m_progress(new ProgressLine)
    , m_waitingWords(tr("Reading %1").arg(title))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_head);
    whole->addLayout(m_above);
    m_above->setContentsMargins(measure::sheetLeft, 0, measure::sheetRight + measure::sheetInset, 0);
    m_above->setSpacing(8);
    m_above->addWidget(m_progress);
    m_progress->hide();
    auto* inner = new QWidget;
    m_column = new QVBoxLayout(inner);
    m_column->setContentsMargins(measure::sheetLeft, 4, measure::sheetRight + measure::sheetInset, 24);
    m_column->setSpacing(measure::cardGap);
    m_scroll = makeScroll(inner);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    whole->addWidget(m_scroll, 1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_progress->setProgress(m_waitingWords, {}, -1);
        m_progress->show();
    });
}

void ReportPage::addAsOf()
{
    m_asOfButton = new AsOfButton(console().clock().today());
    m_head->addAction(m_asOfButton);
    connect(m_asOfButton, &AsOfButton::chosen, this, &Page::asOfChosen);
}

void ReportPage::setAsOf(QDate day)
{
    if (m_asOfButton)
        m_asOfButton->setDay(day);
    Page::setAsOf(day);
}

QList<QWidget*> ReportPage::paperParts()
{
    return {m_head, m_instead ? m_instead : m_scroll->widget()};
}

void ReportPage::setInstead(QWidget* widget)
{
    delete m_instead;
    m_instead = widget;
    m_scroll->setVisible(!widget);
    if (widget)
        static_cast<QBoxLayout*>(layout())->addWidget(widget, 1);
}

int ReportPage::begin()
{
    m_patience.start();
    return ++m_asked;
}

void ReportPage::end()
{
    m_patience.stop();
    m_progress->hide();
    dropBanner();
}

void ReportPage::dropBanner()
{
    delete m_banner;
    m_banner = nullptr;
}

void ReportPage::showError(const base::Error& error)
{
    dropBanner();
    auto* banner = new Banner(format::State::Act, tr("This could not be read"), format::sentence(error));
    banner->setAction(tr("Try again"));
    connect(banner, &Banner::actionAsked, this, [this] { reload(); });
    m_banner = banner;
    m_above->insertWidget(0, banner);
}

} // namespace qm::pages
