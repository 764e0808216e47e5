#include "core/vendor/descriptor.h"
#include "core/vendor/vocabulary.h"

#include <QSet>

namespace qm::vendor {
namespace {

using base::Result;

/// What may be used where a template stands.
struct Declared
{
    QSet<QString> names; ///< "space.name", or "space.*"
    std::vector<Template> hosts;
};

base::Unexpected lintProblem(const QString& where, const QString& why)
{
    return base::fail(base::ErrorCode::DescriptorInvalid, where, why);
}

bool isDeclared(const Declared& declared, const QString& space, const QString& name)
{
    return declared.names.contains(space + u'.' + name) || declared.names.contains(space + QStringLiteral(".*"));
}

Declared with(Declared declared, const QString& space, const QStringList& names)
{
    for (const QString& name : names)
        declared.names.insert(space + u'.' + name);
    return declared;
}

Result<void> lintTemplate(const Template& text, const Declared& declared, const QString& where)
{
    for (const Template::Piece& piece : text.pieces()) {
        if (!piece.space.isEmpty() && !isDeclared(declared, piece.space, piece.name))
            return lintProblem(where,
                               QStringLiteral("{{%1.%2}} is not declared here").arg(piece.space, piece.name));
    }
    return {};
}

// Renders a JSON tree with every declared name present: what is missing then is not declared.
Result<void> lintTree(const QJsonValue& tree, const Declared& declared, const QString& where)
{
    const Lookup lookup = [&](const QString& space, const QString& name) -> std::optional<QString> {
        return isDeclared(declared, space, name) ? std::optional<QString>(QStringLiteral("x")) : std::nullopt;
    };
    const auto rendered = renderJson(tree, lookup);
    if (rendered)
        return {};
    return lintProblem(where, QStringLiteral("{{%1}} is not declared here %2")
                                  .arg(rendered.error().subject, rendered.error().detail));
}

QString named(const QString& name)
{
    return name;
}

QString named(const QByteArray& header)
{
    return QString::fromLatin1(header);
}

template <class Rules>
Result<void> lintNamed(const Rules& rules, const Declared& declared, const QString& where)
{
    for (const auto& [name, text] : rules) {
        if (auto lint = lintTemplate(text, declared, where + u'.' + named(name)); !lint)
            return lint;
    }
    return {};
}

// Below the base, or at a host that the descriptor names: a whole address elsewhere would be refused when it is called.
bool startsWell(const Template& path, const std::vector<Template>& hosts)
{
    if (path.pieces().empty())
        return false;
    const QString& literal = path.pieces().front().literal;
    const auto isAt = [&](const Template& host) {
        return !host.pieces().empty() && literal.startsWith(host.pieces().front().literal + u'/');
    };
    return literal.startsWith(u'/') || std::any_of(hosts.begin(), hosts.end(), isAt);
}

Result<void> lintCall(const CallRule& call, const Declared& declared, const QString& where)
{
    if (!startsWell(call.path, declared.hosts))
        return lintProblem(where, QStringLiteral("a path starts with /, or with one of http.hosts"));
    if (auto lint = lintTemplate(call.path, declared, where + QStringLiteral(".path")); !lint)
        return lint;
    if (auto lint = lintNamed(call.query, declared, where + QStringLiteral(".query")); !lint)
        return lint;
    if (auto lint = lintNamed(call.headers, declared, where + QStringLiteral(".headers")); !lint)
        return lint;
    return lintTree(call.body, declared, where + QStringLiteral(".body"));
}

Result<void> lintAnswers(const std::vector<AnswerRule>& rules, const Declared& declared, const QString& where)
{
    for (const AnswerRule& rule : rules) {
        if (rule.field.isUndefined())
            continue;
        if (auto lint = lintTree(QJsonArray{rule.field, rule.equals}, declared, where); !lint)
            return lint;
    }
    return {};
}

QStringList namesOf(const FieldRules& rules)
{
    QStringList names;
    for (const auto& [name, value] : rules)
        names.append(name);
    return names;
}

Result<void> lintWrite(const ActionRule& action, const Declared& declared, const QString& where)
{
    Declared here = with(declared, QStringLiteral("step"), {QStringLiteral("key")});
    for (const GuardRule& guard : action.guards)
        here = with(here, QStringLiteral("seen"), namesOf(guard.yields));
    for (const MakeRule& make : action.makes)
        here = with(here, QStringLiteral("made"), {make.name});
    if (!action.edit.list.isEmpty())
        here = with(here, QStringLiteral("edit"), {QStringLiteral("list")});
    if (auto lint = lintCall(action.call, here, where + QStringLiteral(".do")); !lint)
        return lint;
    if (auto lint = lintAnswers(action.done, declared, where + QStringLiteral(".do.done")); !lint)
        return lint;
    if (auto lint = lintTemplate(action.edit.element, declared, where + QStringLiteral(".do.edit")); !lint)
        return lint;
    if (action.danger == QStringLiteral("destroys_data") && action.confirm != QStringLiteral("typed"))
        return lintProblem(where, QStringLiteral("destroys_data needs confirm typed"));
    return lintAnswers(action.fail, declared, where + QStringLiteral(".do.fail"));
}

Result<void> lintPoll(const ActionRule& action, const Declared& declared, const QString& where)
{
    if (!action.poll)
        return {};
    const Declared here = with(declared, QStringLiteral("out"), namesOf(action.yields));
    return lintCall(action.poll->call, here, where + QStringLiteral(".do.poll"));
}

Result<void> lintReads(const ActionRule& action, const Declared& declared, const QString& where)
{
    Declared seen = declared;
    for (const GuardRule& guard : action.guards) {
        if (auto lint = lintCall(guard.call, seen, where + QStringLiteral(".guards")); !lint)
            return lint;
        for (const auto* answers : {&guard.refuse, &guard.done}) {
            if (auto lint = lintAnswers(*answers, seen, where + QStringLiteral(".guards")); !lint)
                return lint;
        }
        seen = with(seen, QStringLiteral("seen"), namesOf(guard.yields));
    }
    if (action.find) {
        if (auto lint = lintCall(action.find->call, declared, where + QStringLiteral(".find")); !lint)
            return lint;
    }
    if (!action.verify)
        return {};
    const QString place = where + QStringLiteral(".do.verify");
    if (auto lint = lintCall(action.verify->call, declared, place); !lint)
        return lint;
    return lintAnswers(action.verify->done, declared, place + QStringLiteral(".done"));
}

Result<void> lintWays(const Descriptor& descriptor, const QStringList& ways, const QString& where)
{
    for (const QString& way : ways) {
        const auto isIt = [&](const AuthRule& rule) { return rule.id == way; };
        if (std::none_of(descriptor.auth.begin(), descriptor.auth.end(), isIt))
            return lintProblem(where + QStringLiteral(".with"), QStringLiteral("no way to sign in \"%1\"").arg(way));
    }
    return {};
}

Result<void> lintWords(const ActionRule& action, const QString& where)
{
    if (!actionNames().contains(action.id))
        return lintProblem(where, QStringLiteral("is not one of ") + actionNames().join(QStringLiteral(", ")));
    for (const QString& input : action.input) {
        if (!inputNames().contains(input))
            return lintProblem(where + QStringLiteral(".input"),
                               QStringLiteral("\"%1\" is not one of %2").arg(input, inputNames().join(QStringLiteral(", "))));
    }
    return {};
}

/// Actions of one id must be told apart: by the way to sign in, or by the form of an input.
bool areApart(const ActionRule& one, const ActionRule& other)
{
    const auto isShared = [&](const QString& way) { return other.with.contains(way); };
    const bool haveWays = !one.with.isEmpty() && !other.with.isEmpty();
    const bool shareNoWay = haveWays && std::none_of(one.with.begin(), one.with.end(), isShared);
    return shareNoWay || (!one.parts.empty() && !other.parts.empty());
}

Result<void> lintApart(const Descriptor& descriptor, const ActionRule& action)
{
    for (const ActionRule& other : descriptor.actions) {
        if (&other != &action && other.id == action.id && !areApart(action, other))
            return lintProblem(QStringLiteral("actions.") + action.id, QStringLiteral("declared twice"));
    }
    return {};
}

Result<void> lintAction(const Descriptor& descriptor, const ActionRule& action, const Declared& declared)
{
    const QString where = QStringLiteral("actions.") + action.id;
    if (!action.undo.isEmpty() && !descriptor.action(action.undo))
        return lintProblem(where, QStringLiteral("undo \"%1\" does not exist").arg(action.undo));
    if (auto lint = lintWords(action, where); !lint)
        return lint;
    if (auto lint = lintWays(descriptor, action.with, where); !lint)
        return lint;
    Declared here = with(declared, QStringLiteral("in"), action.input);
    for (const PartRule& part : action.parts) {
        if (!action.input.contains(part.input))
            return lintProblem(where + QStringLiteral(".parts"), QStringLiteral("\"%1\" is no input").arg(part.input));
        here = with(here, QStringLiteral("part"), part.pattern.namedCaptureGroups());
    }
    if (auto lint = lintWrite(action, here, where); !lint)
        return lint;
    if (auto lint = lintPoll(action, here, where); !lint)
        return lint;
    return lintReads(action, here, where);
}

Result<void> lintActions(const Descriptor& descriptor, const Declared& declared)
{
    QSet<QString> seen;
    for (const ActionRule& action : descriptor.actions) {
        if (auto lint = lintApart(descriptor, action); !lint)
            return lint;
        seen.insert(action.id);
        if (auto lint = lintAction(descriptor, action, declared); !lint)
            return lint;
    }
    for (const ManualRule& manual : descriptor.manual) {
        if (!actionNames().contains(manual.action))
            return lintProblem(QStringLiteral("manual.") + manual.action, QStringLiteral("is not one of ") + actionNames().join(QStringLiteral(", ")));
        if (seen.contains(manual.action))
            return lintProblem(QStringLiteral("manual.") + manual.action, QStringLiteral("is an action too"));
        seen.insert(manual.action);
    }
    return {};
}

// What is fanned out from must be told in full each time: a list of changes would leave the others unread.
Result<void> lintForEach(const Descriptor& descriptor, const StreamRule& stream, const QSet<QString>& earlier)
{
    const ForEachRule& rule = stream.forEach;
    const QString where = QStringLiteral("streams.") + stream.id + QStringLiteral(".for_each");
    if (!rule.list.isEmpty() && !descriptor.lists.contains(rule.list))
        return lintProblem(where, QStringLiteral("list \"%1\" does not exist").arg(rule.list));
    if (rule.stream.isEmpty())
        return {};
    if (!earlier.contains(rule.stream))
        return lintProblem(where, QStringLiteral("stream \"%1\" does not come before").arg(rule.stream));
    if (descriptor.stream(rule.stream)->incremental.mode != IncrementalRule::Mode::None)
        return lintProblem(where, QStringLiteral("\"%1\" tells changes only").arg(rule.stream));
    return {};
}

bool isCounted(const PageRule& page)
{
    return page.style == PageStyle::Offset || page.style == PageStyle::Number;
}

bool says(const QueryRule& query, const QString& space)
{
    const auto isIt = [&](const Template::Piece& piece) { return piece.space == space; };
    const auto has = [&](const auto& parameter) {
        const auto& pieces = parameter.second.pieces();
        return std::any_of(pieces.begin(), pieces.end(), isIt);
    };
    return std::any_of(query.begin(), query.end(), has);
}

bool isSinceInQuery(const StreamRule& stream)
{
    return stream.incremental.mode == IncrementalRule::Mode::Since && stream.incremental.param.isEmpty();
}

// A position or an instant that the vendor never hears of would bring the same page for ever, or everything each time.
Result<void> lintPosition(const StreamRule& stream, const QString& where)
{
    const bool isUnheard = stream.page.param.isEmpty() && !says(stream.call.query, QStringLiteral("page"));
    if (isCounted(stream.page) && isUnheard)
        return lintProblem(where + QStringLiteral(".page"), QStringLiteral("needs param, or {{page.position}} in the query"));
    if (isSinceInQuery(stream) && !says(stream.call.query, QStringLiteral("since")))
        return lintProblem(where + QStringLiteral(".incremental"), QStringLiteral("needs param, or {{since.iso}} in the query"));
    return {};
}

QStringList sinceNames()
{
    return {QStringLiteral("iso"), QStringLiteral("date"), QStringLiteral("epoch"), QStringLiteral("epoch_ms")};
}

Declared streamNames(const StreamRule& stream, const Declared& declared)
{
    Declared here = declared;
    if (stream.forEach.isUsed())
        here.names.insert(stream.forEach.as + QStringLiteral(".*"));
    if (stream.incremental.mode == IncrementalRule::Mode::Windows)
        here = with(here, QStringLiteral("window"), {QStringLiteral("from"), QStringLiteral("to")});
    if (isCounted(stream.page))
        here = with(here, QStringLiteral("page"), {QStringLiteral("position"), QStringLiteral("size")});
    if (isSinceInQuery(stream))
        here = with(here, QStringLiteral("since"), sinceNames());
    return here;
}

Result<void> lintColumns(const StreamRule& stream, const QString& where)
{
    for (const OutRule& out : stream.out) {
        const QStringList known = columnsOf(out.table);
        for (const auto& [name, value] : out.fields) {
            if (!known.contains(name))
                return lintProblem(where + QStringLiteral(".out.") + out.table + u'.' + name,
                                   QStringLiteral("is no column of %1 (%2)").arg(out.table, known.join(QStringLiteral(", "))));
        }
        const auto isReplaced = [&](const auto& field) { return field.first == out.replaceBy; };
        if (!out.replaceBy.isEmpty() && std::none_of(out.fields.begin(), out.fields.end(), isReplaced))
            return lintProblem(where + QStringLiteral(".out.") + out.table, QStringLiteral("replace_by names no field"));
    }
    return {};
}

Result<void> lintStreams(const Descriptor& descriptor, const Declared& declared)
{
    QSet<QString> seen;
    for (const StreamRule& stream : descriptor.streams) {
        const QString where = QStringLiteral("streams.") + stream.id;
        if (seen.contains(stream.id))
            return lintProblem(where, QStringLiteral("declared twice"));
        if (auto lint = lintForEach(descriptor, stream, seen); !lint)
            return lint;
        if (auto lint = lintWays(descriptor, stream.with, where); !lint)
            return lint;
        if (auto lint = lintColumns(stream, where); !lint)
            return lint;
        if (auto lint = lintPosition(stream, where); !lint)
            return lint;
        seen.insert(stream.id);
        const Declared here = streamNames(stream, declared);
        if (auto lint = lintCall(stream.call, here, where); !lint)
            return lint;
        if (auto lint = lintTemplate(stream.page.nextPath, here, where + QStringLiteral(".page.next_path")); !lint)
            return lint;
        const Declared since = with(here, QStringLiteral("since"), sinceNames());
        if (auto lint = lintTemplate(stream.incremental.value, since, where + QStringLiteral(".incremental")); !lint)
            return lint;
    }
    return {};
}

Result<void> lintHttp(const Descriptor& descriptor, const Declared& declared)
{
    if (auto lint = lintTemplate(descriptor.base, declared, QStringLiteral("http.base")); !lint)
        return lint;
    for (const Template& host : descriptor.hosts) {
        if (auto lint = lintTemplate(host, declared, QStringLiteral("http.hosts")); !lint)
            return lint;
    }
    if (auto lint = lintNamed(descriptor.query, declared, QStringLiteral("http.query")); !lint)
        return lint;
    return lintNamed(descriptor.headers, declared, QStringLiteral("http.headers"));
}

// A token endpoint is no place for a template of data: settings only, and every secret that is sent is declared.
Result<void> lintAuthRule(const AuthRule& rule, const Declared& declared, const QString& where)
{
    for (const Template* text : {&rule.clientId, &rule.authorizeUrl, &rule.tokenUrl, &rule.deviceUrl, &rule.issuer, &rule.keyId, &rule.base}) {
        if (auto lint = lintTemplate(*text, declared, where); !lint)
            return lint;
    }
    for (const QueryRule* rules : {&rule.authorizeQuery, &rule.tokenForm, &rule.claims}) {
        if (auto lint = lintNamed(*rules, declared, where); !lint)
            return lint;
    }
    QStringList secrets;
    for (const SecretField& secret : rule.secrets)
        secrets.append(secret.name);
    if (rule.isOAuth())
        secrets.append(QStringLiteral("access"));
    const Declared here = with(declared, QStringLiteral("secret"), secrets);
    for (const Template* text : {&rule.value, &rule.user, &rule.password}) {
        if (auto lint = lintTemplate(*text, here, where); !lint)
            return lint;
    }
    return {};
}

Result<void> lintAuth(const Descriptor& descriptor, const Declared& declared)
{
    if (descriptor.auth.empty())
        return lintProblem(QStringLiteral("auth"), QStringLiteral("at least one way to sign in"));
    for (const AuthRule& rule : descriptor.auth) {
        if (auto lint = lintAuthRule(rule, declared, QStringLiteral("auth.") + rule.id); !lint)
            return lint;
        for (const ExtraRule& extra : rule.extra) {
            if (!declared.names.contains(QStringLiteral("config.") + extra.config))
                return lintProblem(QStringLiteral("auth.") + rule.id, QStringLiteral("no setting \"%1\"").arg(extra.config));
        }
    }
    return {};
}

} // namespace

Result<void> lintDescriptor(const Descriptor& descriptor)
{
    Declared declared{{}, descriptor.hosts};
    for (const ConfigField& field : descriptor.config)
        declared.names.insert(QStringLiteral("config.") + field.key);
    if (auto lint = lintHttp(descriptor, declared); !lint)
        return lint;
    if (auto lint = lintAuth(descriptor, declared); !lint)
        return lint;
    declared.names.insert(QStringLiteral("http.base"));
    if (auto lint = lintStreams(descriptor, declared); !lint)
        return lint;
    return lintActions(descriptor, declared);
}

} // namespace qm::vendor
