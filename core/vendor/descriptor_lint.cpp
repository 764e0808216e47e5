#include "core/vendor/descriptor.h"

#include <QSet>

namespace qm::vendor {
namespace {

/// Which names a template may use where it stands.
struct Declared
{
    QSet<QString> config;
    QSet<QString> secrets;
    QSet<QString> inputs;
};

base::Unexpected lintProblem(const QString& where, const QString& why)
{
    return base::fail(base::ErrorCode::DescriptorInvalid, where, why);
}

base::Result<void> lintTemplate(const Template& text, const Declared& declared, const QString& where)
{
    for (const Template::Piece& piece : text.pieces()) {
        if (piece.space.isEmpty())
            continue;
        const bool isKnown =
            (piece.space == QStringLiteral("config") && declared.config.contains(piece.name)) ||
            (piece.space == QStringLiteral("secret") && declared.secrets.contains(piece.name)) ||
            (piece.space == QStringLiteral("in") && declared.inputs.contains(piece.name));
        if (!isKnown)
            return lintProblem(where,
                               QStringLiteral("{{%1.%2}} is not declared here").arg(piece.space, piece.name));
    }
    return {};
}

base::Result<void> lintCall(const Template& path, const QueryRule& query, const Declared& declared,
                            const QString& where)
{
    if (path.pieces().empty() || !path.pieces().front().literal.startsWith(u'/'))
        return lintProblem(where, QStringLiteral("a path starts with /"));
    if (auto lint = lintTemplate(path, declared, where + QStringLiteral(".path")); !lint)
        return lint;
    for (const auto& [name, text] : query) {
        if (auto lint = lintTemplate(text, declared, where + QStringLiteral(".query.") + name); !lint)
            return lint;
    }
    return {};
}

// Renders a JSON tree with every declared name present: what is missing then is not declared.
base::Result<void> lintTree(const QJsonValue& tree, const Declared& declared, const QString& where)
{
    const Lookup lookup = [&](const QString& space, const QString& name) -> std::optional<QString> {
        const bool isKnown = (space == QStringLiteral("in") && declared.inputs.contains(name)) ||
                             (space == QStringLiteral("config") && declared.config.contains(name));
        return isKnown ? std::optional<QString>(QStringLiteral("x")) : std::nullopt;
    };
    const auto rendered = renderJson(tree, lookup);
    if (rendered)
        return {};
    return lintProblem(where, QStringLiteral("{{%1}} is not declared here %2")
                                  .arg(rendered.error().subject, rendered.error().detail));
}

base::Result<void> lintAnswers(const std::vector<AnswerRule>& rules, const Declared& declared,
                               const QString& where)
{
    for (const AnswerRule& rule : rules) {
        if (rule.field.isUndefined())
            continue;
        if (auto lint = lintTree(QJsonArray{rule.field, rule.equals}, declared, where); !lint)
            return lint;
    }
    return {};
}

base::Result<void> lintWrite(const ActionRule& action, const Declared& declared, const QString& where)
{
    if (auto lint = lintCall(action.path, action.query, declared, where + QStringLiteral(".do")); !lint)
        return lint;
    if (auto lint = lintTree(action.body, declared, where + QStringLiteral(".do.body")); !lint)
        return lint;
    if (auto lint = lintAnswers(action.done, declared, where + QStringLiteral(".do.done")); !lint)
        return lint;
    if (action.danger == QStringLiteral("destroys_data") && action.confirm != QStringLiteral("typed"))
        return lintProblem(where, QStringLiteral("destroys_data needs confirm typed"));
    return lintAnswers(action.fail, declared, where + QStringLiteral(".do.fail"));
}

base::Result<void> lintReads(const ActionRule& action, const Declared& declared, const QString& where)
{
    if (action.find) {
        if (auto lint =
                lintCall(action.find->path, action.find->query, declared, where + QStringLiteral(".find"));
            !lint)
            return lint;
    }
    if (!action.verify)
        return {};
    const QString place = where + QStringLiteral(".do.verify");
    if (auto lint = lintCall(action.verify->path, action.verify->query, declared, place); !lint)
        return lint;
    return lintAnswers(action.verify->done, declared, place + QStringLiteral(".done"));
}

base::Result<void> lintActions(const Descriptor& descriptor, Declared declared)
{
    QSet<QString> seen;
    for (const ActionRule& action : descriptor.actions) {
        const QString where = QStringLiteral("actions.") + action.id;
        if (seen.contains(action.id))
            return lintProblem(where, QStringLiteral("declared twice"));
        seen.insert(action.id);
        if (!action.undo.isEmpty() && !descriptor.action(action.undo))
            return lintProblem(where, QStringLiteral("undo \"%1\" does not exist").arg(action.undo));
        declared.inputs = QSet<QString>(action.input.begin(), action.input.end());
        if (auto lint = lintWrite(action, declared, where); !lint)
            return lint;
        if (auto lint = lintReads(action, declared, where); !lint)
            return lint;
    }
    return {};
}

base::Result<void> lintStreams(const Descriptor& descriptor, const Declared& declared)
{
    QSet<QString> seen;
    for (const StreamRule& stream : descriptor.streams) {
        const QString where = QStringLiteral("streams.") + stream.id;
        if (seen.contains(stream.id))
            return lintProblem(where, QStringLiteral("declared twice"));
        seen.insert(stream.id);
        if (auto lint = lintCall(stream.path, stream.query, declared, where); !lint)
            return lint;
    }
    return {};
}

base::Result<void> lintHttp(const Descriptor& descriptor, const Declared& declared)
{
    if (auto lint = lintTemplate(descriptor.base, declared, QStringLiteral("http.base")); !lint)
        return lint;
    for (const Template& host : descriptor.hosts) {
        if (auto lint = lintTemplate(host, declared, QStringLiteral("http.hosts")); !lint)
            return lint;
    }
    for (const auto& [name, text] : descriptor.headers) {
        const QString where = QStringLiteral("http.headers.") + QString::fromLatin1(name);
        if (auto lint = lintTemplate(text, declared, where); !lint)
            return lint;
    }
    return {};
}

base::Result<void> lintAuth(const Descriptor& descriptor, Declared declared)
{
    if (descriptor.auth.empty())
        return lintProblem(QStringLiteral("auth"), QStringLiteral("at least one way to sign in"));
    for (const AuthRule& rule : descriptor.auth) {
        declared.secrets = QSet<QString>(rule.secrets.begin(), rule.secrets.end());
        if (auto lint = lintTemplate(rule.value, declared, QStringLiteral("auth.") + rule.id); !lint)
            return lint;
    }
    return {};
}

} // namespace

base::Result<void> lintDescriptor(const Descriptor& descriptor)
{
    Declared declared;
    for (const ConfigField& field : descriptor.config)
        declared.config.insert(field.key);
    if (auto lint = lintHttp(descriptor, declared); !lint)
        return lint;
    if (auto lint = lintAuth(descriptor, declared); !lint)
        return lint;
    if (auto lint = lintStreams(descriptor, declared); !lint)
        return lint;
    return lintActions(descriptor, declared);
}

} // namespace qm::vendor
