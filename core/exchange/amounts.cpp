#include "core/exchange/amounts.h"

#include <QHash>
#include <QStringList>

#include <algorithm>

namespace qm::exchange {
namespace {

using base::Currency;

/// The currencies that write themselves with a symbol, the one that it means alone first.
const QStringList& currenciesOf(QChar symbol)
{
    static const QHash<QChar, QStringList> families = {
        {u'$', QStringLiteral("USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD").split(u' ')},
        {QChar(0x20AC), {QStringLiteral("EUR")}},
        {QChar(0xA3), QStringLiteral("GBP EGP FKP GIP LBP SDG SHP SSP SYP").split(u' ')},
        {QChar(0xA5), QStringLiteral("JPY CNY").split(u' ')},
    };
    static const QStringList none;
    const auto found = families.constFind(symbol);
    return found == families.cend() ? none : *found;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isMinus(QChar c)
{
    return c == u'-' || c == QChar(0x2212);
}

bool isBlankOrApostrophe(QChar c)
{
    return c.isSpace() || c == u'\'' || c == QChar(0x2019);
}

/// Whether exactly three digits come next.
bool beginsWithGroup(QStringView text)
{
    constexpr qsizetype size = 3;
    return text.size() >= size && std::all_of(text.begin(), text.begin() + size, isDigit) && (text.size() == size || !isDigit(text[size]));
}

/// Digits, dots and commas; blanks and apostrophes may group them by three. nullopt: it is no number.
std::optional<QString> digitsOf(QStringView text)
{
    QString digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool groups = isBlankOrApostrophe(c) && i > 0 && beginsWithGroup(text.sliced(i + 1));
        if (!groups && !isDigit(c) && c != u'.' && c != u',')
            return std::nullopt;
        if (!groups)
            digits.append(c);
    }
    return std::any_of(digits.begin(), digits.end(), isDigit) ? std::optional(digits) : std::nullopt;
}

/// Takes what stands at the ends of an amount off, one thing at a time.
class Ends
{
public:
    Ends(QStringView cell, Currency expected)
        : m_rest(cell.trimmed())
        , m_expected(expected)
    {}

    std::optional<Amount> amount()
    {
        if (m_rest.size() > 1 && m_rest.front() == u'(' && m_rest.back() == u')') {
            m_rest = m_rest.sliced(1).chopped(1).trimmed();
            ++m_signs;
        }
        while (takeFront() || takeBack()) { }
        const auto digits = digitsOf(m_rest);
        const auto said = currency();
        if (!digits || !said || m_signs > 1 || !m_isKnown)
            return std::nullopt;
        return Amount{*digits, *said, m_signs == 1};
    }

private:
    /// What code and symbol say together. nullopt: two things ("$ 12 EUR").
    std::optional<Currency> currency() const
    {
        if (m_meanings.isEmpty() || m_meanings.contains(m_code.code()))
            return m_code;
        if (m_code.isValid())
            return std::nullopt;
        return m_meanings.contains(m_expected.code()) ? m_expected : Currency::fromCode(m_meanings.front());
    }

    bool takeFront()
    {
        if (m_rest.isEmpty())
            return false;
        qsizetype letters = 0;
        while (letters < m_rest.size() && m_rest[letters].isLetter())
            ++letters;
        if (letters > 0)
            takeCode(m_rest.first(letters));
        else if (!takeSign(m_rest.front()))
            return false;
        m_rest = m_rest.sliced(std::max<qsizetype>(letters, 1)).trimmed();
        return true;
    }
    bool takeBack()
    {
        if (m_rest.isEmpty())
            return false;
        qsizetype letters = 0;
        while (letters < m_rest.size() && m_rest[m_rest.size() - 1 - letters].isLetter())
            ++letters;
        if (letters > 0)
            takeCode(m_rest.last(letters));
        else if (!takeSign(m_rest.back()))
            return false;
        m_rest = m_rest.chopped(std::max<qsizetype>(letters, 1)).trimmed();
        return true;
    }
    bool takeSign(QChar c)
    {
        const QStringList& codes = currenciesOf(c);
        if (isMinus(c))
            ++m_signs;
        m_isKnown = m_isKnown && (codes.isEmpty() || m_meanings.isEmpty() || m_meanings == codes);
        if (!codes.isEmpty())
            m_meanings = codes;
        return isMinus(c) || !codes.isEmpty();
    }
    void takeCode(QStringView letters)
    {
        const auto code = Currency::fromKnownCode(letters);
        m_isKnown = m_isKnown && code && !m_code.isValid();
        m_code = code.value_or(Currency());
    }

    QStringView m_rest;
    Currency m_expected;
    Currency m_code;
    QStringList m_meanings; ///< what the symbol may stand for; empty: there was none
    int m_signs = 0;
    bool m_isKnown = true; ///< every run of letters was a currency, and there was one code and one symbol at most
};

} // namespace

std::optional<Amount> amountOf(QStringView cell, Currency expected)
{
    return Ends(cell, expected).amount();
}

} // namespace qm::exchange
