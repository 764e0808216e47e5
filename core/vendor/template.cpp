#include "core/vendor/template.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

namespace qm::vendor {
namespace {

using base::ErrorCode;

constexpr int kDeepestTree = 32;

bool isInsideQuotes(QStringView literal, QChar quote, bool wasInside)
{
    bool isInside = wasInside;
    for (qsizetype i = 0; i < literal.size(); ++i) {
        if (literal[i] == u'\\')
            ++i;
        else if (literal[i] == quote)
            isInside = !isInside;
    }
    return isInside;
}

bool hasControl(const QString& value)
{
    for (const QChar c : value) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            return true;
    }
    return false;
}

using Quoting = Template::Piece::Quoting;

Quoting quotingOf(const QString& says, bool isDouble)
{
    if (says == QStringLiteral("doubled"))
        return Quoting::Doubled;
    if (says == QStringLiteral("backslash"))
        return Quoting::Backslash;
    return isDouble ? Quoting::Double : Quoting::None;
}

QString escaped(QString value, Quoting quoting)
{
    if (quoting == Quoting::None)
        return value;
    if (quoting == Quoting::Doubled)
        return value.replace(u'\'', QStringLiteral("''"));
    const QChar quote = quoting == Quoting::Double ? u'"' : u'\'';
    return value.replace(u'\\', QStringLiteral("\\\\")).replace(quote, QStringLiteral("\\") + quote);
}

base::Result<QString> placed(const Template::Piece& piece, const QString& value, Place place)
{
    const QString what = piece.space + u'.' + piece.name;
    const QString inner = escaped(value, piece.quoting);
    if (place == Place::PathSegment) {
        if (value.isEmpty() || value == QStringLiteral(".") || value == QStringLiteral(".."))
            return base::fail(ErrorCode::Refused, what, QStringLiteral("it can't be part of an address"));
        return QString::fromLatin1(QUrl::toPercentEncoding(inner));
    }
    if ((place == Place::Header || piece.quoting != Quoting::None) && hasControl(value))
        return base::fail(ErrorCode::Refused, what, QStringLiteral("it holds control characters"));
    return inner;
}

base::Result<QJsonValue> renderTree(const QJsonValue& tree, const Lookup& lookup, int depth);

base::Result<QJsonValue> renderArray(const QJsonArray& array, const Lookup& lookup, int depth)
{
    QJsonArray out;
    for (const QJsonValue& item : array) {
        auto rendered = renderTree(item, lookup, depth);
        if (!rendered)
            return rendered;
        out.append(*rendered);
    }
    return QJsonValue(out);
}

base::Result<QJsonValue> renderObject(const QJsonObject& object, const Lookup& lookup, int depth)
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        auto rendered = renderTree(it.value(), lookup, depth);
        if (!rendered)
            return rendered;
        out.insert(it.key(), *rendered);
    }
    return QJsonValue(out);
}

base::Result<QJsonValue> renderTree(const QJsonValue& tree, const Lookup& lookup, int depth)
{
    if (depth > kDeepestTree)
        return base::fail(ErrorCode::DescriptorInvalid, {}, QStringLiteral("nested too deep"));
    if (tree.isArray())
        return renderArray(tree.toArray(), lookup, depth + 1);
    if (tree.isObject())
        return renderObject(tree.toObject(), lookup, depth + 1);
    if (!tree.isString())
        return tree;
    const auto text = Template::parse(tree.toString());
    if (!text)
        return base::fail(text.error());
    auto rendered = text->render(Place::Json, lookup);
    if (!rendered)
        return base::fail(rendered.error());
    return QJsonValue(*rendered);
}

} // namespace

base::Result<Template> Template::parse(const QString& text)
{
    static const QRegularExpression reference(
        QStringLiteral("\\{\\{([a-z][a-z0-9_]*)\\.([A-Za-z_][A-Za-z0-9_]*)(?::(backslash|doubled))?\\}\\}"));
    Template parsed;
    qsizetype from = 0;
    bool isDouble = false;
    bool isSingle = false;
    for (auto it = reference.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString literal = text.mid(from, match.capturedStart() - from);
        isDouble = isInsideQuotes(literal, u'"', isDouble);
        isSingle = isInsideQuotes(literal, u'\'', isSingle);
        const QString says = match.captured(3);
        if ((isSingle && !isDouble) == says.isEmpty())
            return base::fail(ErrorCode::Invalid, text, QStringLiteral("a reference inside single quotes says :backslash or :doubled, another one does not"));
        if (!literal.isEmpty())
            parsed.m_pieces.push_back({literal, {}, {}, Quoting::None});
        parsed.m_pieces.push_back({{}, match.captured(1), match.captured(2), quotingOf(says, isDouble)});
        from = match.capturedEnd();
    }
    if (from < text.size())
        parsed.m_pieces.push_back({text.mid(from), {}, {}, Quoting::None});
    for (const Piece& piece : parsed.m_pieces) {
        if (piece.literal.contains(QStringLiteral("{{")) || piece.literal.contains(QStringLiteral("}}")))
            return base::fail(ErrorCode::Invalid, text, QStringLiteral("a brace without a reference"));
    }
    return parsed;
}

base::Result<QString> Template::render(Place place, const Lookup& lookup) const
{
    QString out;
    for (const Piece& piece : m_pieces) {
        if (piece.space.isEmpty()) {
            out += piece.literal;
            continue;
        }
        const auto value = lookup(piece.space, piece.name);
        if (!value)
            return base::fail(ErrorCode::Required, piece.space + u'.' + piece.name);
        const auto encoded = placed(piece, *value, place);
        if (!encoded)
            return base::fail(encoded.error());
        out += *encoded;
    }
    return out;
}

base::Result<QJsonValue> renderJson(const QJsonValue& tree, const Lookup& lookup)
{
    return renderTree(tree, lookup, 0);
}

} // namespace qm::vendor
