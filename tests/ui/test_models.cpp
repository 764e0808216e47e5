#include "ui/models/activity_model.h"
#include "ui/models/record_model.h"
#include "workspace.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace qm;
using models::Ids;
using models::RecordModel;
using models::RowStep;

namespace {

Ids idsOf(std::initializer_list<qint64> values)
{
    Ids ids;
    for (const qint64 value : values)
        ids.push_back({value});
    return ids;
}

Ids applied(Ids ids, const std::vector<RowStep>& steps)
{
    for (const RowStep& step : steps) {
        const auto at = ids.begin() + step.row;
        if (step.removed > 0)
            ids.erase(at, at + step.removed);
        else
            ids.insert(at, step.inserted.begin(), step.inserted.end());
    }
    return ids;
}

} // namespace

/// Lists follow what is written, row by row.
class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_workspace.isOpen()); }

    void stepsTurnOneListIntoAnother_data()
    {
        QTest::addColumn<QList<qint64>>("after");
        QTest::addColumn<QList<qint64>>("touched");
        QTest::addColumn<int>("most");
        QTest::newRow("same") << QList<qint64>{1, 2, 3, 4, 5} << QList<qint64>{} << 0;
        QTest::newRow("one comes") << QList<qint64>{1, 2, 9, 3, 4, 5} << QList<qint64>{9} << 1;
        QTest::newRow("one goes") << QList<qint64>{1, 2, 4, 5} << QList<qint64>{3} << 1;
        QTest::newRow("moved down") << QList<qint64>{2, 3, 4, 5, 1} << QList<qint64>{1} << 2;
        QTest::newRow("moved up") << QList<qint64>{5, 1, 2, 3, 4} << QList<qint64>{5} << 2;
        QTest::newRow("turned round") << QList<qint64>{5, 4, 3, 2, 1} << QList<qint64>{} << 10;
        QTest::newRow("all go") << QList<qint64>{} << QList<qint64>{} << 1;
        QTest::newRow("others") << QList<qint64>{6, 7} << QList<qint64>{} << 2;
    }

    void stepsTurnOneListIntoAnother()
    {
        QFETCH(QList<qint64>, after);
        QFETCH(QList<qint64>, touched);
        QFETCH(int, most);
        const Ids before = idsOf({1, 2, 3, 4, 5});
        Ids wanted;
        for (const qint64 value : after)
            wanted.push_back({value});
        QSet<base::Id> moved;
        for (const qint64 value : touched)
            moved.insert({value});
        const auto steps = models::rowSteps(before, wanted, moved);
        QCOMPARE(applied(before, steps), wanted);
        QVERIFY2(static_cast<int>(steps.size()) <= most, qPrintable(QString::number(steps.size())));
    }

    void stepsOverRandomLists()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 500; ++round) {
            Ids before, after;
            for (qint64 id = 1; id <= 30; ++id) {
                if (random.bounded(4) > 0)
                    before.push_back({id});
                if (random.bounded(4) > 0)
                    after.push_back({id});
            }
            for (int swap = 0; swap < round % 5 && after.size() > 1; ++swap)
                std::swap(after[random.bounded(static_cast<quint32>(after.size()))], after.front());
            QCOMPARE(applied(before, models::rowSteps(before, after, {})), after);
        }
    }

    void contractsWithoutADateComeLast()
    {
        RecordModel list(m_workspace.console(), model::Entity::Contract);
        list.setColumns({QStringLiteral("name"), QStringLiteral("deadline"), QStringLiteral("start")});
        load(list);
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            QSignalSpy loaded(&list, &RecordModel::loaded);
            list.sort(1, order);
            QVERIFY(loaded.wait());
            bool isPast = false;
            for (int row = 0; row < list.rowCount(); ++row) {
                const model::Record* record = list.recordAt(row);
                QVERIFY(record);
                const bool isEmpty = record->text(u"deadline").isEmpty();
                QVERIFY(!isPast || isEmpty);
                isPast = isPast || isEmpty;
                const auto cell = list.index(row, 1).data(format::CellRole).value<format::Cell>();
                // Nothing is unknown about a contract that runs from month to month.
                if (record->text(u"renewal") == QLatin1String("never"))
                    QCOMPARE(cell.text, QStringLiteral("No notice needed"));
            }
            QVERIFY(isPast);
        }
    }

    /// F6: the company's set value moves the days by which contracts are decided, in lists that stand open, too.
    void aSetValueMovesTheDaysOfAnOpenList()
    {
        RecordModel list(m_workspace.console(), model::Entity::Contract);
        list.setColumns({QStringLiteral("name"), QStringLiteral("decide-by")});
        load(list);
        const auto days = [&list] {
            QStringList texts;
            for (int row = 0; row < list.rowCount(); ++row)
                texts << list.recordAt(row)->text(u"decide-by");
            return texts;
        };
        const QStringList before = days();
        model::Query query;
        query.entity = model::Entity::Company;
        const auto companies = m_workspace.wait(m_workspace.console().ids(query));
        QVERIFY(companies);
        const auto set = m_workspace.wait(m_workspace.console().set(model::Entity::Company, companies->front(), {{QStringLiteral("large-contract"), QStringLiteral("1000 EUR")}}));
        QVERIFY(set);
        QTRY_VERIFY(days() != before);
        QVERIFY(m_workspace.wait(m_workspace.console().undo(set->id)));
        QTRY_COMPARE(days(), before);
    }

    void aListLoadsAndSorts()
    {
        RecordModel list(m_workspace.console(), model::Entity::Device);
        QAbstractItemModelTester tester(&list);
        load(list);
        QVERIFY(list.rowCount() > 20);
        QVERIFY(list.recordAt(0));
        const int tag = list.columnOf(QStringLiteral("tag"));
        const QString first = list.index(0, tag).data().toString();
        QSignalSpy loaded(&list, &RecordModel::loaded);
        list.sort(tag, Qt::DescendingOrder);
        QVERIFY(loaded.wait());
        QVERIFY(list.index(0, tag).data().toString() > first);
        QVERIFY(!list.index(0, tag).data(Qt::AccessibleTextRole).toString().isEmpty());
    }

    void aChangeTouchesOneRowOnly()
    {
        RecordModel list(m_workspace.console(), model::Entity::Device);
        load(list);
        QSignalSpy reset(&list, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&list, &QAbstractItemModel::dataChanged);
        const base::Id id = list.idAt(3);
        QVERIFY(m_workspace.wait(m_workspace.console().set(model::Entity::Device, id, {{QStringLiteral("model"), QStringLiteral("Juniper 9")}})));
        QTRY_COMPARE(list.index(3, list.columnOf(QStringLiteral("model"))).data().toString(), QStringLiteral("Juniper 9"));
        QCOMPARE(reset.count(), 0);
        QVERIFY(changed.count() >= 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 3);
        QCOMPARE(list.idAt(3), id);
    }

    void rowsComeAndGo()
    {
        RecordModel list(m_workspace.console(), model::Entity::Device);
        QAbstractItemModelTester tester(&list);
        load(list);
        const int before = list.rowCount();
        QSignalSpy reset(&list, &QAbstractItemModel::modelReset);
        const auto added = m_workspace.wait(m_workspace.console().set(model::Entity::Device, {}, {{QStringLiteral("tag"), QStringLiteral("AA-0001")}}));
        QVERIFY(added);
        QTRY_COMPARE(list.rowCount(), before + 1);
        QCOMPARE(list.idAt(0), added->changes.front().id);
        QVERIFY(m_workspace.wait(m_workspace.console().undo(added->id)));
        QTRY_COMPARE(list.rowCount(), before);
        QCOMPARE(reset.count(), 0);
    }

    void aRenameOfTheSortFieldMovesTheRow()
    {
        RecordModel list(m_workspace.console(), model::Entity::Device);
        QAbstractItemModelTester tester(&list);
        load(list);
        const base::Id id = list.idAt(0);
        QVERIFY(m_workspace.wait(m_workspace.console().set(model::Entity::Device, id, {{QStringLiteral("tag"), QStringLiteral("ZZ-9999")}})));
        QTRY_COMPARE(list.rowOf(id), list.rowCount() - 1);
        QVERIFY(m_workspace.wait(m_workspace.console().undo({})));
        QTRY_COMPARE(list.rowOf(id), 0);
    }

    void aRefusedEditIsToldWithItsText()
    {
        RecordModel list(m_workspace.console(), model::Entity::Device);
        load(list);
        QSignalSpy refused(&list, &RecordModel::editRefused);
        const int column = list.columnOf(QStringLiteral("refresh-due"));
        QVERIFY(list.setData(list.index(0, column), QStringLiteral("soon"), Qt::EditRole));
        QVERIFY(refused.wait());
        QCOMPARE(refused.first().at(0).value<models::FieldEdit>().text, QStringLiteral("soon"));
    }

    void aHolderWhoLeavesShowsOnTheDevice()
    {
        RecordModel list(m_workspace.console(), model::Entity::Device);
        model::Query query;
        query.entity = model::Entity::Device;
        query.filter = *model::Filter::fromText(QStringLiteral("holder.status = left and status = in-use and encrypted = true"));
        QSignalSpy loaded(&list, &RecordModel::loaded);
        list.load(query);
        QVERIFY(loaded.wait());
        for (int row = 0; row < list.rowCount(); ++row)
            QCOMPARE(list.index(row, list.columnOf(QStringLiteral("status"))).data(format::CellRole).value<format::Cell>().state, format::State::Act);
    }

    void activityGrowsAndUndoMarks()
    {
        models::ActivityModel list(m_workspace.console());
        QAbstractItemModelTester tester(&list);
        QSignalSpy loaded(&list, &models::ActivityModel::loaded);
        list.load();
        QVERIFY(loaded.wait());
        const int before = list.rowCount();
        const auto added = m_workspace.wait(m_workspace.console().set(model::Entity::Device, {}, {{QStringLiteral("tag"), QStringLiteral("AA-0002")}}));
        QVERIFY(added);
        QTRY_COMPARE(list.rowCount(), before + 1);
        QVERIFY(list.isUndoable(0));
        QVERIFY(m_workspace.wait(m_workspace.console().undo(added->id)));
        QTRY_COMPARE(list.rowCount(), before + 2);
        QVERIFY(!list.isUndoable(1));
    }

private:
    static void load(RecordModel& list)
    {
        model::Query query;
        query.entity = list.entity();
        QSignalSpy loaded(&list, &RecordModel::loaded);
        list.load(query);
        QVERIFY(loaded.wait());
    }

    TestWorkspace m_workspace;
};

QTEST_MAIN(TestModels)
#include "test_models.moc"
