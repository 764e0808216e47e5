#include "fixture.h"

#include "core/model/company.h"

#include <QTest>
#include <rapidcheck.h>

#include <map>

using namespace qm;
using base::ErrorCode;
using base::Id;
using model::Change;
using model::Entity;
using model::Record;
using test::Workspace;

namespace {

Record personRecord(Workspace& workspace, const QString& number)
{
    const auto found = workspace.store->find(Entity::Person, number);
    return found && *found ? **found : model::emptyRecord(Entity::Person);
}

Change setField(const Record& record, QStringView field, const QString& text)
{
    Record changed = record;
    changed.set(field, text);
    return *model::updateOf(record, changed);
}

bool undo(Workspace& workspace, Id set)
{
    const auto draft = workspace.store->undoDraft(set);
    return draft && workspace.store->submit(*draft).has_value();
}

/// What a naive replay of all drafts in force by an instant comes to, by employee number.
using State = std::map<qint64, QMap<QString, QString>>;

void replayInto(State& state, const model::ChangeSet& set)
{
    for (const Change& change : set.changes) {
        if (change.op == model::ChangeOp::Remove) {
            state.erase(change.id.value);
            continue;
        }
        if (change.op == model::ChangeOp::Create)
            state[change.id.value] = {};
        const auto record = state.find(change.id.value);
        if (record == state.end())
            continue;
        for (const model::FieldValue& each : change.after)
            record->second[model::describe(change.entity).field(each.field).key] = model::toText(each.value);
    }
}

State stateOf(const std::vector<Record>& records)
{
    State state;
    for (const Record& record : records) {
        for (const char16_t* key : {u"number", u"name", u"title"}) {
            if (!record.text(key).isEmpty())
                state[record.id.value][QString::fromUtf16(key)] = record.text(key);
        }
    }
    return state;
}

} // namespace

/// The audit log read back: history, undo, earlier days.
class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyTellsEveryChange();
    void recentPagesThroughSets();
    void undoOfALargeDraftRestoresEveryByte();
    void undoKeepsOtherEdits();
    void undoRefusesWhenTheFieldWentOn();
    void undosFollowOneAnother();
    void removedRecordsComeBackWithTheirId();
    void reservedIdsAreGivenOnce();
    void earlierDaysAgreeWithAReplay();
};

void TestLog::historyTellsEveryChange()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const Record seen = personRecord(workspace, QStringLiteral("1"));
    QVERIFY(workspace.store->submit(test::draftOf({setField(seen, u"name", QStringLiteral("Anna Berg"))})));
    const auto history = workspace.store->history(Entity::Person, seen.id);
    QVERIFY(history);
    QCOMPARE(history->size(), std::size_t(2));
    const Change& newest = history->front().changes.front();
    QCOMPARE(newest.op, model::ChangeOp::Update);
    QCOMPARE(model::toText(newest.before.front().value), QStringLiteral("Anna"));
    QCOMPARE(model::toText(newest.after.front().value), QStringLiteral("Anna Berg"));
    QCOMPARE(newest.seenRevision, 2);
    QCOMPARE(history->back().actor, QStringLiteral("Test"));
    QCOMPARE(history->back().recordedAt, workspace.clock.now());
}

void TestLog::recentPagesThroughSets()
{
    Workspace workspace;
    for (int i = 0; i < 5; ++i)
        QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QString::number(i), QStringLiteral("Name")))})));
    const auto newest = workspace.store->recent({}, 2);
    QVERIFY(newest);
    QCOMPARE(newest->size(), std::size_t(2));
    QCOMPARE(newest->front().set.id.value, 5);
    QCOMPARE(newest->front().changeCount, 1);
    QCOMPARE(workspace.store->recent(newest->back().set.id, 10).value().size(), std::size_t(3));
    QCOMPARE(workspace.store->changeSet(Id{6}).error().code, ErrorCode::NotFound);
}

void TestLog::undoOfALargeDraftRestoresEveryByte()
{
    Workspace workspace;
    QList<Change> first;
    for (int i = 0; i < 3000; ++i)
        first.append(model::createOf(test::person(QStringLiteral("P-%1").arg(i), QStringLiteral("Person %1").arg(i))));
    QVERIFY(workspace.store->submit(test::draftOf(first)));
    const QByteArray before = test::exportOf(workspace.path());

    QList<Change> second;
    for (const Record& record : workspace.store->load({}).value_or({})) {
        if (record.id.value % 3 == 0)
            second.append(model::removeOf(record));
        else
            second.append(setField(record, u"title", QStringLiteral("Title of %1").arg(record.id.value)));
    }
    for (int i = 0; i < 2000; ++i)
        second.append(model::createOf(test::person(QStringLiteral("N-%1").arg(i), QStringLiteral("New %1").arg(i))));
    QCOMPARE(second.size(), 5000);
    const auto done = workspace.store->submit(test::draftOf(second));
    QVERIFY(done);
    QVERIFY(test::exportOf(workspace.path()) != before);
    QVERIFY(undo(workspace, done->id));
    QCOMPARE(test::exportOf(workspace.path()), before);
    QVERIFY(workspace.store->changeSet(done->id).value().undone);
    QVERIFY(workspace.store->verify({}, {}).value().ok());
}

void TestLog::undoKeepsOtherEdits()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const Record seen = personRecord(workspace, QStringLiteral("1"));
    const auto renamed = workspace.store->submit(test::draftOf({setField(seen, u"name", QStringLiteral("Anna Berg"))}));
    QVERIFY(workspace.store->submit(test::draftOf({setField(personRecord(workspace, QStringLiteral("1")), u"title", QStringLiteral("Engineer"))})));
    QVERIFY(undo(workspace, renamed->id));
    QCOMPARE(personRecord(workspace, QStringLiteral("1")).text(u"name"), QStringLiteral("Anna"));
    QCOMPARE(personRecord(workspace, QStringLiteral("1")).text(u"title"), QStringLiteral("Engineer"));
}

void TestLog::undoRefusesWhenTheFieldWentOn()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const auto renamed = workspace.store->submit(test::draftOf({setField(personRecord(workspace, QStringLiteral("1")), u"name", QStringLiteral("Anna Berg"))}));
    QVERIFY(workspace.store->submit(test::draftOf({setField(personRecord(workspace, QStringLiteral("1")), u"name", QStringLiteral("Anna Dahl"))})));
    const auto draft = workspace.store->undoDraft(renamed->id);
    QVERIFY(!draft);
    QCOMPARE(draft.error().code, ErrorCode::Conflict);
    QCOMPARE(draft.error().subject, QStringLiteral("Anna Dahl"));
    QCOMPARE(workspace.store->undoDraft(Id{1}).error().code, ErrorCode::Conflict);
}

void TestLog::undosFollowOneAnother()
{
    Workspace workspace;
    QList<Id> sets;
    const QByteArray empty = test::exportOf(workspace.path());
    sets.append(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})).value().id);
    for (const char* name : {"Berg", "Dahl", "Ek"})
        sets.append(workspace.store->submit(test::draftOf({setField(personRecord(workspace, QStringLiteral("1")), u"name", QString::fromLatin1(name))})).value().id);
    while (!sets.isEmpty())
        QVERIFY(undo(workspace, sets.takeLast()));
    QCOMPARE(test::exportOf(workspace.path()), empty);
}

void TestLog::removedRecordsComeBackWithTheirId()
{
    Workspace workspace;
    QVERIFY(workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))})));
    const Record seen = personRecord(workspace, QStringLiteral("1"));
    const auto removed = workspace.store->submit(test::draftOf({model::removeOf(seen)}));
    QVERIFY(removed);
    QCOMPARE(workspace.store->count({}).value(), 0);
    QVERIFY(undo(workspace, removed->id));
    const Record back = personRecord(workspace, QStringLiteral("1"));
    QCOMPARE(back.id, seen.id);
    QVERIFY(back.revision > seen.revision);
    QCOMPARE(workspace.store->submit(test::draftOf({setField(seen, u"name", QStringLiteral("Old view"))})).error().code, ErrorCode::Conflict);
}

void TestLog::reservedIdsAreGivenOnce()
{
    Workspace workspace;
    const Id first = workspace.store->reserveIds(10).value();
    const auto done = workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("1"), QStringLiteral("Anna")))}));
    QVERIFY(done->changes.front().id.value >= first.value + 10);
    const auto own = workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("2"), QStringLiteral("Ben")), Id{first.value + 3})}));
    QVERIFY(own);
    QCOMPARE(own->changes.front().id.value, first.value + 3);
    QCOMPARE(own->changes.front().seenRevision, 1);
    const auto twice = workspace.store->submit(test::draftOf({model::createOf(test::person(QStringLiteral("3"), QStringLiteral("Cy")), Id{first.value + 3})}));
    QCOMPARE(twice.error().code, ErrorCode::Conflict);
}

void TestLog::earlierDaysAgreeWithAReplay()
{
    const bool holds = rc::check("as-of reads equal a naive replay", [] {
        Workspace workspace;
        std::vector<model::ChangeSet> sets;
        const int steps = *rc::gen::inRange(1, 25);
        for (int i = 0; i < steps; ++i) {
            const auto people = workspace.store->load({}).value();
            const int what = *rc::gen::inRange(0, 4);
            Change change = model::createOf(test::person(QStringLiteral("N%1").arg(i), QStringLiteral("Name %1").arg(i)));
            if (!people.empty() && what > 0) {
                const Record& record = people[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(people.size())))];
                const QString text = QStringLiteral("Text %1").arg(i);
                change = what == 3 ? model::removeOf(record) : setField(record, what == 1 ? u"name" : u"title", text);
            }
            model::Draft draft = test::draftOf({change});
            draft.effectiveAt = QDateTime(QDate(2026, 11, *rc::gen::inRange(1, 20)), QTime(*rc::gen::inRange(0, 24), 0), Qt::UTC);
            auto done = workspace.store->submit(draft);
            RC_ASSERT(done.has_value());
            sets.push_back(std::move(*done));
        }
        const QDate day(2026, 11, *rc::gen::inRange(1, 20));
        State expected;
        for (const auto& set : sets) {
            if (set.effectiveAt < day.addDays(1).startOfDay(Qt::LocalTime))
                replayInto(expected, set);
        }
        for (auto& [id, values] : expected)
            values.removeIf([](auto each) { return each.value().isEmpty() || each.key() == QLatin1String("type"); });
        model::Query query;
        query.asOf = day;
        RC_ASSERT(stateOf(workspace.store->load(query).value()) == expected);
        RC_ASSERT(workspace.store->count(query).value() == static_cast<qint64>(expected.size()));
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
