#include "app/wiring.h"
#include "core/model/described.h"
#include "core/model/hardware.h"
#include "ui/pages/record_list_page.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/table.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTextStream>
#include <QThread>

#include <time.h>

#include <algorithm>

using namespace qm;

namespace {

constexpr qint64 piece = 20000;
constexpr double mostOpenMs = 200, mostSortMs = 150, mostScrollMs = 8, mostFrameMs = 33;

qint64 wantedDevices()
{
    bool ok = false;
    const qint64 wanted = qEnvironmentVariable("QM_BENCH_DEVICES").toLongLong(&ok);
    return ok ? wanted : 1'000'000;
}

model::Change deviceOf(qint64 i)
{
    static const char* const models[] = {"Alder Book 14", "Corvid X13", "Mistral 15", "Fenwick T2", "Osprey 16"};
    model::Device device;
    device.tag = QStringLiteral("D-%1").arg(i, 7, 10, QLatin1Char('0'));
    device.serial = QStringLiteral("S%1").arg((i * 7919) % 99'999'989, 8, 10, QLatin1Char('0'));
    device.kind = QStringLiteral("Laptop");
    device.model = QString::fromLatin1(models[i % 5]);
    device.status = i % 9 == 0 ? model::Device::Status::InStock : model::Device::Status::InUse;
    device.encrypted = i % 50 != 0;
    device.refreshDue = QDate(2025, 1, 1).addDays(i % 1500);
    return model::createOf(model::recordOf(device));
}

template <class T>
T answered(QFuture<base::Result<T>> future)
{
    while (!future.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    auto result = future.takeResult();
    if (!result)
        qFatal("%s", qPrintable(base::codeName(result.error().code) + u' ' + result.error().detail));
    return std::move(*result);
}

/// The workspace of a million devices is made once and kept beside other temporary files.
std::unique_ptr<app::Wiring> workspace(qint64 devices)
{
    const QString path = QDir::temp().filePath(QStringLiteral("quartermaster-bench-%1.quartermaster").arg(devices));
    const QString half = path + QStringLiteral(".half");
    if (!QFileInfo::exists(path)) {
        QFile::remove(half);
        auto made = app::Wiring::create({half, {}, true}, {QStringLiteral("Bench"), QStringLiteral("EUR"), false});
        if (!made)
            return nullptr;
        for (qint64 from = 0; from < devices; from += piece) {
            QList<model::Change> changes;
            for (qint64 i = from; i < std::min(devices, from + piece); ++i)
                changes.append(deviceOf(i));
            answered((*made)->console().submit(changes));
        }
        made->reset();
        QFile::rename(half, path);
    }
    auto opened = app::Wiring::open({path, {}, false});
    return opened ? std::move(*opened) : nullptr;
}

/// What this thread has worked, without the time in which other programs had the processor.
double workedMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// Notes how long the window took over one event, painting included: while it does, nothing on screen moves.
class MeteredApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        // Events of the store's thread come along here too.
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event);
        const double before = workedMs();
        ++m_depth;
        const bool taken = QApplication::notify(receiver, event);
        --m_depth;
        if (const double took = workedMs() - before; took > m_longest) {
            m_longest = took;
            m_what = QStringLiteral("%1 of a %2").arg(int(event->type())).arg(QString::fromLatin1(receiver->metaObject()->className()));
        }
        return taken;
    }
    double takeLongest()
    {
        if (qEnvironmentVariableIsSet("QM_BENCH_TALK"))
            QTextStream(stderr) << "longest: event " << m_what << ", " << m_longest << " ms\n";
        return std::exchange(m_longest, 0.0);
    }

private:
    int m_depth = 0;
    double m_longest = 0;
    QString m_what;
};

double msOf(const QElapsedTimer& clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

/// Until the rows of a load are painted.
double untilPainted(pages::RecordListPage* page, const std::function<void()>& ask)
{
    QSignalSpy loaded(page, &pages::Page::loaded);
    QElapsedTimer clock;
    clock.start();
    ask();
    while (loaded.isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1000);
    page->table().viewport()->repaint();
    return msOf(clock);
}

void settle(pages::RecordListPage* page, qint64 rows)
{
    while (page->list().rowCount() < rows)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1000);
    QTest::qWait(200);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// One frame: the scroll bar moves, the view paints what is there.
std::vector<double> scrollFrames(widgets::Table& table)
{
    std::vector<double> frames;
    QScrollBar* bar = table.verticalScrollBar();
    const auto frame = [&](int value) {
        QElapsedTimer clock;
        clock.start();
        bar->setValue(value);
        table.viewport()->repaint();
        frames.push_back(msOf(clock));
        QCoreApplication::processEvents();
    };
    for (int step = 0; step < 400; ++step)
        frame(bar->value() + 3 * table.verticalHeader()->defaultSectionSize());
    for (int jump = 1; jump <= 40; ++jump)
        frame(int(qint64(bar->maximum()) * ((jump * 37) % 41) / 41));
    return frames;
}

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, std::size_t(double(values.size()) * share))];
}

} // namespace

/// A list of a million devices in the real window over a real store: how long until it is there, until it is sorted,
/// and how long one frame takes while it scrolls. Prints one line per figure and fails above the targets.
int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    MeteredApplication app(argc, argv);
    qRegisterMetaType<base::Id>();
    qRegisterMetaType<model::ChangeSet>();
    widgets::Theme::instance().dress(app, widgets::Scheme::Light);
    const qint64 devices = wantedDevices();
    auto wiring = workspace(devices);
    if (!wiring)
        return 1;
    shell::MainWindow window(wiring->console(), shell::allPages());
    window.resize(1440, 900);
    window.show();
    window.openPage(QStringLiteral("activity"));
    QTest::qWait(500);
    QElapsedTimer counting;
    counting.start();
    answered(wiring->console().findings()); // behind everything the window asked for at its start
    const double counted = msOf(counting);
    QTest::qWait(300);
    app.takeLongest();
    pages::RecordListPage* page = nullptr;
    QElapsedTimer clock;
    clock.start();
    window.openPage(QStringLiteral("device"));
    page = window.findChild<pages::RecordListPage*>();
    const double made = msOf(clock);
    const double opened = made + untilPainted(page, [] {});
    settle(page, devices);
    const double openFrame = app.takeLongest();
    std::vector<double> sorts;
    for (int round = 0; round < 5; ++round) {
        const auto order = round % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder;
        sorts.push_back(untilPainted(page, [&] { page->table().horizontalHeader()->setSortIndicator(0, order); }));
        settle(page, devices);
    }
    const double sortFrame = app.takeLongest();
    const auto frames = scrollFrames(page->table());
    const double scrollFrame = app.takeLongest();
    const double worst = std::max({openFrame, sortFrame, scrollFrame});
    const double scroll = percentile(frames, 0.95);
    QTextStream out(stdout);
    out << devices << " devices\n"
        << "counts and findings after the start " << counted << " ms\n"
        << "open " << opened << " ms (at most " << mostOpenMs << ")\n"
        << "sort by tag " << median(sorts) << " ms (at most " << mostSortMs << ")\n"
        << "scroll p95 " << scroll << " ms (at most " << mostScrollMs << "), slowest " << percentile(frames, 1) << " ms\n"
        << "longest frame: opening " << openFrame << ", sorting " << sortFrame << ", scrolling " << scrollFrame << " ms (at most " << mostFrameMs << ")\n";
    out.flush();
    const bool good = opened <= mostOpenMs && median(sorts) <= mostSortMs && scroll <= mostScrollMs && worst <= mostFrameMs;
    return good ? 0 : 1;
}
