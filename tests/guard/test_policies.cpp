#include "core/guard/policy.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace qm;

class TestPolicies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyShippedPolicyIsRead()
    {
        QFile file(QStringLiteral(QM_SOURCE_DIR "/resources/policies/policies.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray shipped = QJsonDocument::fromJson(file.readAll()).array();
        QCOMPARE(static_cast<qsizetype>(guard::shippedPolicies().size()), shipped.size());
        QVERIFY(!shipped.isEmpty());
    }
    void everyPolicyHasItsWords()
    {
        QSet<QString> ids;
        for (const guard::Policy& policy : guard::shippedPolicies()) {
            QVERIFY(!ids.contains(policy.id));
            ids.insert(policy.id);
            QVERIFY2(!policy.title.isEmpty() && !policy.why.isEmpty() && !policy.next.isEmpty(), qPrintable(policy.id));
            QCOMPARE(model::Filter::fromText(policy.filter.toText())->toText(), policy.filter.toText());
        }
    }
};

QTEST_APPLESS_MAIN(TestPolicies)
#include "test_policies.moc"
