#include "core/exchange/amounts.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace qm::exchange {
namespace {

using base::Currency;

/// ISO 4217: money in circulation.
const QSet<QString>& knownCodes()
{
    static const QSet<QString> codes = [] {
        const QStringList list = QStringLiteral("AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC "
                                                "CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK "
                                                "JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN "
                                                "NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
                                                "SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL")
                                     .split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return codes;
}

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
        if (!digits || m_signs > 1 || !m_isKnown)
            return std::nullopt;
        return Amount{*digits, m_code.isValid() ? m_code : m_symbol, m_signs == 1};
    }

private:
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
        else if (!codes.isEmpty())
            m_symbol = codes.contains(m_expected.code()) ? m_expected : Currency::fromCode(codes.front()).value_or(Currency());
        return isMinus(c) || !codes.isEmpty();
    }
    void takeCode(QStringView letters)
    {
        const auto code = Currency::fromCode(letters);
        m_isKnown = m_isKnown && code && !m_code.isValid() && knownCodes().contains(code->code());
        m_code = code.value_or(Currency());
    }

    QStringView m_rest;
    Currency m_expected;
    Currency m_code;
    Currency m_symbol;
    int m_signs = 0;
    bool m_isKnown = true; ///< every run of letters was a currency, and there was one at most
};

} // namespace

std::optional<Amount> amountOf(QStringView cell, Currency expected)
{
    return Ends(cell, expected).amount();
}

} // namespace qm::exchange
