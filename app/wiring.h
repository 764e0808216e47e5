#pragma once

#include "core/console/console.h"
#include "core/console/vendor_gate.h"
#include "core/vendor/secret_store.h"

#include <memory>

class QThread;

namespace qm::app {

/// How a workspace is opened.
struct OpenOptions
{
    QString path;
    QDateTime now; ///< stands still at this instant; invalid: the computer's clock
    bool isNew = false;
    bool readOnly = false; ///< beside somebody who writes it, or where nothing can be written
    int silenceSeconds = 30; ///< how long a vendor may stay silent before a try is given up
    std::shared_ptr<const base::Clock> clock = nullptr; ///< instead of `now`: one that somebody else moves
};

/// A new workspace's content.
struct NewOptions
{
    QString company; ///< empty: a sample company has a name of its own
    QString currency = QStringLiteral("EUR");
    bool sample = false;
    int people = 184;
    quint32 seed = 1;
};

/// The only place that names concrete classes of store, vendor and ui together: makes the threads beside the
/// caller's, puts store, runner and vendors into them, and hands out the console. What reads long
/// (plans, reports) has a connection of its own in the worker thread. Closes care and worker first, then
/// store, then the console, which the store tells of every write.
class Wiring
{
public:
    /// Reads a workspace, and brings an older one up to date: what takes long, in any thread. start() comes next.
    /// Errors: those of store::Store::open() and create().
    static base::Result<std::unique_ptr<Wiring>> read(const OpenOptions& options);
    /// The same with a new workspace and its content.
    static base::Result<std::unique_ptr<Wiring>> make(const OpenOptions& options, const NewOptions& content);
    /// Makes threads and console; in the thread that the console is to live in.
    void start();

    /// read() and start().
    static base::Result<std::unique_ptr<Wiring>> open(const OpenOptions& options);
    /// make() and start().
    static base::Result<std::unique_ptr<Wiring>> create(const OpenOptions& options, const NewOptions& content);
    ~Wiring();

    console::Console& console() { return *m_console; }
    const QString& path() const { return m_path; }

private:
    class Executor;

    Wiring();
    base::Result<void> openReader();
    std::unique_ptr<vendor::SecretStore> makeVault();

    QString m_path;
    int m_silenceSeconds = OpenOptions().silenceSeconds;
    std::shared_ptr<const base::Clock> m_clock;
    std::unique_ptr<Executor> m_storeThread;
    std::unique_ptr<Executor> m_worker;
    std::unique_ptr<Executor> m_care; ///< backups and checks; each opens a connection of its own
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Store> m_reader; ///< a connection that only reads; lives in the worker thread
    std::unique_ptr<vendor::SecretStore> m_keyStore; ///< of the operating system; lives in the worker thread
    std::unique_ptr<vendor::SecretStore> m_secrets;  ///< sealed with a key from there; lives in the worker thread
    std::unique_ptr<console::VendorGate> m_vendors;
    std::unique_ptr<run::Runner> m_runner;
    std::unique_ptr<console::Console> m_console;
};

} // namespace qm::app
