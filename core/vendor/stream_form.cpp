#include "core/vendor/form_parts.h"
#include "core/vendor/vocabulary.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace qm::vendor {
namespace {

void checkPage(const FormReader& at, const PageRule& rule)
{
    using Style = PageStyle;
    const bool needsPath = rule.style == Style::NextUrl || rule.style == Style::Cursor || rule.style == Style::LastId;
    if (needsPath && rule.path.isEmpty())
        at.report(QStringLiteral("this style needs path"));
    const bool needsParam = rule.style == Style::Cursor || rule.style == Style::LastId;
    if (needsParam && rule.param.isEmpty())
        at.report(QStringLiteral("this style needs param"));
}

PageRule pageAt(const FormReader& at)
{
    at.allowOnly(names({"style", "path", "param", "size", "size_param", "start", "more", "total", "in", "next_path"}));
    const QStringList styles = names({"none", "link", "next_url", "cursor", "offset", "number", "scim", "last_id"});
    const QStringList places = names({"query", "body", "body_only"});
    PageRule rule;
    rule.style = static_cast<PageStyle>(styles.indexOf(at.at(key("style")).oneOf(styles)));
    rule.path = at.at(key("path")).text();
    rule.param = at.at(key("param")).text();
    rule.sizeParam = at.at(key("size_param")).text();
    rule.size = at.at(key("size")).integer(1, 100'000);
    rule.start = at.at(key("start")).integer(0, 1'000'000);
    rule.more = at.at(key("more")).text();
    rule.total = at.at(key("total")).text();
    rule.in = static_cast<PageRule::In>(places.indexOf(at.at(key("in")).oneOf(places)));
    rule.nextPath = templateAt(at.at(key("next_path")));
    checkPage(at, rule);
    return rule;
}

OutRule outAt(const FormReader& at)
{
    at.allowOnly(names({"table", "key", "fields", "each", "patch", "replace_by", "when"}));
    OutRule rule;
    rule.table = at.at(key("table")).oneOf(tableNames());
    rule.key = valueAt(at.at(key("key")));
    rule.each = at.at(key("each")).text();
    rule.replaceBy = at.at(key("replace_by")).text();
    rule.mode = at.at(key("patch")).flag() ? OutRule::Mode::Patch : OutRule::Mode::Whole;
    rule.fields = valuesAt(at.at(key("fields")));
    rule.when = conditionsAt(at.at(key("when")));
    return rule;
}

ForEachRule forEachAt(const FormReader& at)
{
    at.allowOnly(names({"stream", "list", "as", "when", "every_days"}));
    ForEachRule rule;
    if (at.isAbsent())
        return rule;
    rule.stream = at.at(key("stream")).text();
    rule.list = at.at(key("list")).text();
    rule.as = at.at(key("as")).requiredText();
    rule.when = conditionsAt(at.at(key("when")));
    rule.everyDays = at.at(key("every_days")).integer(1, 366);
    if (rule.stream.isEmpty() == rule.list.isEmpty())
        at.report(QStringLiteral("for_each takes a stream or a list"));
    return rule;
}

void checkIncremental(const FormReader& at, const IncrementalRule& rule)
{
    using Mode = IncrementalRule::Mode;
    if (rule.mode == Mode::Link && rule.path.isEmpty())
        at.report(QStringLiteral("link needs path"));
    const bool isWhole = at.has(key("field")) && rule.param.isEmpty() == !at.has(key("value"));
    if (rule.mode == Mode::Since && !isWhole)
        at.report(QStringLiteral("since needs field, and param with value"));
    // In the middle of a query it must always have a value.
    if (rule.mode == Mode::Since && rule.param.isEmpty() && (rule.firstSeconds == 0 || !rule.reset.empty()))
        at.report(QStringLiteral("since without param needs first_s, and has no reset"));
}

IncrementalRule incrementalAt(const FormReader& at)
{
    at.allowOnly(names({"mode", "path", "gone", "reset", "param", "value", "field", "overlap_s", "first_s",
                        "retention_s", "days", "lag_days"}));
    IncrementalRule rule;
    if (at.isAbsent())
        return rule;
    const QStringList modes = names({"none", "link", "since", "cursor", "windows"});
    constexpr int aDecade = 10 * 366 * 86'400;
    rule.mode = static_cast<IncrementalRule::Mode>(modes.indexOf(at.at(key("mode")).oneOf(modes)));
    rule.path = at.at(key("path")).text();
    rule.tellsGone = at.has(key("gone"));
    if (rule.tellsGone)
        rule.gone = valueAt(at.at(key("gone")));
    rule.reset = answersAt(at.at(key("reset")));
    rule.param = at.at(key("param")).text();
    rule.value = templateAt(at.at(key("value")));
    if (at.has(key("field")))
        rule.field = valueAt(at.at(key("field")));
    rule.overlapSeconds = at.at(key("overlap_s")).integer(0, aDecade);
    rule.firstSeconds = at.at(key("first_s")).integer(0, aDecade);
    rule.retentionSeconds = at.at(key("retention_s")).integer(0, aDecade);
    rule.days = at.has(key("days")) ? at.at(key("days")).integer(1, 31) : 1;
    rule.lagDays = at.at(key("lag_days")).integer(0, 31);
    checkIncremental(at, rule);
    return rule;
}

/// `optional` may be one object with statuses, or with further marks of the answer.
std::vector<AnswerRule> optionalAt(const FormReader& at)
{
    at.allowOnly(names({"status", "body", "field", "eq", "why"}));
    std::vector<AnswerRule> all;
    AnswerRule mark;
    mark.bodyContains = at.at(key("body")).text();
    mark.field = at.at(key("field")).raw();
    mark.equals = at.at(key("eq")).raw();
    for (const int status : at.at(key("status")).integers()) {
        mark.status = status;
        all.push_back(mark);
    }
    return all;
}

// A stream that starts again after an update of its form must not lean on what the old form remembered.
QString digestOf(const FormReader& stream, const FormReader& page)
{
    const QJsonArray all{stream.raw(), page.raw()};
    const QByteArray text = QJsonDocument(all).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace

StreamRule streamAt(const FormReader& at, const FormReader& page)
{
    at.allowOnly(callKeys() + names({"id", "records", "decode", "page", "for_each", "incremental", "optional", "out", "with",
                                     "shape", "empty"}));
    StreamRule rule;
    rule.id = at.at(key("id")).requiredText();
    rule.call = callAt(at, readMethods());
    rule.with = at.at(key("with")).texts();
    rule.records = at.at(key("records")).text();
    const QStringList shapes = names({"list", "entries"});
    rule.shape = static_cast<StreamRule::Shape>(shapes.indexOf(at.at(key("shape")).oneOf(shapes)));
    rule.empty = answersAt(at.at(key("empty")));
    const QStringList decodes = names({"json", "csv"});
    rule.decode = static_cast<StreamRule::Decode>(decodes.indexOf(at.at(key("decode")).oneOf(decodes)));
    rule.page = pageAt(at.has(key("page")) ? at.at(key("page")) : page);
    rule.forEach = forEachAt(at.at(key("for_each")));
    rule.incremental = incrementalAt(at.at(key("incremental")));
    rule.optional = optionalAt(at.at(key("optional")));
    rule.optionalWhy = at.at(key("optional")).at(key("why")).text();
    for (const FormReader& out : at.at(key("out")).items())
        rule.out.push_back(outAt(out));
    if (rule.out.empty())
        at.report(QStringLiteral("a stream without out"));
    const bool isBodyPaged = rule.page.in != PageRule::In::Query;
    if (isBodyPaged && rule.call.method == "GET")
        at.report(QStringLiteral("a cursor in the body needs method POST"));
    rule.form = digestOf(at, page);
    return rule;
}

} // namespace qm::vendor
