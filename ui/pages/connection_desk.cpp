#include "ui/pages/connection_desk.h"

#include "core/base/when_done.h"
#include "core/model/company.h"

#include <QTimer>

namespace qm::pages {
namespace {

using base::Id;
using base::Result;
using console::Answer;
using console::Console;

constexpr auto kCancelPoll = std::chrono::milliseconds(100);

/// The same answer without its value.
template <class T>
Answer<void> withoutValue(const Answer<T>& answer, Console& console)
{
    auto promise = base::promiseOf<void>();
    base::whenDone(answer, &console, [promise](const Result<T>& result) {
        base::finish(*promise, result ? Result<void>() : Result<void>(base::fail(result.error())));
    });
    return promise->future();
}

console::NewConnection connectionOf(console::ConnectOrder& order, Id standing)
{
    using Writes = console::NewConnection::Writes;
    console::NewConnection wanted;
    wanted.name = order.name;
    wanted.descriptor = order.vendor;
    wanted.config = order.config;
    wanted.auth = order.way;
    for (console::NamedSecret& secret : order.secrets)
        wanted.secrets.emplace(secret.name, std::make_shared<const base::Secret>(std::move(secret.secret)));
    wanted.writes = order.mayWrite ? Writes::Allowed : Writes::Refused;
    wanted.source = standing;
    return wanted;
}

/// Connects, shows the person where to sign in, and ends the waiting when it is cancelled.
Answer<Id> connectWith(Console& console, console::NewConnection wanted, const console::SignInSink& sink, base::Cancel cancel)
{
    auto promise = base::promiseOf<Id>();
    auto* waiting = new QTimer(&console); // goes when the answer has come
    QObject::connect(&console, &Console::signInAsked, waiting, [sink](const QUrl& address, const QString& code) { sink({address, code}); });
    QObject::connect(waiting, &QTimer::timeout, waiting, [&console, cancel] {
        if (cancel.requested())
            console.stopConnecting();
    });
    waiting->start(kCancelPoll);
    base::whenDone(console.connectVendor(std::move(wanted)), &console, [promise, waiting](Result<Id> source) {
        waiting->deleteLater();
        base::finish(*promise, std::move(source));
    });
    return promise->future();
}

console::DriftInfo driftOf(const console::DriftRow& row)
{
    return {row.entity, row.record, row.title, row.field, model::toText(row.ours), model::toText(row.theirs), row.seen};
}

bool isOf(const console::DriftRow& row, const console::DriftInfo& info)
{
    return row.entity == info.entity && row.record == info.record && row.field == info.field;
}

/// Does something with the row that an entry of the list stands for. Error: NotFound when it is settled by now.
Answer<void> withDrift(Console& console, const console::DriftInfo& info, const std::function<Answer<void>(const console::DriftRow&)>& act)
{
    auto promise = base::promiseOf<void>();
    base::whenDone(console.drifts(), &console, [&console, info, act, promise](const Result<std::vector<console::DriftRow>>& rows) {
        if (!rows)
            return base::finish(*promise, Result<void>(base::fail(rows.error())));
        const auto row = std::find_if(rows->begin(), rows->end(), [&info](const console::DriftRow& each) { return isOf(each, info); });
        if (row == rows->end())
            return base::finish(*promise, Result<void>(base::fail(base::ErrorCode::NotFound, info.title)));
        base::passOn(act(*row), promise, &console);
    });
    return promise->future();
}

console::Schedule scheduleOf(const model::Source& source)
{
    return {static_cast<int>(source.everyMinutes.value_or(0)), source.onStart.value_or(false),
            QTime::fromString(source.quietFrom, QStringLiteral("HH:mm")), QTime::fromString(source.quietTo, QStringLiteral("HH:mm"))};
}

console::ConnectionStory storyOf(const console::ConnectionFacts& facts, const std::vector<console::DriftRow>& drifts)
{
    console::ConnectionStory story;
    const auto source = model::as<model::Source>(facts.source);
    story.schedule = scheduleOf(source);
    story.mayWrite = source.writes.value_or(false);
    story.readings.assign(facts.streams.begin(), facts.streams.end());
    for (const console::DriftRow& row : drifts) {
        if (row.source == facts.source.id && !row.kept)
            story.drifts.push_back(driftOf(row));
    }
    return story;
}

Answer<console::ConnectionStory> tellStory(Console& console, Id source)
{
    auto promise = base::promiseOf<console::ConnectionStory>();
    using Story = Result<console::ConnectionStory>;
    base::whenDone(console.connections(), &console, [&console, source, promise](const Result<std::vector<console::ConnectionFacts>>& all) {
        if (!all)
            return base::finish(*promise, Story(base::fail(all.error())));
        const auto found = std::find_if(all->begin(), all->end(), [source](const console::ConnectionFacts& each) { return each.source.id == source; });
        if (found == all->end())
            return base::finish(*promise, Story(base::fail(base::ErrorCode::NotFound)));
        base::whenDone(console.drifts(), &console, [facts = *found, promise](const Result<std::vector<console::DriftRow>>& drifts) {
            base::finish(*promise, drifts ? Story(storyOf(facts, *drifts)) : Story(base::fail(drifts.error())));
        });
    });
    return promise->future();
}

QString hourOf(QTime time)
{
    return time.isValid() ? time.toString(QStringLiteral("HH:mm")) : QString();
}

} // namespace

ConnectionDesk deskOver(Console& console)
{
    ConnectionDesk desk;
    desk.vendors = [&console] { return console.vendors(); };
    desk.connect = [&console](std::shared_ptr<console::ConnectOrder> order, const console::SignInSink& sink, base::Cancel cancel) {
        return connectWith(console, connectionOf(*order, {}), sink, std::move(cancel));
    };
    desk.signInAgain = [&console](Id source, std::shared_ptr<console::ConnectOrder> order, const console::SignInSink& sink, base::Cancel cancel) {
        return withoutValue(connectWith(console, connectionOf(*order, source), sink, std::move(cancel)), console);
    };
    desk.sync = [&console](Id source, base::Cancel cancel) { return console.sync(source, cancel); };
    desk.story = [&console](Id source) { return tellStory(console, source); };
    desk.setSchedule = [&console](Id source, const console::Schedule& chosen) {
        return withoutValue(console.setSchedule(source, {chosen.everyMinutes, chosen.onStart, hourOf(chosen.quietFrom), hourOf(chosen.quietTo)}), console);
    };
    desk.setMayWrite = [&console](Id source, bool mayWrite) {
        return withoutValue(console.set(model::Entity::Source, source, {{QStringLiteral("writes"), mayWrite ? QStringLiteral("true") : QStringLiteral("false")}}), console);
    };
    desk.disconnect = [&console](Id source, console::Brought brought) { return console.disconnectVendor(source, brought); };
    desk.takeTheirs = [&console](const console::DriftInfo& info) {
        return withDrift(console, info, [&console](const console::DriftRow& row) { return withoutValue(console.takeTheirs(row), console); });
    };
    desk.keepOurs = [&console](const console::DriftInfo& info) {
        return withDrift(console, info, [&console](const console::DriftRow& row) { return console.keepOurs(row); });
    };
    return desk;
}

} // namespace qm::pages
