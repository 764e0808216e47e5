#pragma once

#include "app/quartermaster/options.h"
#include "app/wiring.h"

#include <QObject>
#include <QPointer>

namespace qm::pages {
class StartPage;
}
namespace qm::shell {
class MainWindow;
}

namespace qm::app {

/// One run of the program: which workspace is open, and in which window. Replacing the workspace closes the window
/// first, then the wiring it held on to.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(Options options);
    ~Session() override;

    void start();

private:
    /// Why the workspace can't be opened, or nothing.
    void open(const QString& path);
    void create(const QString& path, const NewOptions& content);
    void take(base::Result<std::unique_ptr<Wiring>> wiring);
    void showStart();
    void showWindow();
    void dress();
    void chooseWorkspace();
    void chooseNew(const NewOptions& content);
    void applyOptions();
    void pressButton(const QString& words);
    void takePicture();

    Options m_options;
    std::unique_ptr<Wiring> m_wiring;
    std::unique_ptr<shell::MainWindow> m_window;
    std::unique_ptr<pages::StartPage> m_start;
    QString m_firstPage; ///< opened once when the window comes
};

} // namespace qm::app
