#include "core/base/when_done.h"
#include "ui/pages/record_list_page.h"
#include "ui/print/list_paper.h"
#include "ui/widgets/button.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/tabs.h"

#include <QFileInfo>
#include <QMenu>

// A list as a file: CSV for spreadsheets, PDF for paper.
namespace qm::pages {

using base::Id;
using base::Result;
using model::Record;
using widgets::FileDialog;

namespace {

constexpr std::size_t mostOnPaper = 5000; // more is a job for a spreadsheet

QString writtenWords(qint64 rows, const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    return rows == 1 ? RecordListPage::tr("1 row written to %1").arg(name) : RecordListPage::tr("%1 rows written to %2").arg(format::countWord(rows), name);
}

} // namespace

void RecordListPage::openExport()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("CSV file\u2026")), &QAction::triggered, this, &RecordListPage::exportList);
    QAction* paper = menu->addAction(tr("PDF, as it is on screen\u2026"));
    paper->setEnabled(idsToExport().size() <= mostOnPaper);
    connect(paper, &QAction::triggered, this, [this] {
        auto* dialog = new FileDialog(this, FileDialog::Purpose::Save, tr("Export to a PDF file"), format::entityPlural(m_entity).toLower() + QStringLiteral(".pdf"));
        connect(dialog, &FileDialog::fileSelected, this, &RecordListPage::writePdf);
        dialog->open();
    });
    menu->popup(m_export->mapToGlobal(QPoint(0, m_export->height() + 4)));
}

/// The ticked ones, else all of the list.
std::vector<Id> RecordListPage::idsToExport() const
{
    std::vector<Id> ids = tickedIds();
    return ids.empty() ? m_list->ids() : ids;
}

void RecordListPage::exportList()
{
    auto* dialog = new FileDialog(this, FileDialog::Purpose::Save, tr("Export to a CSV file"), format::entityPlural(m_entity).toLower() + QStringLiteral(".csv"));
    connect(dialog, &FileDialog::fileSelected, this, &RecordListPage::writeExport);
    dialog->open();
}

void RecordListPage::writeExport(const QString& path)
{
    console::CsvExport wanted{m_list->query(), columnsOnScreen(), {}, path};
    if (std::vector<Id> ticked = tickedIds(); !ticked.empty())
        wanted.query.only = std::move(ticked);
    for (const QString& key : std::as_const(wanted.fields))
        wanted.headings.append(format::fieldWord(m_list->fieldOf(m_list->columnOf(key))));
    base::whenDone(console().exportCsv(wanted), this, [this, path](const Result<qint64>& count) {
        if (!count)
            return Q_EMIT failed(count.error());
        Q_EMIT toast(writtenWords(*count, path), {});
    });
}

void RecordListPage::writePdf(const QString& path)
{
    readPaper([this, path](const print::ListPaper& paper) {
        if (const auto written = print::writeListPdf(paper, path); !written)
            return Q_EMIT failed(written.error());
        Q_EMIT toast(writtenWords(paper.rows.size(), path), {});
    });
}

void RecordListPage::print(std::shared_ptr<QPagedPaintDevice> device)
{
    if (idsToExport().size() > mostOnPaper)
        return Q_EMIT toast(tr("More than %1 rows: narrow the list first, or export it as CSV").arg(format::countWord(mostOnPaper)), {});
    readPaper([this, device](const print::ListPaper& paper) { sayPrinted(print::setList(paper, *device)); });
}

/// Reads what is to stand on paper, then calls `set`.
void RecordListPage::readPaper(const std::function<void(const print::ListPaper&)>& set)
{
    base::whenDone(console().records(m_entity, idsToExport(), asOf()), this, [this, set](Result<std::vector<Record>> records) {
        if (!records)
            return Q_EMIT failed(records.error());
        auto rows = std::make_shared<std::vector<Record>>(std::move(*records));
        auto* book = new models::TitleBook(console(), this);
        book->read(*rows, [this, set, rows, book] {
            set(paperOf(*rows, *book));
            book->deleteLater();
        });
    });
}

/// The same words as on screen, in the same columns.
print::ListPaper RecordListPage::paperOf(const std::vector<Record>& records, const models::TitleBook& book) const
{
    const models::CellContext context{&book, m_list->context().now};
    const QStringList keys = columnsOnScreen();
    const model::EntityDescription& description = model::describe(m_entity);
    const QString narrowed = m_list->query().filter.fitsAll() ? QString() : QStringLiteral(" \u00b7 ") + m_list->query().filter.toText();
    print::ListPaper paper{QStringLiteral("%1: %2").arg(format::entityPlural(m_entity), m_views.at(m_view).words),
                           tr("%1 rows, %2").arg(format::countWord(qint64(records.size())), format::dateWord(day())) + narrowed, {}, {}};
    for (const QString& key : keys) {
        const model::Field& field = description.field(description.indexOf(key));
        paper.columns.append({format::fieldWord(field), models::isTrailing(field)});
    }
    for (const Record& record : records) {
        QStringList words;
        for (const QString& key : keys)
            words.append(models::situationCell(record, description.indexOf(key), context).text);
        paper.rows.append(words);
    }
    return paper;
}

} // namespace qm::pages
