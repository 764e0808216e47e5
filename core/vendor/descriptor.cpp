#include "core/vendor/descriptor.h"

#include "core/vendor/form_parts.h"
#include "core/vendor/json_text.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace qm::vendor {
namespace {

using K = FormReader;

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

// The class that a vendor's failure belongs to decides what happens next: sign in again, wait, or tell the person.
ErrorRule errorAt(const K& at)
{
    using Code = base::ErrorCode;
    static const QList<std::pair<QString, ErrorRule>> classes{
        {key("fatal"), {{}, Code::VendorRefused, base::Retry::Never}},
        {key("signin"), {{}, Code::SignInNeeded, base::Retry::Never}},
        {key("forbidden"), {{}, Code::Forbidden, base::Retry::Never}},
        {key("plan"), {{}, Code::Forbidden, base::Retry::Never}},
        {key("notfound"), {{}, Code::NotFound, base::Retry::Never}},
        {key("conflict"), {{}, Code::Conflict, base::Retry::Never}},
        {key("retry"), {{}, Code::RateLimited, base::Retry::Later}}};
    QStringList known;
    for (const auto& [name, rule] : classes)
        known.append(name);
    const qsizetype which = known.indexOf(at.at(key("class")).oneOf(known));
    ErrorRule rule = classes.at(std::max<qsizetype>(which, 0)).second;
    rule.answer = answerAt(at.without(key("class")));
    return rule;
}

void readHttp(const K& at, Descriptor& descriptor)
{
    at.allowOnly(names({"base", "hosts", "headers", "query"}));
    at.at(key("base")).requiredText();
    descriptor.base = templateAt(at.at(key("base")));
    for (const K& host : at.at(key("hosts")).items())
        descriptor.hosts.push_back(templateAt(host));
    descriptor.headers = headersAt(at.at(key("headers")));
    descriptor.query = queryAt(at.at(key("query")));
}

void readNotes(const K& root, Descriptor& all)
{
    for (const K& item : root.at(key("manual")).items()) {
        item.allowOnly(names({"action", "say"}));
        all.manual.push_back({item.at(key("action")).requiredText(), item.at(key("say")).requiredText()});
    }
    for (const K& item : root.at(key("guide")).items()) {
        item.allowOnly(names({"say", "link"}));
        all.guide.push_back({item.at(key("say")).requiredText(), item.at(key("link")).text()});
        if (!all.guide.back().link.isEmpty() && !all.guide.back().link.startsWith(QStringLiteral("https://")))
            item.at(key("link")).report(QStringLiteral("is not an https address"));
    }
    const K lists = root.at(key("lists"));
    for (const QString& name : lists.keys()) {
        lists.at(name).items(); // a problem when it is no list
        all.lists.insert(name, lists.at(name).raw().toArray());
    }
}

Descriptor descriptorAt(const K& root)
{
    root.allowOnly(names({"descriptor", "id", "name", "docs", "config", "auth", "http", "rate", "errors", "page",
                          "streams", "actions", "manual", "guide", "lists"}));
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
    all.rate = rateAt(root.at(key("rate")));
    for (const K& item : root.at(key("errors")).items())
        all.errors.push_back(errorAt(item));
    const K page = root.at(key("page"));
    for (const K& item : root.at(key("streams")).items())
        all.streams.push_back(streamAt(item, page));
    for (const K& item : root.at(key("actions")).items())
        all.actions.push_back(actionAt(item));
    readNotes(root, all);
    return all;
}

} // namespace

const AuthRule* Descriptor::way(const QString& wanted) const
{
    const auto it = std::find_if(auth.begin(), auth.end(), [&](const AuthRule& rule) { return wanted.isEmpty() || rule.id == wanted; });
    return it == auth.end() ? nullptr : &*it;
}

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

const ActionRule* Descriptor::action(const QString& wanted, const QString& way, const QHash<QString, QString>& in) const
{
    const auto fits = [&](const ActionRule& rule) {
        return rule.id == wanted && (rule.with.isEmpty() || rule.with.contains(way)) && partsOf(rule, in);
    };
    const auto it = std::find_if(actions.begin(), actions.end(), fits);
    return it == actions.end() ? nullptr : &*it;
}

std::optional<QHash<QString, QString>> partsOf(const ActionRule& rule, const QHash<QString, QString>& in)
{
    QHash<QString, QString> parts;
    for (const PartRule& part : rule.parts) {
        const auto match = part.pattern.match(in.value(part.input));
        if (!match.hasMatch())
            return std::nullopt;
        for (const QString& name : part.pattern.namedCaptureGroups()) {
            if (!name.isEmpty())
                parts.insert(name, match.captured(name));
        }
    }
    return parts;
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
