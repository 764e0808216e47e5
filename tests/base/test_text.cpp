#include "core/base/secret.h"
#include "core/base/text.h"

#include <QRandomGenerator>
#include <QTest>

using namespace qm::base;

class TestText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foldsCaseAccentsAndBlanks()
    {
        QCOMPARE(folded(u"  Ünal  Ö. "), QStringLiteral("unal o."));
        QCOMPARE(folded(u"STRASSE"), folded(u"straße"));
        QCOMPARE(folded(u"Elif Aydın"), QStringLiteral("elif aydin"));
        QCOMPARE(folded(u"Plain  ASCII"), QStringLiteral("plain ascii"));
    }
    void foldsPlainTextAsQtDoes()
    {
        QRandomGenerator random(1);
        for (int i = 0; i < 20'000; ++i) {
            QString text;
            for (int left = random.bounded(8); left > 0; --left)
                text.append(QChar(random.bounded(3) == 0 ? u' ' : char16_t(random.bounded(0x80))));
            QCOMPARE(folded(text), text.simplified().toLower());
            text.append(random.bounded(4) == 0 ? QStringLiteral("\u00DC ") : QString());
            QCOMPARE(foldedUtf8(text.toUtf8()), folded(text).toUtf8());
        }
    }
    void measuresDistance()
    {
        QCOMPARE(editDistance(u"nowotny", u"novotny", 2), 1);
        QCOMPARE(editDistance(u"benett", u"bennett", 2), 1);
        QCOMPARE(editDistance(u"", u"abc", 5), 3);
        QCOMPARE(editDistance(u"abc", u"completely other", 2), 3);
    }
    void secretIsWipedWhenMoved()
    {
        Secret first(QByteArray("token"));
        Secret second = std::move(first);
        QVERIFY(first.isEmpty());
        QCOMPARE(second.reveal(), QByteArray("token"));
        QCOMPARE(second.clone().reveal(), QByteArray("token"));
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "test_text.moc"
