#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace qm::files {

/// Bounds for files from outside; what is larger is refused before it is read or before more is kept.
struct CsvLimits
{
    qint64 bytes = 256LL * 1024 * 1024;
    qsizetype rows = 2'000'000;
    qsizetype columns = 500;
};

/// The cells of a CSV file, first record included. Owns one text that all cells are cut from.
class CsvTable
{
public:
    qsizetype rowCount() const { return static_cast<qsizetype>(m_rowStarts.size()); }
    qsizetype cellCount(qsizetype row) const;
    /// The cell's text without its quotes; empty when the row is shorter. Valid as long as the table.
    QStringView cell(qsizetype row, qsizetype column) const;
    QStringList rowTexts(qsizetype row) const;
    /// Line of the file on which the row starts, from 1.
    qint64 line(qsizetype row) const { return m_lines.at(static_cast<std::size_t>(row)); }
    bool isBlank(qsizetype row) const;
    QChar delimiter() const { return m_delimiter; }
    QString encoding() const { return m_encoding; }

private:
    friend class CsvParser;
    struct Cell
    {
        qint32 start;
        qint32 length;
    };

    QString m_text;
    std::vector<Cell> m_cells;
    std::vector<std::size_t> m_rowStarts;
    std::vector<qint64> m_lines;
    QChar m_delimiter = u',';
    QString m_encoding;
};

/// Parses CSV in any common dress (RFC 4180 and its relatives): comma, semicolon, tab or bar; UTF-8, UTF-16 or
/// Latin-1, with or without a byte-order mark; CR, LF or CRLF; quoted cells with line breaks and doubled quotes.
/// Errors: FileBinary, FileTooLarge, FileMalformed (an open quote at the end: the file is cut; subject: the line).
base::Result<CsvTable> parseCsv(const QByteArray& bytes, const CsvLimits& limits = {});

/// A workspace, or one of the files beside it, by its name. Such a file is never opened from here: a process that closes
/// a file gives up every lock it has on it (POSIX), and the open workspace would be without its own.
bool isWorkspaceFile(const QString& path);

/// Reads and parses. Errors beside those of parseCsv(): FileNotFound, FileUnreadable; FileTooLarge before a byte is
/// read. Subject: the file's name.
base::Result<CsvTable> readCsv(const QString& path, const CsvLimits& limits = {});

/// One record as CSV text with CRLF. Cells that a spreadsheet would run as a formula get a leading apostrophe.
QString csvLine(const QStringList& cells);

} // namespace qm::files
