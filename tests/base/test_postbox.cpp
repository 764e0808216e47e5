#include "core/base/postbox.h"

#include <QTest>
#include <QThread>

#include <memory>

using qm::base::Postbox;

/// Work of many threads, done in one.
class TestPostbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrderOfEachSenderAndLosesNothing()
    {
        constexpr int perSender = 2000;
        Postbox box;
        QList<QList<int>> got(4);
        std::vector<std::unique_ptr<QThread>> senders;
        for (int sender = 0; sender < 4; ++sender) {
            senders.emplace_back(QThread::create([&box, &got, sender] {
                for (int i = 0; i < perSender; ++i)
                    box.post([&got, sender, i] { got[sender].append(i); });
            }));
            senders.back()->start();
        }
        QTRY_VERIFY(std::all_of(got.begin(), got.end(), [](const QList<int>& each) { return each.size() == perSender; }));
        for (const auto& sender : senders)
            QVERIFY(sender->wait(5000));
        for (const QList<int>& each : std::as_const(got))
            QVERIFY(std::is_sorted(each.begin(), each.end()));
    }

    void workMayEndTheBox()
    {
        auto box = std::make_unique<Postbox>();
        int done = 0;
        box->post([&] {
            ++done;
            box.reset();
        });
        box->post([&] { ++done; });
        QTRY_COMPARE(done, 1);
        QTest::qWait(20);
        QCOMPARE(done, 1);
    }

    void workPostedByWorkComesAfterIt()
    {
        Postbox box;
        QList<int> order;
        box.post([&] {
            box.post([&] { order.append(2); });
            order.append(1);
        });
        QTRY_COMPARE(order, QList<int>({1, 2}));
    }
};

QTEST_GUILESS_MAIN(TestPostbox)
#include "test_postbox.moc"
