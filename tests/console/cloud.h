#pragma once

#include "console_bench.h"

#include "core/model/company.h"

namespace qm::test {

inline const QByteArray descriptorText = R"({
 "descriptor": 1, "id": "cloud", "name": "Cloud", "config": [{"key": "base", "label": "Base", "required": true}, {"key": "org", "label": "Organisation", "pattern": "[a-z]+"}],
 "auth": [{"id": "token", "type": "token", "secrets": ["token"], "send": {"header": "authorization", "value": "Bearer {{secret.token}}"}},
  {"id": "browser", "type": "oauth2_code", "client_id": "c", "authorize_url": "{{config.base}}/authorize", "token_url": "{{config.base}}/token"}],
 "http": {"base": "{{config.base}}"},
 "page": {"style": "next_url", "path": "next"},
 "streams": [
  {"id": "users", "path": "/users", "records": "list", "incremental": {"mode": "link", "path": "delta", "gone": "removed"},
   "out": [{"table": "account", "key": "id", "fields": {"username": "name", "email": "name", "status": {"const": "active"}}}]},
  {"id": "signins", "path": "/signins", "records": "list", "optional": {"status": [403], "why": "needs the big plan"},
   "out": [{"table": "account", "key": "id", "patch": true, "fields": {"last_used": {"date": "at"}}}]},
  {"id": "machines", "path": "/machines", "records": "list", "optional": {"status": [403], "why": "needs the bigger plan"}, "out": [{"table": "device", "key": "id", "fields": {"serial": "id"}}]},
  {"id": "groups", "path": "/groups", "records": "list", "out": [{"table": "group", "key": "id", "fields": {"name": "name"}}]},
  {"id": "members", "for_each": {"stream": "groups", "as": "g"}, "path": "/groups/{{g.id}}/members", "records": "list",
   "out": [{"table": "membership", "key": {"join": ["^id", "/", "id"]}, "replace_by": "group", "fields": {"group": "^id", "account": "id"}}]}
 ],
 "actions": [
  {"id": "device.wipe", "input": ["device"], "danger": "destroys_data", "confirm": "typed",
   "do": {"method": "POST", "path": "/wipe/{{in.device}}", "body": {"key": "{{step.key}}"}, "ok": [202], "repeat": "key", "yields": {"job": "job"}, "secret_yields": {"pin": "pin"},
          "poll": {"path": "/jobs/{{out.job}}", "until": [{"field": "state", "eq": "done"}], "fail": [{"field": "state", "eq": "failed"}], "every_s": 5, "timeout_s": 60}}},
  {"id": "device.lock", "input": ["device"], "makes": {"pin": {"digits": 6}},
   "do": {"method": "POST", "path": "/lock/{{in.device}}", "body": {"pin": "{{made.pin}}"}, "ok": [200], "done": [{"status": 409}], "repeat": "verify",
          "verify": {"path": "/locks/{{in.device}}", "done": [{"field": "state", "eq": "locked"}]}}},
  {"id": "user.create", "input": ["email", "password"],
   "do": {"method": "POST", "path": "/users", "body": {"mail": "{{in.email}}", "password": "{{in.password}}"}, "ok": [201], "repeat": "ask", "yields": {"id": "id"}}}
 ],
 "manual": [{"action": "user.suspend", "say": "Open the Cloud console, People, and press Suspend."}]
})";

/// A vendor of a few lists in this process, and a console that knows it.
class Cloud
{
public:
    Cloud()
        : server([this](const fake::FakeRequest& request) { return answer(request); })
    {
        qRegisterMetaType<base::Id>();
        qRegisterMetaType<model::ChangeSet>();
        if (!space.store->submit({{}, {model::CauseKind::Rule, QStringLiteral("start"), {}}, {}, workflow::starterTemplates()}))
            qFatal("no templates");
        start();
        source = connect(console::NewConnection::Writes::Allowed);
    }
    void start()
    {
        console.reset();
        runner.reset();
        gate.reset();
        const store::Desk desk(m_executor, *space.store);
        gate = std::make_unique<console::VendorGate>(desk, secrets, space.clock, vendor::HttpLimits{}, [this](const QString& id) { return isDescribed ? vendor::parseDescriptor(descriptorText) : base::Result<vendor::Descriptor>(base::fail(base::ErrorCode::NotFound, id)); });
        runner = std::make_unique<run::Runner>(desk, *gate, space.clock);
        console = std::make_unique<console::Console>(console::Services{desk, store::ReadingDesk(m_executor, *space.store), store::CareDesk(m_executor, space.path(), space.clock), &m_executor, runner.get(), gate.get(), &space.clock});
        console->setActor(QStringLiteral("Test"));
    }
    console::NewConnection wanted(console::NewConnection::Writes writes) const
    {
        console::NewConnection wanted;
        wanted.name = QStringLiteral("Cloud");
        wanted.descriptor = QStringLiteral("cloud");
        wanted.config = {{QStringLiteral("base"), server.url().toString()}};
        wanted.secrets = {{QStringLiteral("token"), std::make_shared<const base::Secret>(QByteArrayLiteral("t0ken"))}};
        wanted.writes = writes;
        return wanted;
    }
    base::Id connect(console::NewConnection::Writes writes)
    {
        const auto made = fake::await(console->connectVendor(wanted(writes)));
        if (!made)
            qFatal("%s %s %s", qPrintable(base::codeName(made.error().code)), qPrintable(made.error().subject), qPrintable(made.error().detail));
        return *made;
    }
    QHash<QString, console::StreamReport> sync(const base::Cancel& cancel = {}, sync::Doubt doubt = sync::Doubt::HoldBack)
    {
        const auto report = fake::await(console->sync(source, cancel, doubt));
        if (!report)
            qFatal("%s %s", qPrintable(base::codeName(report.error().code)), qPrintable(report.error().detail));
        QHash<QString, console::StreamReport> streams;
        for (const console::StreamReport& stream : report->streams)
            streams.insert(stream.id, stream);
        return streams;
    }
    std::vector<model::Record> all(model::Entity entity)
    {
        model::Query query;
        query.entity = entity;
        return *fake::await(console->load(query));
    }
    model::Source sourceRecord() { return model::as<model::Source>((*fake::await(console->records(model::Entity::Source, {source}))).front()); }
    std::size_t sets() { return space.store->recent({}, 10'000)->size(); }
    /// A JSON list of so many objects; each has its number, from 1 on, at "%1".
    static QByteArray crowd(int count, const char* each)
    {
        QByteArrayList all;
        for (int at = 1; at <= count; ++at)
            all.append(QByteArray(each).replace("%1", QByteArray::number(at)));
        return '[' + all.join(',') + ']';
    }
    int asked(const QByteArray& part) const
    {
        return static_cast<int>(std::count_if(server.seen().begin(), server.seen().end(), [&part](const fake::FakeRequest& request) { return request.target.contains(part); }));
    }

    Workspace space;
    fake::MemorySecrets secrets;
    QByteArray users = R"([{"id":"1","name":"anna@x.example"},{"id":"2","name":"bob@x.example"}])";
    QByteArray changes = "[]"; ///< what the delta link gives
    QByteArray members = R"([{"id":"1"}])";
    QByteArray refused; ///< a proof that is no longer taken
    int signIns = 403;
    int groups = 200;
    int memberStatus = 200;
    int machines = 403;
    bool isDescribed = true; ///< the file of the vendor is there
    int deltas = 200;
    QByteArray job = "running";
    QByteArray lock = "open";
    int lockStatus = 200;
    std::function<void(const fake::FakeRequest&)> onRequest;
    fake::FakeServer server;
    std::unique_ptr<console::VendorGate> gate;
    std::unique_ptr<run::Runner> runner;
    std::unique_ptr<console::Console> console;
    base::Id source;

private:
    fake::FakeReply answer(const fake::FakeRequest& request)
    {
        if (onRequest)
            onRequest(request);
        if (!refused.isEmpty() && request.headers.value("authorization") == refused)
            return fake::FakeReply::json("{}", 401);
        const QByteArray& target = request.target;
        const QByteArray base = server.url().toString().toUtf8();
        if (target.startsWith("/lock/"))
            return fake::FakeReply::json("{}", lockStatus);
        if (target.startsWith("/locks/"))
            return fake::FakeReply::json("{\"state\":\"" + lock + "\"}");
        if (request.method == "POST")
            return target.startsWith("/wipe") ? fake::FakeReply::json(R"({"job":"j1","pin":"4711"})", 202) : fake::FakeReply::json(R"({"id":"9","echo":)" + request.body + '}', 201);
        if (target.startsWith("/jobs"))
            return fake::FakeReply::json("{\"state\":\"" + job + "\"}");
        if (target.startsWith("/users?delta"))
            return fake::FakeReply::json("{\"list\":" + changes + ",\"delta\":\"" + base + "/users?delta=2\"}", deltas);
        if (target.startsWith("/users"))
            return fake::FakeReply::json("{\"list\":" + users + ",\"delta\":\"" + base + "/users?delta=1\"}");
        if (target.startsWith("/signins"))
            return fake::FakeReply::json(R"({"list":[{"id":"1","at":"2026-11-20T08:00:00Z"}]})", signIns);
        if (target.contains("/members"))
            return fake::FakeReply::json("{\"list\":" + members + '}', memberStatus);
        if (target.startsWith("/machines"))
            return fake::FakeReply::json(R"({"list":[{"id":"M-1"}]})", machines);
        return fake::FakeReply::json(R"({"list":[{"id":"g","name":"Sales"}]})", groups);
    }

    base::InlineExecutor m_executor;
};

} // namespace qm::test
