#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/vendor/descriptor.h"
#include "core/vendor/http.h"
#include "core/vendor/secret_store.h"

#include <QFuture>

namespace qm::vendor {

struct ConnectionSettings;

/// The headers that prove who calls, and what must be masked while they are in use.
struct SignIn
{
    QList<SecretHeader> headers;
    SecretList secrets;
};

/// How one connection proves who it is. Lives in the worker thread and is used from there; one per connection, so that
/// there is one renewal at a time. Errors: those of the secret store, SignInNeeded when a person has to sign in again,
/// and those of Http::send() when a vendor has to be asked.
class SignInWay
{
public:
    virtual ~SignInWay() = default;
    /// Proof for one call, fetched anew each time: it may have been replaced.
    virtual QFuture<base::Result<SignIn>> prove(const QByteArray& method, const QUrl& url) = 0;
    /// The vendor refused a proof. True: there is another one now, worth one more try.
    virtual QFuture<base::Result<bool>> renew(const SignIn& refused, const HttpReply& reply) = 0;
};

/// What a way to sign in is made from.
struct SignInSetup
{
    const Descriptor* descriptor = nullptr;
    const ConnectionSettings* settings = nullptr;
    Lookup config;
};

/// The way of the chosen rule. DescriptorInvalid when there is none.
base::Result<std::unique_ptr<SignInWay>> signInWayOf(const SignInSetup& setup, SecretStore& secrets,
                                                     const base::Clock& clock);

} // namespace qm::vendor
