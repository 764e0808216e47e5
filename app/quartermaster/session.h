#pragma once

#include "app/quartermaster/options.h"
#include "app/wiring.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QThread;

namespace qm::pages {
class StartPage;
}
namespace qm::shell {
class MainWindow;
}

namespace qm::app {

/// One run of the program: which workspace is open, and in which window. Reading another
/// workspace goes on beside the window; once it is there, the window is closed first, then the wiring it held on to.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(Options options);
    ~Session() override;

    void start();
    /// Opens a workspace instead of the one that is open, which stays when this one can't be.
    void open(const QString& path);
    const shell::MainWindow* window() const { return m_window.get(); }

private:
    using Opened = std::shared_ptr<base::Result<std::unique_ptr<Wiring>>>;

    void create(const QString& path, const NewOptions& content);
    void bring(const QString& path, std::function<base::Result<std::unique_ptr<Wiring>>()> make);
    void take(const Opened& opened);
    void sayOpening(const QString& words);
    void sayFailed(const base::Error& error);
    void showStart();
    void showWindow();
    void dress();
    void chooseWorkspace();
    /// `firstPage`: opened once the new workspace is there.
    void askCompany(const QString& firstPage);
    void chooseNew(const NewOptions& content, const QString& firstPage);
    void applyOptions();
    void pressButton(const QString& words);
    void takePicture();

    Options m_options;
    std::unique_ptr<Wiring> m_wiring;
    std::unique_ptr<shell::MainWindow> m_window;
    std::unique_ptr<pages::StartPage> m_start;
    bool m_isOpening = false;
    QPointer<QThread> m_opening;
    QString m_firstPage; ///< opened once when the window comes
};

} // namespace qm::app
