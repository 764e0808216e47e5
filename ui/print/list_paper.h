#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringList>

class QPagedPaintDevice;

namespace qm::print {

/// One column of a list on paper.
struct PaperColumn
{
    QString heading;
    bool trailing = false; ///< figures and dates stand at the end
};

/// A list as words, ready to be set on pages.
struct ListPaper
{
    QString title;
    QString below; ///< what it is narrowed to and of when
    QList<PaperColumn> columns;
    QList<QStringList> rows; ///< as many words in each as there are columns
};

/// Sets the list on as many pages as it needs, with its headings and "Page 2 of 3" on each. The device keeps its own
/// page size; answers the number of pages, 0 when it can't be painted on.
int setList(const ListPaper& paper, QPagedPaintDevice& device);

/// A PDF on A4 across, whole or not at all. Error: FileUnwritable.
base::Result<void> writeListPdf(const ListPaper& paper, const QString& path);

} // namespace qm::print
