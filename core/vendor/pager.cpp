#include "core/vendor/pager.h"

#include <QRegularExpression>

namespace qm::vendor {
namespace {

using base::ErrorCode;

bool looksLikeUrl(const QString& text)
{
    return text.startsWith(QStringLiteral("http://"), Qt::CaseInsensitive) ||
           text.startsWith(QStringLiteral("https://"), Qt::CaseInsensitive);
}

} // namespace

QString nextOfLinkHeader(const QByteArray& header)
{
    static const QRegularExpression link(
        QStringLiteral("<([^<>]*)>((?:\\s*;\\s*[\\w*-]+\\s*=\\s*(?:\"[^\"]*\"|[^\\s\",;]+))*)"));
    static const QRegularExpression isNext(
        QStringLiteral("\\brel\\s*=\\s*\"?(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"?\\s*(?:;|$)"),
        QRegularExpression::CaseInsensitiveOption);
    for (auto it = link.globalMatch(QString::fromLatin1(header)); it.hasNext();) {
        const auto match = it.next();
        if (isNext.match(match.captured(2)).hasMatch())
            return match.captured(1);
    }
    return {};
}

Pager::Pager(PageRule rule, ResumePoint from, PageLimits limits)
    : m_rule(std::move(rule))
    , m_point(std::move(from))
    , m_limits(limits)
{
    if (m_rule.style == PageStyle::Scim)
        m_rule.total = QStringLiteral("totalResults"); // RFC 7644 3.4.2
    if (m_point.position < 0)
        m_point.position = m_rule.style == PageStyle::Scim ? 1 : m_rule.start;
}

std::vector<std::pair<QString, QString>> Pager::parameters() const
{
    std::vector<std::pair<QString, QString>> all;
    const bool isScim = m_rule.style == PageStyle::Scim;
    const QString sizeParam = isScim ? QStringLiteral("count") : m_rule.sizeParam;
    if (m_rule.size > 0 && !sizeParam.isEmpty())
        all.emplace_back(sizeParam, QString::number(m_rule.size));
    if (isScim)
        all.emplace_back(QStringLiteral("startIndex"), QString::number(m_point.position));
    const bool isCounted = m_rule.style == PageStyle::Offset || m_rule.style == PageStyle::Number;
    if (isCounted && !m_rule.param.isEmpty())
        all.emplace_back(m_rule.param, QString::number(m_point.position));
    const bool goesOnFrom = m_rule.style == PageStyle::Cursor || m_rule.style == PageStyle::LastId;
    if (goesOnFrom && !m_point.next.isEmpty())
        all.emplace_back(m_rule.param, m_point.next);
    return all;
}

QUrl Pager::nextUrl(const QUrl& last) const
{
    const bool isCursor = m_rule.style == PageStyle::Cursor && !looksLikeUrl(m_point.next);
    if (m_point.next.isEmpty() || isCursor || m_rule.style == PageStyle::LastId)
        return {};
    return last.resolved(QUrl(m_point.next, QUrl::TolerantMode));
}

qint64 Pager::countNew(const QStringList& ids)
{
    const qsizetype before = m_seen.size();
    qint64 nameless = 0;
    for (const QString& id : ids) {
        if (id.isEmpty())
            ++nameless;
        else
            m_seen.insert(id);
    }
    return m_seen.size() - before + nameless;
}

base::Result<Pager::Step> Pager::advance(const Page& page)
{
    const qint64 fresh = countNew(page.ids);
    if (m_point.pages == 0)
        m_point.firstCount = page.ids.size();
    ++m_point.pages;
    m_point.records += page.ids.size();
    if (m_point.pages > m_limits.pages)
        return base::fail(ErrorCode::PageLoop, {}, QStringLiteral("more than %1 pages").arg(m_limits.pages));
    if (m_point.records > m_limits.records)
        return base::fail(ErrorCode::ReplyTooLarge, {},
                          QStringLiteral("more than %1 records").arg(m_limits.records));
    switch (m_rule.style) {
    case PageStyle::None:
        return Step::Finished;
    case PageStyle::Link:
        return byNext(nextOfLinkHeader(page.linkHeader));
    case PageStyle::NextUrl:
    case PageStyle::Cursor:
        if (!m_rule.more.isEmpty() && truthOf(atPath(page.json, m_rule.more)) == QJsonValue(false))
            return Step::Finished;
        return byNext(textOf(atPath(page.json, m_rule.path)));
    case PageStyle::LastId:
        return byLastId(page, fresh);
    default:
        return byPosition(page, fresh);
    }
}

base::Result<Pager::Step> Pager::byNext(const QString& next)
{
    m_point.next = next;
    if (next.isEmpty())
        return Step::Finished;
    if (m_followed.contains(next))
        return base::fail(ErrorCode::PageLoop, {}, QStringLiteral("the same next page twice"));
    m_followed.insert(next);
    return Step::More;
}

// Until a page brings nothing new, or fewer than the first one.
base::Result<Pager::Step> Pager::byLastId(const Page& page, qint64 fresh)
{
    if (fresh == 0 || page.ids.size() < m_point.firstCount)
        return Step::Finished;
    return byNext(textOf(atPath(page.lastRecord, m_rule.path)));
}

qint64 Pager::totalOf(const QJsonValue& json) const
{
    const double total = m_rule.total.isEmpty() ? 0 : atPath(json, m_rule.total).toDouble();
    return total > 0 && total < 1e9 ? static_cast<qint64>(total) : 0;
}

bool Pager::isTotalReached(const QJsonValue& json) const
{
    const QJsonValue total = atPath(json, m_rule.total);
    return total.isDouble() && static_cast<double>(m_seen.size()) >= total.toDouble();
}

// A total can be wrong and a service may answer a page past the end with page one: only new ids count as
// progress.
base::Result<Pager::Step> Pager::byPosition(const Page& page, qint64 fresh)
{
    const qint64 count = page.ids.size();
    m_point.position += m_rule.style == PageStyle::Number ? 1 : count;
    // Known records once more, while the vendor itself says that there are others: not an end that anything could be
    // taken for gone by.
    if (fresh == 0 && count > 0 && m_rule.style == PageStyle::Scim && atPath(page.json, m_rule.total).isDouble() && !isTotalReached(page.json))
        return base::fail(ErrorCode::PageLoop, {}, QStringLiteral("the same records twice"));
    if (fresh == 0)
        return Step::Finished;
    if (!m_rule.more.isEmpty() && truthOf(atPath(page.json, m_rule.more)) == QJsonValue(false))
        return Step::Finished;
    const bool isShort = count < m_point.firstCount;
    if (m_rule.style == PageStyle::Scim)
        return isShort && isTotalReached(page.json) ? Step::Finished : Step::More;
    return isShort ? Step::Finished : Step::More;
}

} // namespace qm::vendor
