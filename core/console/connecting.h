#pragma once

#include "core/console/stream_write.h"
#include "core/console/vendor_gate.h"
#include "core/vendor/interactive_sign_in.h"

namespace qm::console {

/// A connection on its way in, or a known one with new settings: secrets to the key store, signing in where a person
/// has to, proof of address and access, then the records. Whatever fails leaves nothing behind. Owns itself and ends with
/// its future; lives in the worker thread.
class Connecting final : public QObject
{
public:
    Connecting(VendorGate& gate, std::shared_ptr<NewConnection> wanted, QString actor);

    QFuture<base::Result<base::Id>> begin();
    /// Nobody signs in any more.
    void stop();

private:
    base::Result<void> check();
    void keepSecrets();
    void signIn();
    void prove();
    void writeDown();
    void takeBack(base::Error error);
    void end(base::Result<base::Id> result);
    model::Source source() const;

    VendorGate& m_gate;
    std::shared_ptr<NewConnection> m_wanted;
    QString m_actor;
    base::Id m_id;
    bool m_isKnown = false; ///< a source that stands already
    vendor::Descriptor m_descriptor;
    QStringList m_left;  ///< secrets to be kept
    QStringList m_kept;  ///< that go again when it fails
    std::unique_ptr<vendor::InteractiveSignIn> m_signIn;
    std::shared_ptr<vendor::Connection> m_connection;
    vendor::Answer<base::Id> m_answer;
};

} // namespace qm::console
