#include "ui/pages/page.h"

#include "ui/pages/page_paper.h"

#include <QPagedPaintDevice>

namespace qm::pages {

void Page::print(std::shared_ptr<QPagedPaintDevice> device)
{
    sayPrinted(setOnPaper(paperParts(), *device));
}

void Page::sayPrinted(int pages)
{
    if (pages == 0)
        return Q_EMIT toast(tr("Nothing was printed. Check that the printer is on and connected."), {});
    Q_EMIT toast(pages == 1 ? tr("1 page printed") : tr("%1 pages printed").arg(pages), {});
}

} // namespace qm::pages
