#include "core/model/filter.h"

#include <QRegularExpression>

namespace qm::model {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr int maxNesting = 64;
constexpr qsizetype maxTextLength = 20'000;

struct Token
{
    enum class Type { End, Word, Quoted, Sign, Open, Close, Comma };
    Type type = Type::End;
    QString text;
    qsizetype at = 0;
};

bool isSignCharacter(QChar c)
{
    return QStringLiteral("=!<>~^").contains(c);
}

bool isWordCharacter(QChar c)
{
    return !c.isSpace() && !isSignCharacter(c) && c != u'(' && c != u')' && c != u',' && c != u'"';
}

/// Cuts filter text into tokens; every character belongs to one.
class Lexer
{
public:
    explicit Lexer(QStringView text)
        : m_text(text)
    {}

    Token next()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        if (m_at >= m_text.size())
            return {Token::Type::End, {}, m_at};
        const qsizetype start = m_at;
        const QChar c = m_text[m_at];
        if (c == u'"')
            return quoted();
        if (c == u'(' || c == u')' || c == u',') {
            ++m_at;
            const auto type = c == u'(' ? Token::Type::Open : c == u')' ? Token::Type::Close : Token::Type::Comma;
            return {type, QString(c), start};
        }
        const bool sign = isSignCharacter(c);
        while (m_at < m_text.size() && (sign ? isSignCharacter(m_text[m_at]) : isWordCharacter(m_text[m_at])))
            ++m_at;
        return {sign ? Token::Type::Sign : Token::Type::Word, m_text.mid(start, m_at - start).toString(), start};
    }

private:
    Token quoted()
    {
        const qsizetype start = m_at++;
        QString text;
        while (m_at < m_text.size() && m_text[m_at] != u'"') {
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size())
                ++m_at;
            text.append(m_text[m_at++]);
        }
        if (m_at >= m_text.size())
            return {Token::Type::Sign, QStringLiteral("\""), start}; // no closing quote: no operator is spelled so
        ++m_at;
        return {Token::Type::Quoted, text, start};
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

std::optional<Operator> operatorOf(const QString& sign)
{
    static const QHash<QString, Operator> signs = {
        {QStringLiteral("="), Operator::Is},       {QStringLiteral("!="), Operator::IsNot},   {QStringLiteral("<"), Operator::Less},
        {QStringLiteral("<="), Operator::AtMost},  {QStringLiteral(">"), Operator::Greater},  {QStringLiteral(">="), Operator::AtLeast},
        {QStringLiteral("~"), Operator::Contains}, {QStringLiteral("^="), Operator::StartsWith}};
    const auto found = signs.find(sign);
    return found == signs.end() ? std::nullopt : std::optional(*found);
}

QString signOf(Operator op)
{
    switch (op) {
    case Operator::Is: return QStringLiteral("=");
    case Operator::IsNot: return QStringLiteral("!=");
    case Operator::Less: return QStringLiteral("<");
    case Operator::AtMost: return QStringLiteral("<=");
    case Operator::Greater: return QStringLiteral(">");
    case Operator::AtLeast: return QStringLiteral(">=");
    case Operator::Contains: return QStringLiteral("~");
    case Operator::StartsWith: return QStringLiteral("^=");
    case Operator::AnyOf: return QStringLiteral("in");
    case Operator::IsEmpty: return QStringLiteral("is empty");
    case Operator::IsKnown: return QStringLiteral("is known");
    }
    return {};
}

std::optional<RelativeDay> relativeDay(const QString& word)
{
    static const QRegularExpression form(QStringLiteral("^today(?:([+-])(\\d{1,5})([dmy]))?$"));
    const auto match = form.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    RelativeDay day;
    const int amount = (match.captured(1) == u"-" ? -1 : 1) * match.captured(2).toInt();
    if (match.captured(3) == u"d")
        day.days = amount;
    else
        day.months = match.captured(3) == u"y" ? amount * 12 : amount;
    return day;
}

/// Reads: or := and ("or" and)* ; and := part ("and" part)* ; part := "not" part | "(" or ")" | condition.
class Parser
{
public:
    explicit Parser(QStringView text)
        : m_lexer(text)
        , m_token(m_lexer.next())
    {}

    Result<Filter> whole()
    {
        if (m_token.type == Token::Type::End)
            return Filter();
        auto filter = chain(Filter::Node::Or, 0);
        if (filter && m_token.type != Token::Type::End)
            return unexpected();
        return filter;
    }

private:
    bool isWord(const char* word) const
    {
        return m_token.type == Token::Type::Word && m_token.text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    }
    Token take()
    {
        Token taken = m_token;
        m_token = m_lexer.next();
        return taken;
    }
    base::Unexpected unexpected() const
    {
        const QString what = m_token.type == Token::Type::End ? QStringLiteral("the end") : m_token.text;
        return fail(ErrorCode::FilterSyntax, what, QStringLiteral("at character %1").arg(m_token.at + 1));
    }

    Result<Filter> chain(Filter::Node node, int depth)
    {
        if (depth > maxNesting)
            return fail(ErrorCode::FilterSyntax, m_token.text, QStringLiteral("nested too deeply"));
        std::vector<Filter> parts;
        for (;;) {
            auto next = node == Filter::Node::Or ? chain(Filter::Node::And, depth) : part(depth);
            if (!next)
                return next;
            parts.push_back(std::move(*next));
            if (!isWord(node == Filter::Node::Or ? "or" : "and"))
                break;
            take();
        }
        return node == Filter::Node::Or ? Filter::any(std::move(parts)) : Filter::all(std::move(parts));
    }

    Result<Filter> part(int depth)
    {
        if (depth > maxNesting)
            return fail(ErrorCode::FilterSyntax, m_token.text, QStringLiteral("nested too deeply"));
        if (isWord("not")) {
            take();
            auto inner = part(depth + 1);
            return inner ? Result<Filter>(Filter::negation(std::move(*inner))) : inner;
        }
        if (m_token.type != Token::Type::Open)
            return condition();
        take();
        auto inner = chain(Filter::Node::Or, depth + 1);
        if (!inner)
            return inner;
        if (m_token.type != Token::Type::Close)
            return unexpected();
        take();
        return inner;
    }

    Result<Filter> condition()
    {
        if (m_token.type != Token::Type::Word)
            return unexpected();
        const QString path = take().text;
        if (isWord("is"))
            return emptiness(path);
        if (isWord("in"))
            return membership(path);
        const auto op = m_token.type == Token::Type::Sign ? operatorOf(m_token.text) : std::nullopt;
        if (!op)
            return unexpected();
        take();
        auto operand = value();
        if (!operand)
            return fail(operand.error());
        return Filter::condition(path, *op, {*operand});
    }

    Result<Filter> emptiness(const QString& path)
    {
        take();
        if (!isWord("empty") && !isWord("known"))
            return unexpected();
        const Operator op = isWord("empty") ? Operator::IsEmpty : Operator::IsKnown;
        take();
        return Filter::condition(path, op);
    }

    Result<Filter> membership(const QString& path)
    {
        take();
        if (m_token.type != Token::Type::Open)
            return unexpected();
        QList<Operand> operands;
        do {
            take();
            auto operand = value();
            if (!operand)
                return fail(operand.error());
            operands.append(*operand);
        } while (m_token.type == Token::Type::Comma);
        if (m_token.type != Token::Type::Close)
            return unexpected();
        take();
        return Filter::condition(path, Operator::AnyOf, operands);
    }

    /// One word, a quoted text, or several bare words up to the next `and`, `or`, comma or bracket.
    Result<Operand> value()
    {
        if (m_token.type == Token::Type::Quoted)
            return Operand{take().text};
        if (m_token.type != Token::Type::Word)
            return unexpected();
        QStringList words;
        while (m_token.type == Token::Type::Word && (words.isEmpty() || (!isWord("and") && !isWord("or"))))
            words.append(take().text);
        const QString text = words.join(u' ');
        if (const auto day = relativeDay(text))
            return Operand{*day};
        return Operand{text};
    }

    Lexer m_lexer;
    Token m_token;
};

bool isBareWord(const QString& text)
{
    static const QStringList reserved = QStringLiteral("and or not in is").split(u' ');
    if (text.isEmpty() || reserved.contains(text.toLower()) || relativeDay(text))
        return false;
    return std::all_of(text.begin(), text.end(), isWordCharacter) && !text.contains(u'\\');
}

QString operandText(const Operand& operand)
{
    if (const auto* day = std::get_if<RelativeDay>(&operand.content)) {
        const int amount = day->months != 0 ? day->months : day->days;
        if (amount == 0)
            return QStringLiteral("today");
        return QStringLiteral("today%1%2%3").arg(amount < 0 ? u'-' : u'+').arg(qAbs(amount)).arg(day->months != 0 ? u'm' : u'd');
    }
    const QString& text = std::get<QString>(operand.content);
    if (isBareWord(text))
        return text;
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + escaped + u'"';
}

QString conditionText(const Filter& filter)
{
    if (filter.op() == Operator::IsEmpty || filter.op() == Operator::IsKnown)
        return filter.path() + u' ' + signOf(filter.op());
    QStringList values;
    for (const Operand& operand : filter.operands())
        values.append(operandText(operand));
    if (filter.op() == Operator::AnyOf)
        return filter.path() + QStringLiteral(" in (") + values.join(QStringLiteral(", ")) + u')';
    return filter.path() + u' ' + signOf(filter.op()) + u' ' + values.join(u' ');
}

QString bracketed(const Filter& part)
{
    const bool simple = part.node() == Filter::Node::Condition || part.node() == Filter::Node::Not;
    return simple ? part.toText() : u'(' + part.toText() + u')';
}

} // namespace

QString Filter::toText() const
{
    switch (node()) {
    case Node::All:
        return {};
    case Node::Condition:
        return conditionText(*this);
    case Node::Not:
        return QStringLiteral("not (") + parts().front().toText() + u')';
    case Node::And:
    case Node::Or:
        break;
    }
    QStringList texts;
    for (const Filter& each : parts())
        texts.append(bracketed(each));
    return texts.join(node() == Node::And ? QStringLiteral(" and ") : QStringLiteral(" or "));
}

Result<Filter> Filter::fromText(QStringView text)
{
    if (text.size() > maxTextLength)
        return fail(ErrorCode::FilterSyntax, text.left(40).toString(), QStringLiteral("too long"));
    return Parser(text).whole();
}

} // namespace qm::model
