#include "core/vendor/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace qm::vendor {
namespace {

qsizetype endOfString(const QByteArray& text, qsizetype open)
{
    qsizetype at = open + 1;
    while (at < text.size() && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    return at;
}

// Counted before parsing: a deep document must not reach recursive code at all.
int nestingOf(const QByteArray& text)
{
    int depth = 0;
    int deepest = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"')
            at = endOfString(text, at);
        else if (c == '{' || c == '[')
            deepest = std::max(deepest, ++depth);
        else if (c == '}' || c == ']')
            --depth;
    }
    return deepest;
}

} // namespace

QString key(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

base::Result<QJsonValue> parseJson(const QByteArray& text, int deepest)
{
    if (nestingOf(text) > deepest)
        return base::fail(base::ErrorCode::ReplyMalformed, {},
                          QStringLiteral("nested deeper than %1").arg(deepest));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return base::fail(base::ErrorCode::ReplyMalformed, {},
                          QStringLiteral("at byte %1: %2").arg(problem.offset).arg(problem.errorString()));
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace qm::vendor
