#pragma once

#include "core/vendor/descriptor.h"

#include <QSet>

namespace qm::vendor {

/// Where to go on after a page; the caller keeps it with the rows it has. A fresh one starts at the
/// beginning.
struct ResumePoint
{
    qint64 position = -1;  ///< SCIM startIndex, offset or page number of the next page; -1: the first
    QString next;          ///< next URL or cursor
    qint64 firstCount = 0; ///< records on the first page
    qint64 pages = 0;      ///< pages read so far
    qint64 records = 0;    ///< records seen so far
};

/// Bounds of one stream.
struct PageLimits
{
    qint64 pages = 10'000;
    qint64 records = 5'000'000;
};

/// Decides how a list goes on (vendor rule 2). Pure: answers in, next request out.
class Pager
{
public:
    enum class Step
    {
        More,
        Finished
    };
    /// What is to be learned from one page.
    struct Page
    {
        QJsonValue json;
        QByteArray linkHeader;
        QStringList ids; ///< of its records, in their order
        QJsonValue lastRecord = QJsonValue::Null;
    };

    Pager(PageRule rule, ResumePoint from, PageLimits limits = {});

    /// Parameters of the next request, for its address or its body.
    std::vector<std::pair<QString, QString>> parameters() const;
    /// A whole URL to ask next instead of the stream's own, resolved against the last one; empty when there
    /// is none.
    QUrl nextUrl(const QUrl& last) const;

    /// PageLoop when the vendor repeats itself or never ends, ReplyTooLarge over the bound of records.
    base::Result<Step> advance(const Page& page);
    /// Whether this record was not on an earlier page.
    bool isNew(const QString& id) const { return id.isEmpty() || !m_seen.contains(id); }
    const ResumePoint& point() const { return m_point; }
    /// The vendor's own word on how many records there are; 0: it says nothing. A hint only.
    qint64 totalOf(const QJsonValue& json) const;

private:
    qint64 countNew(const QStringList& ids);
    base::Result<Step> byPosition(const Page& page, qint64 fresh);
    base::Result<Step> byNext(const QString& next);
    base::Result<Step> byLastId(const Page& page, qint64 fresh);
    bool isTotalReached(const QJsonValue& json) const;

    PageRule m_rule;
    ResumePoint m_point;
    PageLimits m_limits;
    QSet<QString> m_seen;
    QSet<QString> m_followed;
};

/// The URL of the `rel="next"` link of a Link header, or "".
QString nextOfLinkHeader(const QByteArray& header);

} // namespace qm::vendor
