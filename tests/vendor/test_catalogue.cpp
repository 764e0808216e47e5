#include "core/vendor/catalogue.h"
#include "core/vendor/schema_check.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace qm::vendor;
using qm::base::ErrorCode;
using Origin = CatalogueEntry::Origin;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

const QByteArray kOwn = R"({"descriptor":1,"id":"acme","name":"Acme","auth":[{"id":"token","type":"token","secrets":["token"],"send":{"header":"x-key","value":"{{secret.token}}"}}],
 "http":{"base":"https://api.acme.example"},"streams":[{"id":"users","path":"/users","out":[{"table":"account","key":"id","fields":{"email":"mail"}}]}],
 "actions":[{"id":"user.suspend","input":["id"],"do":{"method":"POST","path":"/users/{{in.id}}/suspend","ok":[200],"repeat":"safe"}}]})";

/// A folder of a person's own descriptors.
struct Folder
{
    QTemporaryDir place;
    void put(const char* name, const QByteArray& content) const
    {
        QFile file(place.filePath(text(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("can't write %s", name);
    }
    Catalogue read() const { return Catalogue(place.path()); }
};

const CatalogueEntry* entryOf(const Catalogue& catalogue, const char* id)
{
    const auto& all = catalogue.entries();
    const auto it = std::find_if(all.begin(), all.end(), [&](const CatalogueEntry& entry) { return entry.id == text(id); });
    return it == all.end() ? nullptr : &*it;
}

} // namespace

/// The shipped descriptors against the schema, and a person's own ones: sound, broken in every way, and in the way.
class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyShippedOneFitsTheSchema_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : shippedDescriptors())
            QTest::newRow(qPrintable(id)) << id;
    }
    void everyShippedOneFitsTheSchema()
    {
        QFETCH(QString, id);
        QFile file(text(":/connectors/") + id + text(".json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<SchemaFault> faults = schemaFaults(QJsonDocument::fromJson(file.readAll()).object());
        for (const SchemaFault& fault : faults)
            qWarning().noquote() << fault.place << fault.rule;
        QVERIFY(faults.isEmpty());
    }

    void withoutAFolderThereAreTheShippedOnes()
    {
        const Catalogue catalogue(text("/nowhere/at/all"));
        QCOMPARE(catalogue.entries().size(), shippedDescriptors().size());
        for (const CatalogueEntry& entry : catalogue.entries())
            QVERIFY2(entry.problems.isEmpty() && entry.origin == Origin::Shipped, qPrintable(entry.id));
        QVERIFY(std::is_sorted(catalogue.entries().begin(), catalogue.entries().end(), [](const auto& a, const auto& b) { return QString::compare(a.name, b.name, Qt::CaseInsensitive) < 0; }));
        QVERIFY(catalogue.load(text("slack")));
        QCOMPARE(catalogue.load(text("nobody")).error().code, ErrorCode::NotFound);
    }

    void anOwnOneIsThereToo()
    {
        const Folder folder;
        folder.put("acme.json", kOwn);
        folder.put("notes.txt", "not a descriptor");
        const Catalogue catalogue = folder.read();
        QCOMPARE(catalogue.entries().size(), shippedDescriptors().size() + 1);
        const CatalogueEntry* entry = entryOf(catalogue, "acme");
        QVERIFY(entry);
        QVERIFY(entry->problems.isEmpty());
        QCOMPARE(entry->name, text("Acme"));
        QVERIFY(entry->origin == Origin::Own);
        QCOMPARE(catalogue.load(text("acme"))->name, text("Acme"));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("rule");
        const auto row = [](const char* name, const char* replace, const char* with, const char* place, const char* rule) {
            QByteArray content = kOwn;
            if (!content.contains(replace))
                qFatal("%s", name);
            QTest::newRow(name) << content.replace(replace, with) << text(place) << text(rule);
        };
        QTest::newRow("nothing") << QByteArray() << QString() << QString();
        QTest::newRow("no JSON") << QByteArray("{\"descriptor\":1,") << QString() << QString();
        QTest::newRow("a list") << QByteArray("[]") << QString() << text("type");
        QTest::newRow("too deep") << QByteArray(100'000, '[') << QString() << QString();
        QTest::newRow("too large") << QByteArray(Catalogue::kLargestFile + 1, ' ') << QString() << text("larger than one megabyte");
        row("a key that is none", "\"path\":\"/users\",", "\"path\":\"/users\",\"pth\":1,", "streams[0]", "\"pth\" is not known here");
        row("what is missing", "\"http\":{\"base\":\"https://api.acme.example\"},", "", "", "Missing required property 'http'");
        row("a table that is none", "\"account\"", "\"accounts\"", "streams[0].out[0].table", "enum");
        row("a value that is none", "\"email\":\"mail\"", "\"email\":{\"lowr\":\"mail\"}", "streams[0].out[0].fields.email", "\"lowr\" is not known here");
        row("a text for a number", "\"ok\":[200]", "\"ok\":[\"200\"]", "actions[0].do.ok[0]", "type");
        row("an action that is none", "user.suspend", "user.fire", "actions[0].id", "enum");
        row("what needs the whole", "{{in.id}}", "{{in.name}}", "actions.user.suspend.do.path", "{{in.name}} is not declared here");
        row("a column that is none", "\"email\":\"mail\"", "\"mail\":\"mail\"", "streams.users.out.account.mail", "is no column of account");
        row("another file's id", "\"id\":\"acme\"", "\"id\":\"acme2\"", "id", "the file must be called acme2.json");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, place);
        QFETCH(QString, rule);
        const Folder folder;
        folder.put("acme.json", content);
        const Catalogue catalogue = folder.read();
        const CatalogueEntry* entry = entryOf(catalogue, "acme.json");
        QVERIFY(entry);
        QCOMPARE(entry->problems.size(), 1);
        QCOMPARE(entry->problems.front().file, text("acme.json"));
        QCOMPARE(entry->problems.front().place, place);
        QVERIFY2(entry->problems.front().rule.contains(rule), qPrintable(entry->problems.front().rule));
        QVERIFY(!entry->problems.front().rule.isEmpty());
        const auto loaded = catalogue.load(text("acme"));
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::DescriptorInvalid);
        QVERIFY(loaded.error().subject.startsWith(text("acme.json: ")));
    }

    void severalFaultsAreAllNamed()
    {
        const Folder folder;
        folder.put("acme.json", QByteArray(kOwn).replace("\"account\"", "\"accounts\"").replace("\"ok\":[200]", "\"ok\":[]").replace("\"name\":\"Acme\"", "\"name\":\"\""));
        QCOMPARE(entryOf(folder.read(), "acme.json")->problems.size(), 3);
    }

    void aShippedOneIsNotPushedAside()
    {
        const Folder folder;
        folder.put("slack.json", QByteArray(kOwn).replace("\"acme\"", "\"slack\""));
        const Catalogue catalogue = folder.read();
        QCOMPARE(catalogue.load(text("slack"))->name, text("Slack"));
        const CatalogueEntry* entry = entryOf(catalogue, "slack.json");
        QVERIFY(entry);
        QCOMPARE(entry->problems.front().place, text("id"));
        QVERIFY(entry->problems.front().rule.contains(text("comes with the program")));
    }

    void nobodyFillsTheFolderWithoutEnd()
    {
        const Folder folder;
        for (int i = 0; i < Catalogue::kMostFiles + 2; ++i)
            folder.put(qPrintable(QStringLiteral("v%1.json").arg(i, 4, 10, QLatin1Char('0'))), "{}");
        const auto entries = folder.read().entries();
        const auto leftOut = std::count_if(entries.begin(), entries.end(), [](const CatalogueEntry& entry) { return !entry.problems.isEmpty() && entry.problems.front().rule.startsWith(text("more than")); });
        QCOMPARE(leftOut, 2);
    }
};

QTEST_APPLESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
