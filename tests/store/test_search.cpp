#include "fixture.h"

#include "core/model/hardware.h"

#include <QTest>

using namespace qm;
using model::Entity;
using test::Workspace;

namespace {

QStringList titlesOf(Workspace& workspace, const QString& text)
{
    QStringList titles;
    for (const model::Hit& hit : workspace.store->search(text, 20).value_or({}))
        titles.append(hit.title);
    return titles;
}

model::Record deviceRecord(const QString& tag, const QString& name)
{
    model::Device device;
    device.tag = tag;
    device.serial = QStringLiteral("SER") + tag;
    device.name = name;
    return model::recordOf(device);
}

} // namespace

/// Full-text search over every entity.
class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByBeginningsAndParts();
    void followsEdits();
    void survivesAnyText();
};

void TestSearch::findsByBeginningsAndParts()
{
    Workspace workspace;
    model::Record anna = test::person(QStringLiteral("P-4711"), QStringLiteral("Änna Kowalski"));
    anna.set(u"work-mail", QStringLiteral("anna.k@fernhill.example"));
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(deviceRecord(QStringLiteral("AST-0000999"), QStringLiteral("Anna's laptop"))), model::createOf(anna),
                                                   model::createOf(test::person(QStringLiteral("P-2"), QStringLiteral("Ben Annan")))})));
    QCOMPARE(titlesOf(workspace, QStringLiteral("anna")), QStringList({QStringLiteral("Änna Kowalski"), QStringLiteral("Ben Annan"), QStringLiteral("AST-0000999")}));
    QCOMPARE(titlesOf(workspace, QStringLiteral("KOW än")), QStringList({QStringLiteral("Änna Kowalski")}));
    QCOMPARE(titlesOf(workspace, QStringLiteral("000999")), QStringList({QStringLiteral("AST-0000999")}));
    QCOMPARE(titlesOf(workspace, QStringLiteral("ernhill")), QStringList({QStringLiteral("Änna Kowalski")}));
    QCOMPARE(titlesOf(workspace, QStringLiteral("p-47")), QStringList({QStringLiteral("Änna Kowalski")}));
    QCOMPARE(workspace.store->search(QStringLiteral("kow"), 5).value().front().entity, Entity::Person);
    QVERIFY(workspace.store->search(QStringLiteral("kow"), 5).value().front().detail.contains(QStringLiteral("P-4711")));
}

void TestSearch::followsEdits()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    QCOMPARE(titlesOf(workspace, QStringLiteral("ann")).size(), 1);
    const model::Record seen = workspace.store->find(Entity::Person, QStringLiteral("1")).value().value();
    model::Record renamed = seen;
    renamed.set(u"name", QStringLiteral("Berta"));
    QVERIFY(workspace.store->submit(test::draftOf({*model::updateOf(seen, renamed)})));
    QCOMPARE(titlesOf(workspace, QStringLiteral("ann")).size(), 0);
    QCOMPARE(titlesOf(workspace, QStringLiteral("bert")).size(), 1);
    QVERIFY(workspace.store->submit(test::draftOf({model::removeOf(*workspace.store->find(Entity::Person, QStringLiteral("1")).value())})));
    QCOMPARE(titlesOf(workspace, QStringLiteral("bert")).size(), 0);
    QVERIFY(!workspace.store->catchUpSearch().value());
}

void TestSearch::survivesAnyText()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna \"O'Hara\" (x) AND NOT *")))})));
    for (const char* text : {"", " ", "\"", "'", "*", "a*", "AND", "NOT a", "title:a", "(", "a\"b", "^a", "-", "{a}", "o'hara", "\"o", "a + b", "NEAR(a b)", "\xff", "qm0person"})
        QVERIFY2(workspace.store->search(QString::fromLatin1(text), 10), text);
    QCOMPARE(titlesOf(workspace, QStringLiteral("\"o'hara\"")).size(), 1);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
