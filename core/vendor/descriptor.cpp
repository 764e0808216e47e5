#include "core/vendor/descriptor.h"

#include "core/vendor/form_reader.h"
#include "core/vendor/json_text.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace qm::vendor {
namespace {

using K = FormReader;

QString key(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

QStringList names(std::initializer_list<const char*> ascii)
{
    QStringList all;
    for (const char* name : ascii)
        all.append(QString::fromLatin1(name));
    return all;
}

Template templateAt(const K& at)
{
    auto parsed = Template::parse(at.text());
    if (parsed)
        return *parsed;
    at.report(parsed.error().detail);
    return {};
}

Value valueAt(const K& at)
{
    auto parsed = Value::parse(at.raw());
    if (parsed)
        return *parsed;
    at.report(parsed.error().detail);
    return {};
}

std::vector<std::pair<QString, Value>> valuesAt(const K& at)
{
    std::vector<std::pair<QString, Value>> all;
    for (const QString& name : at.keys())
        all.emplace_back(name, valueAt(at.at(name)));
    return all;
}

QueryRule queryAt(const K& at)
{
    QueryRule query;
    for (const QString& name : at.keys()) {
        const K item = at.at(name);
        if (item.raw().isDouble())
            query.emplace_back(name, Template::parse(textOf(item.raw())).value_or({}));
        else
            query.emplace_back(name, templateAt(item));
    }
    return query;
}

ConfigField configAt(const K& at)
{
    at.allowOnly(names({"key", "label", "required", "pattern", "help"}));
    ConfigField field{at.at(key("key")).requiredText(), at.at(key("label")).requiredText(),
                      at.at(key("help")).text(), at.at(key("pattern")).text(), ConfigField::Need::Optional};
    if (at.at(key("required")).flag())
        field.need = ConfigField::Need::Required;
    if (!QRegularExpression(field.pattern).isValid())
        at.at(key("pattern")).report(QStringLiteral("is not a regular expression"));
    return field;
}

AuthRule authAt(const K& at)
{
    AuthRule rule;
    rule.id = at.at(key("id")).requiredText();
    rule.type = at.at(key("type")).requiredText();
    rule.secrets = at.at(key("secrets")).texts();
    const K send = at.at(key("send"));
    rule.header = send.at(key("header")).text().toLower().toLatin1();
    rule.value = templateAt(send.at(key("value")));
    if (rule.type == QStringLiteral("token") && rule.header.isEmpty())
        send.report(QStringLiteral("a token needs send.header and send.value"));
    return rule;
}

WaitUnit unitAt(const K& at)
{
    const QStringList known = names({"auto", "seconds", "epoch_s", "epoch_ms", "http_date"});
    return static_cast<WaitUnit>(known.indexOf(at.oneOf(known)));
}

LimitRule limitAt(const K& at)
{
    at.allowOnly(names({"status", "has", "header", "body", "wait"}));
    LimitRule rule;
    rule.status = at.at(key("status")).integers();
    rule.hasHeader = at.at(key("has")).text().toLower().toLatin1();
    const K headers = at.at(key("header"));
    for (const QString& name : headers.keys())
        rule.headerEquals.insert(name.toLower().toLatin1(), headers.at(name).text().toLatin1());
    rule.bodyContains = at.at(key("body")).text();
    const K wait = at.at(key("wait"));
    rule.waitHeader = wait.at(key("header")).text().toLower().toLatin1();
    rule.unit = unitAt(wait.at(key("as")));
    rule.seconds = wait.at(key("seconds")).number();
    rule.grow = wait.has(key("grow")) ? wait.at(key("grow")).number() : 1;
    if (rule.grow < 1 || rule.grow > 10 || rule.seconds < 0)
        wait.report(QStringLiteral("seconds from 0, grow from 1 to 10"));
    return rule;
}

PageRule pageAt(const K& at)
{
    at.allowOnly(names({"style", "path", "param", "size", "size_param", "start", "more", "total"}));
    const QStringList styles = names({"none", "link", "next_url", "cursor", "offset", "number", "scim"});
    PageRule rule;
    rule.style = static_cast<PageStyle>(styles.indexOf(at.at(key("style")).oneOf(styles)));
    rule.path = at.at(key("path")).text();
    rule.param = at.at(key("param")).text();
    rule.sizeParam = at.at(key("size_param")).text();
    rule.size = at.at(key("size")).integer(1, 100'000);
    rule.start = at.at(key("start")).integer(0, 1'000'000);
    rule.more = at.at(key("more")).text();
    const bool needsPath = rule.style == PageStyle::NextUrl || rule.style == PageStyle::Cursor;
    if (needsPath && rule.path.isEmpty())
        at.report(QStringLiteral("this style needs path"));
    const bool needsParam =
        rule.style == PageStyle::Cursor || rule.style == PageStyle::Offset || rule.style == PageStyle::Number;
    if (needsParam && rule.param.isEmpty())
        at.report(QStringLiteral("this style needs param"));
    return rule;
}

OutRule outAt(const K& at)
{
    at.allowOnly(names({"table", "key", "fields", "each", "patch", "replace_by"}));
    OutRule rule;
    rule.table = at.at(key("table"))
                     .oneOf(names({"account", "group", "membership", "grant", "app", "license", "assignment",
                                   "device", "usage", "person", "spend"}));
    rule.key = valueAt(at.at(key("key")));
    rule.each = at.at(key("each")).text();
    rule.replaceBy = at.at(key("replace_by")).text();
    rule.mode = at.at(key("patch")).flag() ? OutRule::Mode::Patch : OutRule::Mode::Whole;
    rule.fields = valuesAt(at.at(key("fields")));
    return rule;
}

StreamRule streamAt(const K& at, const PageRule& page)
{
    at.allowOnly(names({"id", "path", "query", "records", "page", "optional", "out"}));
    StreamRule rule;
    rule.id = at.at(key("id")).requiredText();
    at.at(key("path")).requiredText();
    rule.path = templateAt(at.at(key("path")));
    rule.query = queryAt(at.at(key("query")));
    rule.records = at.at(key("records")).text();
    rule.page = at.has(key("page")) ? pageAt(at.at(key("page"))) : page;
    const K optional = at.at(key("optional"));
    rule.optionalStatus = optional.at(key("status")).integers();
    rule.optionalWhy = optional.at(key("why")).text();
    for (const K& out : at.at(key("out")).items())
        rule.out.push_back(outAt(out));
    if (rule.out.empty())
        at.report(QStringLiteral("a stream without out"));
    return rule;
}

AnswerRule answerAt(const K& at)
{
    at.allowOnly(names({"status", "body", "field", "eq", "say"}));
    AnswerRule rule;
    rule.status = at.at(key("status")).integer(100, 599);
    rule.bodyContains = at.at(key("body")).text();
    rule.field = at.at(key("field")).raw();
    rule.equals = at.at(key("eq")).raw();
    rule.say = at.at(key("say")).text();
    if (!rule.field.isUndefined())
        valueAt(at.at(key("field")));
    if (rule.field.isUndefined() != rule.equals.isUndefined())
        at.report(QStringLiteral("field and eq belong together"));
    if (rule.status == 0 && rule.bodyContains.isEmpty() && rule.field.isUndefined())
        at.report(QStringLiteral("matches every answer"));
    return rule;
}

std::vector<AnswerRule> answersAt(const K& at)
{
    std::vector<AnswerRule> all;
    for (const K& item : at.items())
        all.push_back(answerAt(item));
    return all;
}

FindRule findAt(const K& at)
{
    at.allowOnly(names({"path", "query", "records", "yields"}));
    return {templateAt(at.at(key("path"))), queryAt(at.at(key("query"))), at.at(key("records")).text(),
            valuesAt(at.at(key("yields")))};
}

VerifyRule verifyAt(const K& at)
{
    at.allowOnly(names({"path", "query", "done"}));
    VerifyRule rule{templateAt(at.at(key("path"))), queryAt(at.at(key("query"))),
                    answersAt(at.at(key("done")))};
    if (rule.done.empty())
        at.report(QStringLiteral("a verify without done"));
    return rule;
}

void readWrite(const K& at, ActionRule& rule)
{
    at.allowOnly(
        names({"method", "path", "query", "body", "ok", "done", "fail", "repeat", "verify", "yields"}));
    rule.method = at.at(key("method")).oneOf(names({"POST", "PUT", "PATCH", "DELETE"})).toLatin1();
    at.at(key("path")).requiredText();
    rule.path = templateAt(at.at(key("path")));
    rule.query = queryAt(at.at(key("query")));
    rule.body = at.at(key("body")).raw();
    rule.ok = at.at(key("ok")).integers();
    rule.done = answersAt(at.at(key("done")));
    rule.fail = answersAt(at.at(key("fail")));
    const QStringList ways = names({"ask", "safe", "find", "verify"});
    rule.resolve = static_cast<Resolve>(ways.indexOf(at.at(key("repeat")).oneOf(ways)));
    rule.yields = valuesAt(at.at(key("yields")));
    if (at.has(key("verify")))
        rule.verify = verifyAt(at.at(key("verify")));
    if (rule.ok.isEmpty())
        at.at(key("ok")).report(QStringLiteral("is required"));
}

ActionRule actionAt(const K& at)
{
    at.allowOnly(names({"id", "input", "undo", "danger", "confirm", "find", "do"}));
    ActionRule rule;
    rule.id = at.at(key("id")).requiredText();
    rule.input = at.at(key("input")).texts();
    rule.undo = at.at(key("undo")).text();
    rule.danger = at.at(key("danger")).oneOf(names({"", "revokes_access", "destroys_data"}));
    rule.confirm = at.at(key("confirm")).oneOf(names({"", "typed"}));
    if (at.has(key("find")))
        rule.find = findAt(at.at(key("find")));
    if (!at.has(key("do")))
        at.report(QStringLiteral("an action without do"));
    readWrite(at.at(key("do")), rule);
    if (rule.resolve == Resolve::Find && !rule.find)
        at.report(QStringLiteral("repeat find needs a find"));
    if (rule.resolve == Resolve::Verify && !rule.verify)
        at.report(QStringLiteral("repeat verify needs a verify"));
    return rule;
}

void readHttp(const K& at, Descriptor& descriptor)
{
    at.allowOnly(names({"base", "hosts", "headers"}));
    at.at(key("base")).requiredText();
    descriptor.base = templateAt(at.at(key("base")));
    for (const K& host : at.at(key("hosts")).items())
        descriptor.hosts.push_back(templateAt(host));
    const K headers = at.at(key("headers"));
    for (const QString& name : headers.keys())
        descriptor.headers.emplace_back(name.toLower().toLatin1(), templateAt(headers.at(name)));
}

Descriptor descriptorAt(const K& root)
{
    root.allowOnly(names({"descriptor", "id", "name", "docs", "config", "auth", "http", "rate", "page",
                          "streams", "actions"}));
    Descriptor all;
    if (root.at(key("descriptor")).integer(1, 1) != 1)
        root.at(key("descriptor")).report(QStringLiteral("must be 1"));
    all.id = root.at(key("id")).requiredText();
    all.name = root.at(key("name")).requiredText();
    all.docs = root.at(key("docs")).text();
    for (const K& item : root.at(key("config")).items())
        all.config.push_back(configAt(item));
    for (const K& item : root.at(key("auth")).items())
        all.auth.push_back(authAt(item));
    readHttp(root.at(key("http")), all);
    for (const K& item : root.at(key("rate")).at(key("limited")).items())
        all.limits.push_back(limitAt(item));
    const PageRule page = pageAt(root.at(key("page")));
    for (const K& item : root.at(key("streams")).items())
        all.streams.push_back(streamAt(item, page));
    for (const K& item : root.at(key("actions")).items())
        all.actions.push_back(actionAt(item));
    return all;
}

} // namespace

const StreamRule* Descriptor::stream(const QString& wanted) const
{
    const auto it = std::find_if(streams.begin(), streams.end(),
                                 [&](const StreamRule& rule) { return rule.id == wanted; });
    return it == streams.end() ? nullptr : &*it;
}

const ActionRule* Descriptor::action(const QString& wanted) const
{
    const auto it = std::find_if(actions.begin(), actions.end(),
                                 [&](const ActionRule& rule) { return rule.id == wanted; });
    return it == actions.end() ? nullptr : &*it;
}

base::Result<Descriptor> parseDescriptor(const QByteArray& json)
{
    const auto form = parseJson(json, 32);
    if (!form)
        return base::fail(base::ErrorCode::DescriptorInvalid, {}, form.error().detail);
    const FormReader root(*form);
    Descriptor descriptor = descriptorAt(root);
    if (root.problem())
        return base::fail(*root.problem());
    if (const auto lint = lintDescriptor(descriptor); !lint)
        return base::fail(lint.error());
    return descriptor;
}

base::Result<Descriptor> loadShippedDescriptor(const QString& id)
{
    if (!shippedDescriptors().contains(id))
        return base::fail(base::ErrorCode::NotFound, id);
    QFile file(QStringLiteral(":/connectors/") + id + QStringLiteral(".json"));
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(base::ErrorCode::NotFound, id);
    return parseDescriptor(file.readAll());
}

QStringList shippedDescriptors()
{
    QStringList ids =
        QDir(QStringLiteral(":/connectors")).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (QString& id : ids)
        id.chop(5);
    return ids;
}

} // namespace qm::vendor
