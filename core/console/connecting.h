#pragma once

#include "core/console/stream_write.h"
#include "core/console/vendor_gate.h"
#include "core/vendor/interactive_sign_in.h"
#include "core/vendor/staged_secrets.h"

#include <QTimer>

namespace qm::console {

/// A connection on its way in, or a known one that is signed in to again: signing in where a person has to, proof of
/// address and access with secrets that are only in memory, then the key store, then the records. Whatever fails or is
/// cancelled leaves everything as it was. Owns itself and ends with its future; lives in the worker thread.
class Connecting final : public QObject
{
public:
    Connecting(VendorGate& gate, std::shared_ptr<NewConnection> wanted, QString actor, base::Cancel cancel);

    QFuture<base::Result<base::Id>> begin();

    /// Where the records of a connection will stand.
    struct Place
    {
        base::Id id;
        std::optional<model::Source> known; ///< nullopt: a new source
    };

private:
    void placed(Place place);
    void takeOver(const model::Source& standing);
    base::Result<void> check();
    void stage();
    void signIn();
    void prove();
    void keepSecrets();
    void writeDown();
    void takeBack(base::Error error);
    /// Ends it when it failed or somebody has given up by now.
    bool isOver(const base::Result<void>& result);
    void end(base::Result<base::Id> result);
    model::Source source() const;
    base::Result<std::unique_ptr<vendor::Connection>> open(vendor::SecretStore& secrets) const;
    const vendor::AuthRule& way() const { return *m_descriptor.way(m_wanted->auth); }

    VendorGate& m_gate;
    std::shared_ptr<NewConnection> m_wanted;
    QString m_actor;
    base::Cancel m_cancel;
    QTimer m_look; ///< whether somebody gave up while a person is waited for
    Place m_place;
    vendor::Descriptor m_descriptor;
    vendor::StagedSecrets m_staged;
    std::unique_ptr<vendor::InteractiveSignIn> m_signIn;
    std::unique_ptr<vendor::Connection> m_connection;
    vendor::Answer<base::Id> m_answer;
};

} // namespace qm::console
