#include "core/files/csv.h"
#include "qmctl.h"

#include <QSet>

using namespace qm::test;

namespace {

QString sample(const char* name)
{
    return QStringLiteral(QM_SHARED_DIR "/samples/%1-sample.csv").arg(QLatin1String(name));
}

Said import(const Qmctl& qmctl, const char* name, const QString& entity, const QStringList& more = {})
{
    return qmctl.run(QStringList{QStringLiteral("import"), sample(name), QStringLiteral("--as"), entity, QStringLiteral("--json")} + more);
}

int number(const Said& said, const char* key)
{
    return said.object()[QLatin1String(key)].toInt(-1);
}

/// Rows and columns that the import has something to say about.
QSet<std::pair<int, QString>> named(const Said& said)
{
    QSet<std::pair<int, QString>> places;
    for (const QJsonValue& each : said.object()[QStringLiteral("errors")].toArray())
        places.insert({each[QStringLiteral("row")].toInt(), each[QStringLiteral("column")].toString()});
    return places;
}

/// A file, its entity, the column and field by which a row is found again, and where the other columns go.
struct Sheet
{
    const char* name;
    const char* entity;
    std::pair<const char*, const char*> key;
    std::vector<std::pair<const char*, const char*>> columns;
};

const Sheet& users()
{
    static const Sheet sheet{"users", "person", {"Username", "login"},
                             {{"First Name", "given"}, {"Last Name", "family"}, {"Email", "work-mail"}, {"Location", "site"}, {"Address", "address"}, {"Phone", "phone"}, {"Job Title", "title"},
                              {"Notes", "notes"}, {"Manager", "manager"}, {"Start Date", "start"}, {"End Date", "last-working-day"}}};
    return sheet;
}
const Sheet& assets()
{
    static const Sheet sheet{"assets", "device", {"Asset Tag", "tag"},
                             {{"Name", "name"}, {"Category", "kind"}, {"Supplier", "vendor"}, {"Manufacturer", "maker"}, {"Location", "site"}, {"Order Number", "order"}, {"Model", "model"},
                              {"Model Number", "model-number"}, {"Asset Notes", "notes"}, {"Purchase Date", "purchased"}, {"Purchase Cost", "cost"}, {"Checked Out To: Username", "holder"}, {"Asset EOL Date", "refresh-due"}}};
    return sheet;
}
const Sheet& licences()
{
    static const Sheet sheet{"licenses", "licence-line", {"serial number", "number"},
                             {{"Full Name", "holder"}, {"Item name", "name"}, {"purchase date", "start"}, {"purchase cost", "cost"}, {"order number", "order"}, {"Licensed To Name", "licensed-to"},
                              {"expiration date", "end"}, {"seats", "quantity"}, {"supplier", "vendor"}, {"notes", "notes"}}};
    return sheet;
}

/// Cells of the file that neither stand in their record nor are named: a loss without a word.
QStringList silentLosses(const Qmctl& qmctl, const Sheet& sheet, const Said& imported)
{
    const auto table = qm::files::readCsv(sample(sheet.name));
    const auto places = named(imported);
    QHash<QString, QJsonObject> records;
    for (const QJsonValue& each : qmctl.json(QStringLiteral("list ") + QLatin1String(sheet.entity)).array())
        records.insert(each[QLatin1String(sheet.key.second)].toString(), each.toObject());
    const QStringList heads = table->rowTexts(0);
    QStringList lost;
    for (int row = 1; row < table->rowCount(); ++row) {
        const QStringList cells = table->rowTexts(row);
        const QJsonObject record = records.value(cells.value(heads.indexOf(QLatin1String(sheet.key.first))));
        for (const auto& [column, field] : sheet.columns) {
            const bool told = cells.value(heads.indexOf(QLatin1String(column))).trimmed().isEmpty() || places.contains({row + 1, QLatin1String(column)});
            if (!told && record[QLatin1String(field)].isNull())
                lost.append(QStringLiteral("%1 row %2 %3").arg(QLatin1String(sheet.name)).arg(row + 1).arg(QLatin1String(column)));
        }
    }
    return lost;
}

} // namespace

/// Three spreadsheets that people really import, through the real program: in, again, and back out.
class TestQmctlImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(sample("users")))
            QSKIP("no samples in QM_SHARED_DIR");
    }

    void threeSamplesInAgainAndUndone()
    {
        const Qmctl qmctl;
        const QByteArray before = qmctl.everything();
        const QList<std::pair<const Sheet*, int>> sheets{{&users(), 100}, {&assets(), 22}, {&licences(), 50}};
        for (const auto& [sheet, rows] : sheets) {
            const Said said = import(qmctl, sheet->name, QLatin1String(sheet->entity));
            QCOMPARE(said.exit, 0);
            QCOMPARE(number(said, "created"), rows);
            QCOMPARE(number(said, "updated"), 0);
            QCOMPARE(number(said, "skipped"), 0);
            QCOMPARE(silentLosses(qmctl, *sheet, said), QStringList());
        }
        const QByteArray imported = qmctl.everything();
        for (const auto& [sheet, rows] : sheets) {
            const Said again = import(qmctl, sheet->name, QLatin1String(sheet->entity));
            QCOMPARE(again.exit, 0);
            QCOMPARE(number(again, "created"), 0);
            QCOMPARE(number(again, "updated"), 0);
            QCOMPARE(number(again, "unchanged"), rows);
            QCOMPARE(number(again, "changeSet"), 0);
        }
        QCOMPARE(qmctl.everything(), imported);
        for (int i = 0; i < sheets.size(); ++i)
            QCOMPARE(qmctl.run({QStringLiteral("undo")}).exit, 0);
        QCOMPARE(qmctl.everything(), before);
        QVERIFY(qmctl.isSound());
    }
    void holdersAreLinkedToPeople()
    {
        const Qmctl qmctl;
        import(qmctl, "users", QStringLiteral("person"));
        import(qmctl, "assets", QStringLiteral("device"));
        import(qmctl, "licenses", QStringLiteral("licence-line"));
        const QJsonArray held = qmctl.run({QStringLiteral("list"), QStringLiteral("device"), QStringLiteral("--where"), QStringLiteral("holder is known"), QStringLiteral("--json")}).array();
        QCOMPARE(held.size(), 9);
        const QJsonArray device = qmctl.run({QStringLiteral("list"), QStringLiteral("device"), QStringLiteral("--where"), QStringLiteral("tag = WBH-2841795"), QStringLiteral("--json")}).array();
        const QString holder = device.first()[QStringLiteral("holder")].toString();
        QCOMPARE(holder, QStringLiteral("Gage McCrackem"));
        const Said person = qmctl.run({QStringLiteral("show"), QStringLiteral("person"), holder, QStringLiteral("--json")});
        QCOMPARE(person.object()[QStringLiteral("work-mail")].toString(), QStringLiteral("gmccrackem2a@bing.com"));
        const QJsonArray licences = qmctl.run({QStringLiteral("list"), QStringLiteral("licence-line"), QStringLiteral("--where"), QStringLiteral("holder is known"), QStringLiteral("--json")}).array();
        QCOMPARE(licences.size(), 50);
    }
    void doubtsAreNamedByRow()
    {
        const Qmctl qmctl;
        const auto places = named(import(qmctl, "users", QStringLiteral("person"), {QStringLiteral("--dry-run")}));
        QVERIFY(places.contains({2, QStringLiteral("Manager")})); // is the row itself
        QCOMPARE(qmctl.count(QStringLiteral("person")), 0);
    }
    void aDryRunSaysTheSameAndWritesNothing()
    {
        const Qmctl qmctl;
        const QByteArray before = qmctl.everything();
        QJsonObject dry = import(qmctl, "licenses", QStringLiteral("licence-line"), {QStringLiteral("--dry-run")}).object();
        QCOMPARE(qmctl.everything(), before);
        QJsonObject real = import(qmctl, "licenses", QStringLiteral("licence-line")).object();
        real.remove(QStringLiteral("changeSet"));
        QCOMPARE(dry, real);
    }
    void aColumnGoesWhereItIsSent()
    {
        const Qmctl qmctl;
        qmctl.write(QStringLiteral("p.csv"), "Name;Extra\nMaya Lindqvist;Chief\n");
        const Said said = qmctl.run({QStringLiteral("import"), qmctl.path(QStringLiteral("p.csv")), QStringLiteral("--as"), QStringLiteral("person"), QStringLiteral("--map"), QStringLiteral("Extra=title"), QStringLiteral("--json")});
        QCOMPARE(said.exit, 0);
        QCOMPARE(qmctl.json(QStringLiteral("list person")).array().first()[QStringLiteral("title")].toString(), QStringLiteral("Chief"));
    }
    void dresses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = QStringLiteral("Name;Work mail;Notes\r\nZo\u00eb Ban\u00e9;zoe@x.example;\"two\r\nlines\"\r\n");
        QString lf = text;
        lf.remove(u'\r');
        QString cr = text;
        cr.remove(u'\n');
        const auto* wide = reinterpret_cast<const char*>(text.utf16());
        QTest::newRow("utf-8") << text.toUtf8();
        QTest::newRow("utf-8 with mark") << QByteArray("\xef\xbb\xbf") + text.toUtf8();
        QTest::newRow("utf-16 with mark") << QByteArray("\xff\xfe") + QByteArray(wide, text.size() * 2);
        QTest::newRow("latin-1") << text.toLatin1();
        QTest::newRow("lf") << lf.toUtf8();
        QTest::newRow("cr") << cr.toUtf8();
        QTest::newRow("comma") << QString(text).replace(u';', u',').toUtf8();
        QTest::newRow("tab") << QString(text).replace(u';', u'\t').toUtf8();
    }
    void dresses()
    {
        QFETCH(QByteArray, bytes);
        const Qmctl qmctl;
        qmctl.write(QStringLiteral("p.csv"), bytes);
        const Said said = qmctl.run({QStringLiteral("import"), qmctl.path(QStringLiteral("p.csv")), QStringLiteral("--as"), QStringLiteral("person"), QStringLiteral("--json")});
        QVERIFY2(said.exit == 0, said.err.constData());
        QCOMPARE(number(said, "created"), 1);
        const QJsonValue person = qmctl.json(QStringLiteral("list person")).array().first();
        QCOMPARE(person[QStringLiteral("name")].toString(), QStringLiteral("Zo\u00eb Ban\u00e9"));
        QCOMPARE(person[QStringLiteral("work-mail")].toString(), QStringLiteral("zoe@x.example"));
        QVERIFY(person[QStringLiteral("notes")].toString().startsWith(QStringLiteral("two")));
    }
};

QTEST_GUILESS_MAIN(TestQmctlImport)
#include "test_qmctl_import.moc"
