#include "ui/pages/connection_desk.h"

namespace qm::pages {
namespace {

using console::Answer;

template <class T>
Answer<T> ready(base::Result<T> result)
{
    QPromise<base::Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// What this console knows how to connect; it grows with the console.
bool canConnect(const console::VendorInfo& vendor)
{
    return vendor.id == u"scim";
}

QList<console::VendorInfo> connectable()
{
    QList<console::VendorInfo> all = console::shippedVendors();
    all.removeIf([](const console::VendorInfo& vendor) { return !canConnect(vendor); });
    return all;
}

} // namespace

ConnectionDesk deskOver(console::Console& console)
{
    ConnectionDesk desk;
    desk.vendors = [] { return ready<QList<console::VendorInfo>>(connectable()); };
    desk.connect = [&console](std::shared_ptr<console::ConnectOrder> order, const console::SignInSink&, base::Cancel) {
        if (order->secrets.empty())
            return ready<base::Id>(base::fail(base::ErrorCode::Required, QStringLiteral("token")));
        return console.connectScim(order->name, QUrl(order->config.value(QStringLiteral("base"))), std::move(order->secrets.front().secret));
    };
    desk.sync = [&console](base::Id source, base::Cancel cancel) { return console.sync(source, cancel); };
    return desk;
}

} // namespace qm::pages
