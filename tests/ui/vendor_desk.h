#pragma once

#include "office.h"

#include "core/model/company.h"
#include "core/model/identity.h"
#include "core/model/software.h"
#include "ui/models/sync_watch.h"
#include "ui/pages/connection_desk.h"

namespace qm::office {

/// A console's desk for connections that answers when the test says so, and remembers what it was asked.
class VendorDesk
{
public:
    explicit VendorDesk(console::Console& console)
        : m_console(console)
    {
        models::SyncWatch::of(console).setSync([this](base::Id source, base::Cancel wish) {
            synced.append(source);
            syncCancel = wish;
            return sync.begin();
        });
    }

    /// An answer that comes when the test gives it.
    template <class T>
    struct Later
    {
        std::shared_ptr<QPromise<base::Result<T>>> promise;

        console::Answer<T> begin()
        {
            promise = std::make_shared<QPromise<base::Result<T>>>();
            promise->start();
            return promise->future();
        }
        void give(base::Result<T> result)
        {
            promise->addResult(std::move(result));
            promise->finish();
        }
    };

    template <class T>
    static console::Answer<T> now(base::Result<T> result)
    {
        Later<T> later;
        auto answer = later.begin();
        later.give(std::move(result));
        return answer;
    }

    pages::ConnectionDesk desk()
    {
        pages::ConnectionDesk desk;
        desk.vendors = [] { return now<QList<console::VendorInfo>>(vendors()); };
        desk.connect = [this](std::shared_ptr<console::ConnectOrder> wanted, console::SignInSink sink, base::Cancel wish) {
            order = wanted;
            prompt = sink;
            cancel = wish;
            return connecting.begin();
        };
        desk.signInAgain = [this](base::Id source, std::shared_ptr<console::ConnectOrder> wanted, console::SignInSink sink, base::Cancel wish) {
            again = source;
            order = wanted;
            prompt = sink;
            cancel = wish;
            return signingIn.begin();
        };
        desk.test = [this](base::Id) { return now<void>(tested); };
        desk.sync = [this](base::Id source, base::Cancel wish) {
            synced.append(source);
            syncCancel = wish;
            return sync.begin();
        };
        desk.story = [this](base::Id) { return now<console::ConnectionStory>(story); };
        desk.setSchedule = [this](base::Id, console::Schedule schedule) {
            schedules.append(schedule);
            story.schedule = schedule;
            return now<void>({});
        };
        desk.setMayWrite = [this](base::Id, bool may) {
            mayWrites.append(may);
            story.mayWrite = may;
            return now<void>({});
        };
        desk.disconnect = [this](base::Id source, console::Brought what) {
            disconnected = source;
            leftovers = what;
            return now<void>({});
        };
        desk.keepOurs = [this](console::DriftInfo drift) {
            kept.append(drift.record);
            story.drifts.clear();
            return now<void>({});
        };
        desk.takeTheirs = [this](console::DriftInfo) { return now<void>({}); };
        return desk;
    }

    /// A connection in the workspace, as connecting leaves one.
    base::Id putSource(model::Source::State state = model::Source::State::Ready)
    {
        model::Source source;
        source.name = QStringLiteral("Harbour Mail");
        source.kind = model::Source::Kind::Vendor;
        source.descriptor = QStringLiteral("harbour");
        source.state = state;
        source.lastRead = m_console.clock().now().addSecs(-3 * 3600);
        const auto written = fake::await(m_console.submit({model::createOf(model::recordOf(source))}));
        if (!written)
            qFatal("no source: %s", qPrintable(written.error().subject));
        return written->changes.first().id;
    }

    /// Invented services, one for each kind of sign-in.
    static QList<console::VendorInfo> vendors()
    {
        using console::VendorSignIn;
        console::VendorInfo mail;
        mail.id = QStringLiteral("harbour");
        mail.name = QStringLiteral("Harbour Mail");
        mail.docs = QStringLiteral("https://docs.harbour.example/api");
        mail.config = {{QStringLiteral("tenant"), QStringLiteral("Tenant"), QStringLiteral("A domain such as fernhill.harbour.example."), QStringLiteral("[a-z0-9.-]{3,100}"), true, false},
                       {QStringLiteral("region"), QStringLiteral("Region"), {}, {}, false, false}};
        mail.ways = {{QStringLiteral("token"), QStringLiteral("A token"), VendorSignIn::Kind::Paste, {{QStringLiteral("token"), QStringLiteral("Token"), QStringLiteral("Of an administrator. Shown once when you make it."), {}, true, false}}, {}},
                     {QStringLiteral("code"), QStringLiteral("The browser"), VendorSignIn::Kind::Browser, {}, {QStringLiteral("directory.read"), QStringLiteral("directory.write")}},
                     {QStringLiteral("device"), QStringLiteral("A code"), VendorSignIn::Kind::Device, {}, {}},
                     {QStringLiteral("app"), QStringLiteral("An app with a key"), VendorSignIn::Kind::Program, {{QStringLiteral("private_key"), QStringLiteral("Private key (PEM)"), {}, {}, true, true}}, {}}};
        mail.streams = {{QStringLiteral("users"), {QStringLiteral("account"), QStringLiteral("assignment")}, {}},
                        {QStringLiteral("groups"), {QStringLiteral("group")}, {}},
                        {QStringLiteral("last_sign_in"), {QStringLiteral("usage")}, QStringLiteral("needs the business plan")}};
        mail.actions = {{QStringLiteral("user.create"), {}, {}, true, true}, {QStringLiteral("user.suspend"), {}, QStringLiteral("revokes_access"), false, true}, {QStringLiteral("user.delete"), {}, QStringLiteral("destroys_data"), false, false}};
        mail.guide = {{QStringLiteral("In the administrator's console open Security and then API access."), QStringLiteral("https://admin.harbour.example/security")},
                      {QStringLiteral("Make a token that may read the directory, and copy it: it is shown once."), {}}};
        console::VendorInfo devices;
        devices.id = QStringLiteral("slipway");
        devices.name = QStringLiteral("Slipway Devices");
        devices.ways = {mail.ways.first()};
        devices.streams = {{QStringLiteral("devices"), {QStringLiteral("device")}, {}}};
        return {mail, devices};
    }

    std::shared_ptr<console::ConnectOrder> order;
    console::SignInSink prompt;
    base::Cancel cancel, syncCancel;
    Later<base::Id> connecting;
    Later<void> signingIn;
    Later<console::SyncReport> sync;
    base::Result<void> tested;
    console::ConnectionStory story;
    QList<console::Schedule> schedules;
    QList<bool> mayWrites;
    QList<base::Id> synced, kept;
    base::Id again, disconnected;
    std::optional<console::Brought> leftovers;

private:
    console::Console& m_console;
};

} // namespace qm::office
