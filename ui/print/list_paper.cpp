#include "ui/print/list_paper.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>

namespace qm::print {

namespace {

constexpr int listDpi = 144;
constexpr double bodyPoints = 8.5, headPoints = 15, linePart = 1.75; // a row is so many times its letters high

QString listTr(const char* words)
{
    return QCoreApplication::translate("paper", words);
}

/// Where everything stands on a page of one device.
class Setter
{
public:
    Setter(const ListPaper& paper, QPagedPaintDevice& device)
        : m_paper(paper)
        , m_device(device)
        , m_painter(&device)
    {
        m_body = m_painter.font();
        m_body.setPointSizeF(bodyPoints);
        m_painter.setFont(m_body);
        m_row = int(m_painter.fontMetrics().height() * linePart);
        m_widths = sharedWidths();
        const int room = device.height() - headHeight() - 2 * m_row;
        m_rowsOnPage = std::max(1, room / m_row);
    }

    /// Answers the number of pages, 0 when the device can't be painted on.
    int set()
    {
        if (!m_painter.isActive())
            return 0;
        for (int page = 0; page < pages(); ++page) {
            if (page > 0)
                m_device.newPage();
            setPage(page);
        }
        return pages();
    }

private:
    int pages() const { return std::max<int>(1, int((m_paper.rows.size() + m_rowsOnPage - 1) / m_rowsOnPage)); }

    int headHeight() const { return 4 * m_row; }

    /// As wide as the longest words need it; when that is too much, all give way alike.
    QList<int> sharedWidths()
    {
        QList<int> widths;
        int sum = 0;
        for (qsizetype column = 0; column < m_paper.columns.size(); ++column) {
            int widest = m_painter.fontMetrics().horizontalAdvance(m_paper.columns[column].heading);
            for (const QStringList& row : m_paper.rows)
                widest = std::max(widest, m_painter.fontMetrics().horizontalAdvance(row.value(column)));
            widths << widest + m_row;
            sum += widths.last();
        }
        for (int& width : widths)
            width = int(qint64(width) * m_device.width() / std::max(1, sum));
        return widths;
    }

    void setPage(int page)
    {
        setHead(page);
        int y = headHeight();
        setRow(y, headings(), QFont::DemiBold);
        y += m_row;
        m_painter.drawLine(0, y, m_device.width(), y);
        const qsizetype first = qsizetype(page) * m_rowsOnPage;
        for (qsizetype row = first; row < std::min(m_paper.rows.size(), first + m_rowsOnPage); ++row) {
            setRow(y, m_paper.rows[row], QFont::Normal);
            y += m_row;
        }
    }

    void setHead(int page)
    {
        QFont title = m_body;
        title.setPointSizeF(headPoints);
        title.setWeight(QFont::DemiBold);
        m_painter.setFont(title);
        const QRect upper(0, 0, m_device.width(), 2 * m_row);
        m_painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, m_paper.title);
        m_painter.setFont(m_body);
        m_painter.drawText(upper, Qt::AlignRight | Qt::AlignVCenter, listTr("Page %1 of %2").arg(page + 1).arg(pages()));
        m_painter.drawText(QRect(0, 2 * m_row, m_device.width(), m_row), Qt::AlignLeft | Qt::AlignVCenter, m_paper.below);
    }

    QStringList headings() const
    {
        QStringList words;
        for (const PaperColumn& column : m_paper.columns)
            words << column.heading;
        return words;
    }

    void setRow(int y, const QStringList& words, QFont::Weight weight)
    {
        QFont font = m_body;
        font.setWeight(weight);
        m_painter.setFont(font);
        int x = 0;
        for (qsizetype column = 0; column < m_paper.columns.size(); ++column) {
            const QRect room(x, y, m_widths[column] - m_row / 2, m_row);
            const auto side = m_paper.columns[column].trailing ? Qt::AlignRight : Qt::AlignLeft;
            const QString seen = m_painter.fontMetrics().elidedText(words.value(column), Qt::ElideRight, room.width());
            m_painter.drawText(room, side | Qt::AlignVCenter, seen);
            x += m_widths[column];
        }
    }

    const ListPaper& m_paper;
    QPagedPaintDevice& m_device;
    QPainter m_painter;
    QFont m_body;
    QList<int> m_widths;
    int m_row = 0;
    int m_rowsOnPage = 1;
};

} // namespace

int setList(const ListPaper& paper, QPagedPaintDevice& device)
{
    Setter setter(paper, device);
    return setter.set();
}

base::Result<void> writeListPdf(const ListPaper& paper, const QString& path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(listDpi);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageOrientation(QPageLayout::Landscape);
        writer.setPageMargins(QMarginsF(15, 12, 15, 12), QPageLayout::Millimeter);
        writer.setTitle(paper.title);
        setList(paper, writer);
    }
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return base::fail(base::ErrorCode::FileUnwritable, QFileInfo(path).fileName(), file.errorString());
    return {};
}

} // namespace qm::print
