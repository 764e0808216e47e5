#include "app/wiring.h"

#include "core/base/hand_over.h"
#include "core/base/postbox.h"
#include "core/exchange/sample.h"
#include "core/exchange/starter.h"
#include "core/vendor/sealed_vault.h"
#include "core/vendor/vault.h"
#include "core/workflow/plan_builder.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QThread>

#include <openssl/crypto.h>

namespace qm::app {
namespace {

using base::fail;
using base::Result;

std::shared_ptr<const base::Clock> clockFor(const OpenOptions& options)
{
    if (options.clock)
        return options.clock;
    if (options.now.isValid())
        return std::make_shared<base::FixedClock>(options.now);
    return std::make_shared<base::SystemClock>();
}

Result<void> fill(store::Store& store, const NewOptions& content, const base::Clock& clock)
{
    std::vector<model::Draft> drafts;
    if (content.sample) {
        drafts = exchange::sampleCompany({content.people, content.seed, clock.now(), content.company});
    } else {
        const exchange::StarterOptions options{content.company, content.currency, {}};
        drafts.push_back({QString(), {model::CauseKind::Rule, QStringLiteral("start"), {}}, {}, exchange::starterRecords(options)});
    }
    drafts.push_back({QString(), {model::CauseKind::Rule, QStringLiteral("start"), {}}, drafts.front().effectiveAt, workflow::starterTemplates()});
    for (const model::Draft& draft : drafts) {
        if (auto written = store.submit(draft); !written)
            return fail(written.error());
    }
    return {};
}

} // namespace

/// One named thread with an event loop, and work posted into it.
class Wiring::Executor final : public base::Executor
{
public:
    explicit Executor(const QString& name)
    {
        m_thread.setObjectName(name);
        m_postbox.moveToThread(&m_thread);
        // The very last things of the thread, behind whatever was dropped. What OpenSSL keeps for a thread would go
        // later, when the program may be clearing away OpenSSL itself.
        const auto end = [] {
            OPENSSL_thread_stop();
            base::handOver();
        };
        QObject::connect(&m_thread, &QThread::finished, &m_thread, end, Qt::DirectConnection);
        m_thread.start();
    }
    ~Executor() override { stop(); }

    /// What comes in behind the end is dropped.
    void post(std::function<void()> work) override
    {
        m_postbox.post([this, work = std::move(work)] {
            if (!m_hasEnded)
                work();
        });
    }
    QThread* thread() { return &m_thread; }
    /// Finishes what has been posted, destroys the objects that live in the thread and ends it.
    void stop(std::function<void()> last = {})
    {
        if (!m_thread.isRunning())
            return;
        post([this, last = std::move(last)] {
            if (last)
                last();
            m_hasEnded = true;
            m_thread.quit();
        });
        m_thread.wait();
        base::takeOver();
    }

private:
    QThread m_thread;
    base::Postbox m_postbox;
    bool m_hasEnded = false; ///< of the thread
};

Wiring::Wiring() = default;

Wiring::~Wiring()
{
    if (m_care)
        m_care->stop();
    if (m_worker) {
        m_worker->stop([this] {
            m_runner.reset();
            m_vendors.reset();
            m_secrets.reset();
            m_keyStore.reset();
            m_reader.reset();
        });
    }
    if (m_storeThread)
        m_storeThread->stop([this] { m_store.reset(); });
    m_console.reset();
}

Result<std::unique_ptr<Wiring>> Wiring::open(const OpenOptions& options)
{
    auto wiring = read(options);
    if (wiring)
        (*wiring)->start();
    return wiring;
}

Result<std::unique_ptr<Wiring>> Wiring::create(const OpenOptions& options, const NewOptions& content)
{
    auto wiring = make(options, content);
    if (wiring)
        (*wiring)->start();
    return wiring;
}

Result<std::unique_ptr<Wiring>> Wiring::read(const OpenOptions& options)
{
    std::unique_ptr<Wiring> wiring(new Wiring);
    wiring->m_path = options.path;
    wiring->m_clock = clockFor(options);
    wiring->m_silenceSeconds = options.silenceSeconds;
    auto store = store::Store::open(options.path, options.readOnly ? store::Store::Mode::ReadOnly : store::Store::Mode::ReadWrite, *wiring->m_clock);
    if (!store)
        return fail(store.error());
    wiring->m_store = std::move(*store);
    if (auto opened = wiring->openReader(); !opened)
        return fail(opened.error());
    return wiring;
}

Result<std::unique_ptr<Wiring>> Wiring::make(const OpenOptions& options, const NewOptions& content)
{
    std::unique_ptr<Wiring> wiring(new Wiring);
    wiring->m_path = options.path;
    wiring->m_clock = clockFor(options);
    auto store = store::Store::create(options.path, *wiring->m_clock, [&](store::Store& made) {
        auto filled = fill(made, content, *wiring->m_clock);
        return filled ? wiring->openReader() : filled;
    });
    if (!store)
        return fail(store.error());
    wiring->m_store = std::move(*store);
    return wiring;
}

Result<void> Wiring::openReader()
{
    auto reader = store::Store::open(m_path, store::Store::Mode::ReadOnly, *m_clock);
    if (!reader)
        return fail(reader.error());
    m_reader = std::move(*reader);
    return {};
}

void Wiring::start()
{
    m_storeThread = std::make_unique<Executor>(QStringLiteral("store"));
    m_worker = std::make_unique<Executor>(QStringLiteral("worker"));
    m_care = std::make_unique<Executor>(QStringLiteral("care"));
    const store::Desk desk(*m_storeThread, *m_store);
    m_secrets = makeVault();
    vendor::HttpLimits limits;
    limits.idleMs = m_silenceSeconds * 1000;
    m_vendors = std::make_unique<console::VendorGate>(desk, *m_secrets, *m_clock, limits);
    m_vendors->moveToThread(m_worker->thread());
    m_runner = std::make_unique<run::Runner>(desk, *m_vendors, *m_clock);
    m_runner->moveToThread(m_worker->thread());
    m_console = std::make_unique<console::Console>(console::Services{desk, store::ReadingDesk(*m_worker, *m_reader), store::CareDesk(*m_care, m_path, *m_clock), m_worker.get(), m_runner.get(), m_vendors.get(), m_clock.get()});
}

/// A file that is too old to have an id and may only be read has no vault: nothing is read from it, nothing kept.
std::unique_ptr<vendor::SecretStore> Wiring::makeVault()
{
    const store::Identity identity = m_store->identity().value_or(store::Identity());
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/Quartermaster/vaults");
    auto keyStore = std::make_unique<vendor::Vault>();
    keyStore->moveToThread(m_worker->thread());
    const auto before = identity.mayHaveOldSecrets ? vendor::SealedVault::Before::OldEntries : vendor::SealedVault::Before::Nothing;
    auto vault = std::make_unique<vendor::SealedVault>(*keyStore, vendor::VaultPlace{folder, identity.id, QFileInfo(m_path).canonicalFilePath()}, before);
    vault->moveToThread(m_worker->thread());
    m_keyStore = std::move(keyStore);
    return vault;
}

} // namespace qm::app
