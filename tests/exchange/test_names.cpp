#include "core/exchange/names.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTest>

using namespace qm;
using exchange::Names;

class TestNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyGoesByAnUnknownName()
    {
        Names names;
        QCOMPARE(names.find(u"ana").id.value, 0);
        names.add(u"ana", base::Id{1});
        QCOMPARE(names.find(u"an").id.value, 0);
        QCOMPARE(names.find(u"").id.value, 0);
    }
    void theFirstIsKeptAndASecondIsTold()
    {
        Names names;
        names.add(u"ana", base::Id{-1});
        names.add(u"ana", base::Id{-1});
        QCOMPARE(names.find(u"ana").id.value, -1);
        QVERIFY(!names.find(u"ana").several);
        names.add(u"ana", base::Id{2});
        QCOMPARE(names.find(u"ana").id.value, -1);
        QVERIFY(names.find(u"ana").several);
    }
    /// Against the plain way to say it, over many more names than the table begins with.
    void isAHashOfLists()
    {
        QRandomGenerator random(1);
        QHash<QString, QList<qint64>> expected;
        Names names;
        for (int i = 0; i < 50'000; ++i) {
            const QString name = QString::number(random.bounded(30'000), 36);
            const qint64 id = random.bounded(4) + 1;
            names.add(name, base::Id{id});
            if (!expected[name].contains(id))
                expected[name].append(id);
        }
        for (int i = 0; i < 30'000; ++i) {
            const QString name = QString::number(i, 36);
            const auto found = names.find(name);
            QCOMPARE(found.id.value, expected.value(name).value(0));
            QCOMPARE(found.several, expected.value(name).size() > 1);
        }
    }
};

QTEST_APPLESS_MAIN(TestNames)
#include "test_names.moc"
