#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QTextStream>

/// Prints what dressing the program costs before the first paint: bare | theme, as `bench_ui_start [bare]`.
int main(int argc, char** argv)
{
    using namespace qm::widgets;
    QElapsedTimer timer;
    timer.start();
    QApplication app(argc, argv);
    const double made = double(timer.nsecsElapsed()) / 1e6;
    const bool bare = argc > 1;
    if (!bare)
        Theme::instance().dress(app, Scheme::Light);
    const double dressed = double(timer.nsecsElapsed()) / 1e6;
    QMainWindow window;
    window.resize(1440, 900);
    window.setCentralWidget(bare ? new QLabel(QStringLiteral("Words 123")) : makeLabel(QStringLiteral("Words 123")));
    window.show();
    QApplication::processEvents();
    window.grab();
    QTextStream(stdout) << "application " << made << " dressed " << dressed << " painted "
                        << double(timer.nsecsElapsed()) / 1e6 << " ms\n";
    return 0;
}
