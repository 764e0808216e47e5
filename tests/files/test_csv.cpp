#include "core/files/csv.h"

#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

using namespace qm::files;
using qm::base::ErrorCode;

namespace {

QList<QStringList> cells(const QByteArray& bytes)
{
    const auto table = parseCsv(bytes);
    if (!table)
        return {{QStringLiteral("error"), qm::base::codeName(table.error().code), table.error().subject}};
    QList<QStringList> rows;
    for (qsizetype row = 0; row < table->rowCount(); ++row)
        rows.append(table->rowTexts(row));
    return rows;
}

QList<QStringList> twoByTwo()
{
    return {{QStringLiteral("a"), QStringLiteral("b")}, {QString::fromUtf8("Zoë"), QStringLiteral("2")}};
}

QByteArray encoded(const QString& text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding);
    return encoder.encode(text);
}

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryDress_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = QString::fromUtf8("a,b\nZoë,2\n");
        QTest::newRow("LF") << text.toUtf8();
        QTest::newRow("CRLF") << QByteArray("a,b\r\nZo\xC3\xAB,2\r\n");
        QTest::newRow("CR") << QByteArray("a,b\rZo\xC3\xAB,2\r");
        QTest::newRow("no last line break") << QByteArray("a,b\nZo\xC3\xAB,2");
        QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF") + text.toUtf8();
        QTest::newRow("Latin-1") << text.toLatin1();
        QTest::newRow("UTF-16 LE with mark") << QByteArray("\xFF\xFE") + encoded(text, QStringConverter::Utf16LE);
        QTest::newRow("UTF-16 BE with mark") << QByteArray("\xFE\xFF") + encoded(text, QStringConverter::Utf16BE);
        QTest::newRow("UTF-16 LE bare") << encoded(text, QStringConverter::Utf16LE);
        QTest::newRow("UTF-16 BE bare") << encoded(text, QStringConverter::Utf16BE);
        QTest::newRow("semicolon") << QByteArray("a;b\nZo\xC3\xAB;2\n");
        QTest::newRow("tab") << QByteArray("a\tb\nZo\xC3\xAB\t2\n");
        QTest::newRow("bar") << QByteArray("a|b\nZo\xC3\xAB|2\n");
        QTest::newRow("quoted") << QByteArray("\"a\",\"b\"\n\"Zo\xC3\xAB\",\"2\"\n");
    }
    void readsEveryDress()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(cells(bytes), twoByTwo());
    }
    void keepsLineBreaksAndQuotesInCells()
    {
        const auto table = parseCsv("n,t\n1,\"two\nlines, \"\"quoted\"\"\"\n2,\"\"\n");
        QVERIFY(table.has_value());
        QCOMPARE(table->rowCount(), 3);
        QCOMPARE(table->cell(1, 1).toString(), QStringLiteral("two\nlines, \"quoted\""));
        QVERIFY(table->cell(2, 1).isEmpty());
        QCOMPARE(table->line(2), 4);
    }
    void refusesWhatIsNoText()
    {
        QCOMPARE(cells(QByteArray("\x7F" "ELF\0\0\0\1\2\0abc,def", 17)).front().at(1), QStringLiteral("FileBinary"));
        QCOMPARE(cells("a,b\n1,\"cut off").front(), QStringList({QStringLiteral("error"), QStringLiteral("FileMalformed"), QStringLiteral("2")}));
    }
    void neverOpensAWorkspace()
    {
        QTemporaryDir folder;
        for (const char* name : {"a.quartermaster", "a.quartermaster-wal", "a.QUARTERMASTER-shm", "a.quartermaster-lock"}) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a,b\n1,2\n") > 0);
            file.close();
            QCOMPARE(readCsv(file.fileName()).error().code, ErrorCode::FileBinary);
        }
        QVERIFY(!isWorkspaceFile(QStringLiteral("quartermaster.csv")));
    }
    void boundsRowsAndColumns()
    {
        CsvLimits limits;
        limits.rows = 3;
        limits.columns = 4;
        QCOMPARE(parseCsv("a\nb\nc\nd\n", limits).error().code, ErrorCode::FileTooLarge);
        QCOMPARE(parseCsv("a,b,c,d,e\n", limits).error().code, ErrorCode::FileTooLarge);
        limits.bytes = 3;
        QCOMPARE(parseCsv("a,b,c", limits).error().code, ErrorCode::FileTooLarge);
    }
    void refusesAHugeFileBySizeAlone()
    {
        QTemporaryDir folder;
        QFile sparse(folder.filePath(QStringLiteral("huge.csv")));
        QVERIFY(sparse.open(QIODevice::WriteOnly));
        QVERIFY(sparse.resize(1024LL * 1024 * 1024));
        sparse.close();
        const auto table = readCsv(sparse.fileName());
        QVERIFY(!table.has_value());
        QCOMPARE(table.error().code, ErrorCode::FileTooLarge);
        QCOMPARE(table.error().subject, QStringLiteral("huge.csv"));
        QCOMPARE(readCsv(folder.filePath(QStringLiteral("none.csv"))).error().code, ErrorCode::FileNotFound);
        QCOMPARE(readCsv(folder.path()).error().code, ErrorCode::FileUnreadable);
    }
    void writesWhatItReads()
    {
        QVERIFY(rc::check("CSV round trip", [] {
            const auto word = rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\", \n;=x1"))),
                                           [](const std::string& s) { return QString::fromStdString(s); });
            QStringList row{QStringLiteral("first"), QStringLiteral("second")};
            row[1] = *word;
            const auto table = parseCsv((QStringLiteral("h,k\r\n") + csvLine(row)).toUtf8());
            RC_ASSERT(table.has_value());
            RC_ASSERT(table->rowCount() == 2);
            const QString expected = row[1].startsWith(u'=') ? u'\'' + row[1] : row[1];
            RC_ASSERT(table->cell(1, 1).toString() == expected);
        }));
    }
    void neutralisesFormulas()
    {
        QCOMPARE(csvLine({QStringLiteral("=1+1"), QStringLiteral("-5"), QStringLiteral("@x"), QStringLiteral("-a")}), QStringLiteral("'=1+1,-5,'@x,'-a\r\n"));
    }
};

QTEST_APPLESS_MAIN(TestCsv)
#include "test_csv.moc"
