#include "core/vendor/pager.h"

#include <QJsonObject>
#include <QTest>

using namespace qm::vendor;
using qm::base::ErrorCode;

namespace {

PageRule pageRule(PageStyle style)
{
    PageRule rule;
    rule.style = style;
    rule.path = QStringLiteral("next");
    rule.param = QStringLiteral("p");
    rule.size = 2;
    rule.sizeParam = QStringLiteral("size");
    return rule;
}

Pager::Page pageOf(const QStringList& ids, const QJsonObject& json = {}, const QByteArray& link = {})
{
    return {json, link, ids};
}

QString parametersOf(const Pager& pager)
{
    QStringList all;
    for (const auto& [name, value] : pager.parameters())
        all.append(name + u'=' + value);
    return all.join(u'&');
}

QStringList ids(std::initializer_list<const char*> ascii)
{
    QStringList all;
    for (const char* id : ascii)
        all.append(QString::fromLatin1(id));
    return all;
}

bool isMore(const qm::base::Result<Pager::Step>& step)
{
    return step && *step == Pager::Step::More;
}

bool isFinished(const qm::base::Result<Pager::Step>& step)
{
    return step && *step == Pager::Step::Finished;
}

} // namespace

/// How lists go on, with vendors that lie about it.
class TestPager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scimGoesOnUntilNothingIsNew()
    {
        Pager pager(pageRule(PageStyle::Scim), {});
        QCOMPARE(parametersOf(pager), QStringLiteral("count=2&startIndex=1"));
        // The total is a lie in both directions.
        QVERIFY(isMore(pager.advance(pageOf(ids({"a", "b"}), {{QStringLiteral("totalResults"), 1}}))));
        QCOMPARE(parametersOf(pager), QStringLiteral("count=2&startIndex=3"));
        QVERIFY(isMore(pager.advance(pageOf(ids({"c", "d"}), {{QStringLiteral("totalResults"), 99}}))));
        QVERIFY(isFinished(pager.advance(pageOf(ids({"a", "b"})))));
        QCOMPARE(pager.point().pages, 3);
    }
    void scimStopsEarlyOnAShortPageThatReachesTheTotal()
    {
        Pager pager(pageRule(PageStyle::Scim), {});
        QVERIFY(isMore(pager.advance(pageOf(ids({"a", "b"}), {{QStringLiteral("totalResults"), 3}}))));
        QVERIFY(isFinished(pager.advance(pageOf(ids({"c"}), {{QStringLiteral("totalResults"), 3}}))));
    }
    void scimKnownRecordsBelowTheTotalAreALoop()
    {
        Pager pager(pageRule(PageStyle::Scim), {});
        QVERIFY(isMore(pager.advance(pageOf(ids({"a", "b"}), {{QStringLiteral("totalResults"), 1000}}))));
        const auto loop = pager.advance(pageOf(ids({"a", "b"}), {{QStringLiteral("totalResults"), 1000}}));
        QVERIFY(!loop);
        QCOMPARE(loop.error().code, ErrorCode::PageLoop);
    }
    void scimOutlivesPagesThatShift()
    {
        Pager pager(pageRule(PageStyle::Scim), {});
        QVERIFY(isMore(pager.advance(pageOf(ids({"a", "b"})))));
        QVERIFY(pager.isNew(QStringLiteral("c")));
        QVERIFY(isMore(pager.advance(pageOf(ids({"b", "c"}))))); // somebody joined meanwhile
        QVERIFY(!pager.isNew(QStringLiteral("b")));
        QVERIFY(isFinished(pager.advance(pageOf({}))));
    }
    void resumesWhereItStopped()
    {
        Pager first(pageRule(PageStyle::Scim), {});
        QVERIFY(first.advance(pageOf(ids({"a", "b"}))));
        Pager second(pageRule(PageStyle::Scim), first.point());
        QCOMPARE(parametersOf(second), QStringLiteral("count=2&startIndex=3"));
    }
    void offsetAndNumberCount()
    {
        Pager offset(pageRule(PageStyle::Offset), {});
        QCOMPARE(parametersOf(offset), QStringLiteral("size=2&p=0"));
        QVERIFY(isMore(offset.advance(pageOf(ids({"a", "b"})))));
        QCOMPARE(parametersOf(offset), QStringLiteral("size=2&p=2"));
        QVERIFY(isFinished(offset.advance(pageOf(ids({"c"})))));
        PageRule rule = pageRule(PageStyle::Number);
        rule.start = 1;
        Pager number(rule, {});
        QVERIFY(isMore(number.advance(pageOf(ids({"a", "b"})))));
        QCOMPARE(parametersOf(number), QStringLiteral("size=2&p=2"));
        QVERIFY(isFinished(number.advance(pageOf(ids({"a", "b"}))))); // past the end: the first page again
    }
    void cursorsAreFollowedOnce()
    {
        Pager pager(pageRule(PageStyle::Cursor), {});
        QCOMPARE(parametersOf(pager), QStringLiteral("size=2"));
        QVERIFY(isMore(pager.advance(pageOf(ids({"a"}), {{QStringLiteral("next"), QStringLiteral("c/2")}}))));
        QCOMPARE(parametersOf(pager), QStringLiteral("size=2&p=c/2"));
        QVERIFY(pager.nextUrl(QUrl(QStringLiteral("https://x.example/a"))).isEmpty());
        const auto loop =
            pager.advance(pageOf(ids({"b"}), {{QStringLiteral("next"), QStringLiteral("c/2")}}));
        QVERIFY(!loop);
        QCOMPARE(loop.error().code, ErrorCode::PageLoop);
    }
    void nextUrlsMayBePaths()
    {
        Pager pager(pageRule(PageStyle::NextUrl), {});
        QVERIFY(isMore(
            pager.advance(pageOf(ids({"a"}), {{QStringLiteral("next"), QStringLiteral("/v1/b?x=1")}}))));
        QCOMPARE(pager.nextUrl(QUrl(QStringLiteral("https://x.example/v1/a"))),
                 QUrl(QStringLiteral("https://x.example/v1/b?x=1")));
        QVERIFY(isFinished(pager.advance(pageOf(ids({"b"})))));
    }
    void linkHeaders_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("next");
        const auto row = [](const char* header, const char* next) {
            QTest::newRow(header) << QByteArray(header) << QString::fromLatin1(next);
        };
        row("<https://x/2>; rel=\"next\", <https://x/9>; rel=\"last\"", "https://x/2");
        row("<https://x/1>; rel=\"prev\", <https://x/3>; rel=next", "https://x/3");
        row("<https://x/3?a=1,2>; title=\"a, b\"; rel=\"next\"", "https://x/3?a=1,2");
        row("<https://x/1>; rel=\"nextish\"", "");
        row("", "");
        row("next", "");
    }
    void linkHeaders()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, next);
        QCOMPARE(nextOfLinkHeader(header), next);
    }
    void endlessListsEnd()
    {
        Pager pages(pageRule(PageStyle::NextUrl), {}, {3, 1000});
        qm::base::Result<Pager::Step> step = Pager::Step::More;
        for (int i = 0; i < 4; ++i)
            step = pages.advance(pageOf(ids({"a"}), {{QStringLiteral("next"), QString::number(i)}}));
        QVERIFY(!step);
        QCOMPARE(step.error().code, ErrorCode::PageLoop);
        Pager records(pageRule(PageStyle::None), {}, {3, 1});
        const auto tooMany = records.advance(pageOf(ids({"a", "b"})));
        QVERIFY(!tooMany);
        QCOMPARE(tooMany.error().code, ErrorCode::ReplyTooLarge);
    }
};

QTEST_APPLESS_MAIN(TestPager)
#include "test_pager.moc"
