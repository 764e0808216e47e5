#include "core/store/sha256.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QTest>

using qm::store::Sha256;

/// The chain of every file rests on this: the same hash as ever, however the bytes come in.
class TestSha256 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsThePublishedExample()
    {
        Sha256 hash;
        hash.add("abc");
        QCOMPARE(hash.result().toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
    void isTheHashThatOlderFilesWereWrittenWith()
    {
        QRandomGenerator random(1);
        Sha256 hash;
        for (int i = 0; i < 1000; ++i) {
            QByteArray bytes(random.bounded(300), Qt::Uninitialized);
            std::generate(bytes.begin(), bytes.end(), [&random] { return static_cast<char>(random.bounded(256)); });
            const qsizetype cut = bytes.isEmpty() ? 0 : random.bounded(static_cast<int>(bytes.size()));
            hash.reset();
            hash.add(QByteArrayView(bytes).first(cut));
            hash.add(QByteArrayView(bytes).sliced(cut));
            QCOMPARE(hash.result(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        }
    }
};

QTEST_APPLESS_MAIN(TestSha256)
#include "test_sha256.moc"
