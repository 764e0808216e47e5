#include "ui/format/cell.h"
#include "ui/widgets/table.h"
#include "ui/widgets/theme.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace qm::widgets;

namespace {

/// A million rows of sixteen columns, made up from the row number.
class MillionRows : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex&) const override { return 1'000'000; }
    int columnCount(const QModelIndex&) const override { return 16; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role == qm::format::RowIdRole)
            return qint64(index.row());
        if (role != qm::format::CellRole)
            return {};
        const QString number = QString::number(index.row() + index.column() * 1000);
        switch (index.column() % 4) {
        case 0: return QVariant::fromValue(qm::format::strong(QStringLiteral("FH-") + number));
        case 1: return QVariant::fromValue(qm::format::person(QStringLiteral("Person ") + number));
        case 2: return QVariant::fromValue(qm::format::pill(qm::format::State(index.row() % 7), QStringLiteral("Situation")));
        default: return QVariant::fromValue(qm::format::figure(number));
        }
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QString::number(section)) : QVariant();
    }
};

} // namespace

class BenchTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesAtAMillionRows()
    {
        Theme::instance().dress(*qApp, Scheme::Light);
        QElapsedTimer timer;
        timer.start();
        Table table(TableTicks::With);
        table.setModel(new MillionRows(&table));
        table.resize(1400, 900);
        table.show();
        QCoreApplication::processEvents();
        const double first = double(timer.nsecsElapsed()) / 1e6;
        QList<double> frames;
        for (int i = 0; i < 300; ++i) {
            timer.restart();
            table.verticalScrollBar()->setValue(table.verticalScrollBar()->value() + (i % 10 == 9 ? 360'000 : 108));
            QCoreApplication::processEvents();
            frames << double(timer.nsecsElapsed()) / 1e6;
        }
        std::sort(frames.begin(), frames.end());
        qInfo("first paint %.1f ms, frame p50 %.2f p95 %.2f max %.2f ms", first, frames[150], frames[285], frames[299]);
#ifdef NDEBUG
        QVERIFY(frames[285] < 8.0);
#endif
    }
};

QTEST_MAIN(BenchTable)
#include "bench_table.moc"
