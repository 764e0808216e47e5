#include "core/files/csv.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>

#include <array>

namespace qm::files {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

struct Decoded
{
    QString text;
    QString encoding;
};

std::optional<QStringConverter::Encoding> encodingOfMark(const QByteArray& bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return QStringConverter::Utf8;
    if (bytes.startsWith("\xFF\xFE"))
        return QStringConverter::Utf16LE;
    if (bytes.startsWith("\xFE\xFF"))
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

/// Text in UTF-16 without a mark has a zero in every second byte of its Latin letters.
std::optional<QStringConverter::Encoding> encodingOfZeros(const QByteArray& bytes)
{
    const qsizetype sample = std::min<qsizetype>(bytes.size(), 4096) / 2 * 2;
    qsizetype even = 0;
    qsizetype odd = 0;
    for (qsizetype i = 0; i < sample; ++i) {
        if (bytes[i] == 0)
            ++(i % 2 == 0 ? even : odd);
    }
    if (odd > sample / 4 && even == 0)
        return QStringConverter::Utf16LE;
    if (even > sample / 4 && odd == 0)
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

Result<Decoded> decoded(const QByteArray& bytes)
{
    auto encoding = encodingOfMark(bytes);
    if (!encoding)
        encoding = encodingOfZeros(bytes);
    if (!encoding && bytes.contains('\0'))
        return fail(ErrorCode::FileBinary, {}, QStringLiteral("zero bytes"));
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    QString text = decoder.decode(bytes);
    if (decoder.hasError() && !encoding)
        return Decoded{QString::fromLatin1(bytes), QStringLiteral("ISO-8859-1")};
    if (decoder.hasError())
        return fail(ErrorCode::FileBinary, {}, QStringLiteral("broken %1").arg(QLatin1String(decoder.name())));
    if (text.contains(QChar(0)))
        return fail(ErrorCode::FileBinary, {}, QStringLiteral("zero characters"));
    return Decoded{std::move(text), QLatin1String(decoder.name())};
}

/// The separator that stands most often outside quotes in the first record; the comma on a tie.
QChar guessedDelimiter(QStringView text)
{
    static constexpr std::array<char16_t, 4> candidates = {u',', u';', u'\t', u'|'};
    std::array<int, 4> counts{};
    bool quoted = false;
    for (const QChar c : text.left(20'000)) {
        if (c == u'"')
            quoted = !quoted;
        if (quoted)
            continue;
        if ((c == u'\n' || c == u'\r') && std::any_of(counts.begin(), counts.end(), [](int n) { return n > 0; }))
            break;
        const auto found = std::find(candidates.begin(), candidates.end(), c.unicode());
        if (found != candidates.end())
            ++counts[static_cast<std::size_t>(found - candidates.begin())];
    }
    return candidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

} // namespace

/// Cuts decoded text into cells in one pass and in place: a cell is a stretch of the text, from which doubled quotes are
/// dropped by moving what follows them to the left.
class CsvParser
{
public:
    CsvParser(Decoded source, const CsvLimits& limits)
        : m_limits(limits)
    {
        m_table.m_text = std::move(source.text);
        m_table.m_encoding = source.encoding;
        m_table.m_delimiter = guessedDelimiter(m_table.m_text);
        m_text = m_table.m_text.data();
        m_end = m_table.m_text.size();
        m_delimiter = m_table.m_delimiter;
    }

    Result<CsvTable> run()
    {
        while (m_at < m_end) {
            if (m_table.rowCount() >= m_limits.rows)
                return fail(ErrorCode::FileTooLarge, {}, QStringLiteral("more than %1 rows").arg(m_limits.rows));
            if (auto ok = row(); !ok)
                return fail(ok.error());
        }
        return std::move(m_table);
    }

private:
    Result<void> row()
    {
        const std::size_t start = m_table.m_cells.size();
        m_table.m_rowStarts.push_back(start);
        m_table.m_lines.push_back(m_line);
        for (;;) {
            if (m_table.m_cells.size() - start >= static_cast<std::size_t>(m_limits.columns))
                return fail(ErrorCode::FileTooLarge, {}, QStringLiteral("more than %1 columns").arg(m_limits.columns));
            if (auto ok = cell(); !ok)
                return ok;
            if (m_at >= m_end)
                return {};
            if (m_text[m_at] != m_delimiter)
                break;
            ++m_at;
        }
        endOfLine();
        return {};
    }

    Result<void> cell()
    {
        if (m_at < m_end && m_text[m_at] == u'"')
            return quotedCell();
        const qsizetype start = m_at;
        toEndOfCell();
        keep(start, m_at);
        return {};
    }

    Result<void> quotedCell()
    {
        const qsizetype start = m_at + 1;
        const auto end = unquoted();
        if (!end)
            return fail(end.error());
        // Text behind a closing quote is kept as it stands; spreadsheets do the same.
        const qsizetype rest = m_at;
        toEndOfCell();
        keep(start, moved(rest, m_at, *end));
        return {};
    }

    /// Reads past the closing quote. The end of the text between the quotes.
    Result<qsizetype> unquoted()
    {
        const qint64 openedOn = m_line;
        qsizetype end = ++m_at;
        for (;;) {
            const qsizetype quote = m_table.m_text.indexOf(u'"', m_at);
            if (quote < 0)
                return fail(ErrorCode::FileMalformed, QString::number(openedOn), QStringLiteral("quote not closed"));
            m_line += QStringView(m_text + m_at, quote - m_at).count(u'\n');
            const bool doubled = quote + 1 < m_end && m_text[quote + 1] == u'"';
            end = moved(m_at, doubled ? quote + 1 : quote, end);
            m_at = quote + (doubled ? 2 : 1);
            if (!doubled)
                return end;
        }
    }

    /// Moves a stretch of text left to `to`. Where it ends then.
    qsizetype moved(qsizetype from, qsizetype end, qsizetype to)
    {
        if (from != to)
            std::copy(m_text + from, m_text + end, m_text + to);
        return to + (end - from);
    }

    void keep(qsizetype start, qsizetype end) { m_table.m_cells.push_back({static_cast<qint32>(start), static_cast<qint32>(end - start)}); }

    void toEndOfCell()
    {
        while (m_at < m_end && m_text[m_at] != m_delimiter && m_text[m_at] != u'\n' && m_text[m_at] != u'\r')
            ++m_at;
    }

    void endOfLine()
    {
        if (m_text[m_at] == u'\r' && m_at + 1 < m_end && m_text[m_at + 1] == u'\n')
            ++m_at;
        ++m_at;
        ++m_line;
    }

    CsvLimits m_limits;
    CsvTable m_table;
    QChar* m_text = nullptr; ///< of the table
    qsizetype m_end = 0;
    qsizetype m_at = 0;
    QChar m_delimiter;
    qint64 m_line = 1;
};

qsizetype CsvTable::cellCount(qsizetype row) const
{
    const auto index = static_cast<std::size_t>(row);
    const std::size_t end = index + 1 < m_rowStarts.size() ? m_rowStarts[index + 1] : m_cells.size();
    return static_cast<qsizetype>(end - m_rowStarts[index]);
}

QStringView CsvTable::cell(qsizetype row, qsizetype column) const
{
    if (column >= cellCount(row))
        return {};
    const Cell& cell = m_cells[m_rowStarts[static_cast<std::size_t>(row)] + static_cast<std::size_t>(column)];
    return QStringView(m_text).mid(cell.start, cell.length);
}

QStringList CsvTable::rowTexts(qsizetype row) const
{
    QStringList texts;
    for (qsizetype column = 0; column < cellCount(row); ++column)
        texts.append(cell(row, column).toString());
    return texts;
}

bool CsvTable::isBlank(qsizetype row) const
{
    for (qsizetype column = 0; column < cellCount(row); ++column) {
        if (!cell(row, column).trimmed().isEmpty())
            return false;
    }
    return true;
}

Result<CsvTable> parseCsv(const QByteArray& bytes, const CsvLimits& limits)
{
    constexpr qsizetype most = std::numeric_limits<qint32>::max(); // cells count in 32 bits
    if (bytes.size() > std::min<qint64>(limits.bytes, most))
        return fail(ErrorCode::FileTooLarge, {}, QStringLiteral("%1 bytes").arg(bytes.size()));
    auto text = decoded(bytes);
    if (!text)
        return fail(text.error());
    return CsvParser(std::move(*text), limits).run();
}

bool isWorkspaceFile(const QString& path)
{
    static const QRegularExpression ending(QStringLiteral("\\.quartermaster(-(wal|shm|lock|journal))?$"), QRegularExpression::CaseInsensitiveOption);
    return ending.match(path).hasMatch();
}

Result<CsvTable> readCsv(const QString& path, const CsvLimits& limits)
{
    const QFileInfo info(path);
    if (isWorkspaceFile(info.fileName()) || isWorkspaceFile(info.canonicalFilePath()))
        return fail(ErrorCode::FileBinary, info.fileName(), QStringLiteral("a workspace"));
    if (!info.exists())
        return fail(ErrorCode::FileNotFound, info.fileName(), path);
    if (!info.isFile())
        return fail(ErrorCode::FileUnreadable, info.fileName(), QStringLiteral("not a regular file"));
    if (info.size() > limits.bytes)
        return fail(ErrorCode::FileTooLarge, info.fileName(), QStringLiteral("%1 bytes").arg(info.size()));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, info.fileName(), file.errorString());
    // One byte more than allowed: a file that grows while it is read is still bounded.
    const QByteArray bytes = file.read(limits.bytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::FileUnreadable, info.fileName(), file.errorString());
    auto table = parseCsv(bytes, limits);
    if (!table && table.error().subject.isEmpty())
        return fail(table.error().code, info.fileName(), table.error().detail);
    return table;
}

QString csvLine(const QStringList& cells)
{
    QStringList quoted;
    for (const QString& cell : cells) {
        // A spreadsheet runs a cell that begins so; negative numbers are the one harmless case.
        bool isNumber = false;
        cell.toDouble(&isNumber);
        const bool runs = !cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.front()) && !isNumber;
        QString text = runs ? u'\'' + cell : cell;
        if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r') || text.contains(u';'))
            text = u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
        quoted.append(text);
    }
    return quoted.join(u',') + QStringLiteral("\r\n");
}

} // namespace qm::files
