#include "core/base/money.h"

#include <QHash>

#include <limits>
#include <numeric>

namespace qm::base {
namespace {

const QStringList& zeroDecimalCodes()
{
    static const QStringList codes = QStringLiteral("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF").split(u' ');
    return codes;
}

const QStringList& threeDecimalCodes()
{
    static const QStringList codes = QStringLiteral("BHD IQD JOD KWD LYD OMR TND").split(u' ');
    return codes;
}

std::optional<qint64> product(qint64 a, qint64 b)
{
    if (a == 0 || b == 0)
        return 0;
    const qint64 limit = std::numeric_limits<qint64>::max();
    if (a == std::numeric_limits<qint64>::min() || b == std::numeric_limits<qint64>::min())
        return std::nullopt;
    if ((a < 0 ? -a : a) > limit / (b < 0 ? -b : b))
        return std::nullopt;
    return a * b;
}

std::optional<qint64> sum(qint64 a, qint64 b)
{
    using Limits = std::numeric_limits<qint64>;
    if (b > 0 ? a > Limits::max() - b : a < Limits::min() - b)
        return std::nullopt;
    return a + b;
}

Exact invalidExact()
{
    return Exact(0, 0);
}

/// Digits with at most one dot, as minor units with `decimals` places.
std::optional<qint64> minorFromDigits(QStringView digits, int decimals)
{
    const qsizetype dot = digits.indexOf(u'.');
    const QStringView whole = dot < 0 ? digits : digits.left(dot);
    const QStringView fraction = dot < 0 ? QStringView() : digits.mid(dot + 1);
    if (whole.isEmpty() || fraction.size() > decimals || (dot >= 0 && fraction.isEmpty()))
        return std::nullopt;
    const QString all = whole.toString() + fraction.toString() + QString(decimals - fraction.size(), u'0');
    for (const QChar c : all) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
    }
    bool ok = false;
    const qint64 minor = all.toLongLong(&ok);
    return ok ? std::optional(minor) : std::nullopt;
}

} // namespace

std::optional<Currency> Currency::fromCode(QStringView code)
{
    if (code.size() != 3)
        return std::nullopt;
    Currency currency;
    for (int i = 0; i < 3; ++i) {
        const QChar c = code[i].toUpper();
        if (c < u'A' || c > u'Z')
            return std::nullopt;
        currency.m_code[i] = static_cast<char>(c.unicode());
    }
    return currency;
}

const QStringList& Currency::knownCodes()
{
    static const QStringList codes = QStringLiteral("AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC "
                                                    "CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK "
                                                    "JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN "
                                                    "NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
                                                    "SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL")
                                         .split(u' ');
    return codes;
}

std::optional<Currency> Currency::fromKnownCode(QStringView code)
{
    const auto currency = fromCode(code);
    return currency && knownCodes().contains(currency->code()) ? currency : std::nullopt;
}

QString Currency::code() const
{
    return isValid() ? QString::fromLatin1(m_code, 3) : QString();
}

int Currency::decimals() const
{
    if (zeroDecimalCodes().contains(code()))
        return 0;
    return threeDecimalCodes().contains(code()) ? 3 : 2;
}

qint64 Currency::scale() const
{
    static constexpr qint64 scales[] = {1, 10, 100, 1000};
    return scales[decimals()];
}

QString Money::toText() const
{
    const int decimals = currency.decimals();
    QString digits = QString::number(minor < 0 ? -minor : minor).rightJustified(decimals + 1, u'0');
    if (decimals > 0)
        digits.insert(digits.size() - decimals, u'.');
    if (minor < 0)
        digits.prepend(u'-');
    return currency.isValid() ? digits + u' ' + currency.code() : digits;
}

Result<Money> Money::fromText(QStringView text, Currency fallback)
{
    QStringView rest = text.trimmed();
    Currency currency = fallback;
    if (const auto tail = Currency::fromCode(rest.right(3)); tail && rest.size() > 3) {
        currency = *tail;
        rest = rest.chopped(3).trimmed();
    } else if (const auto head = Currency::fromCode(rest.left(3)); head && rest.size() > 3) {
        currency = *head;
        rest = rest.mid(3).trimmed();
    }
    if (!currency.isValid())
        return fail(ErrorCode::Invalid, text.toString(), QStringLiteral("no currency"));
    const bool negative = rest.startsWith(u'-') || rest.startsWith(QChar(0x2212));
    if (negative)
        rest = rest.mid(1).trimmed();
    const auto minor = minorFromDigits(rest, currency.decimals());
    if (!minor)
        return fail(ErrorCode::Invalid, text.toString(), QStringLiteral("not an amount"));
    return Money{negative ? -*minor : *minor, currency};
}

Exact::Exact(qint64 numerator, qint64 denominator)
    : m_numerator(denominator == 0 ? 0 : numerator)
    , m_denominator(denominator)
{
    if (denominator == 0)
        return;
    if (const qint64 divisor = std::gcd(m_numerator, m_denominator); divisor > 1) {
        m_numerator /= divisor;
        m_denominator /= divisor;
    }
    if (m_denominator < 0) {
        m_numerator = -m_numerator;
        m_denominator = -m_denominator;
    }
}

Exact Exact::operator+(const Exact& other) const
{
    if (!isValid() || !other.isValid())
        return invalidExact();
    const qint64 divisor = std::gcd(m_denominator, other.m_denominator);
    const auto left = product(m_numerator, other.m_denominator / divisor);
    const auto right = product(other.m_numerator, m_denominator / divisor);
    const auto bottom = product(m_denominator / divisor, other.m_denominator);
    const auto top = left && right ? sum(*left, *right) : std::nullopt;
    return top && bottom ? Exact(*top, *bottom) : invalidExact();
}

Exact Exact::operator-(const Exact& other) const
{
    return *this + other * Exact(-1);
}

Exact Exact::operator*(const Exact& other) const
{
    if (!isValid() || !other.isValid())
        return invalidExact();
    // Reduced crosswise first, so that only results that are too large themselves overflow.
    const Exact a(m_numerator, other.m_denominator);
    const Exact b(other.m_numerator, m_denominator);
    const auto top = product(a.m_numerator, b.m_numerator);
    const auto bottom = product(a.m_denominator, b.m_denominator);
    return top && bottom ? Exact(*top, *bottom) : invalidExact();
}

Exact Exact::operator/(const Exact& other) const
{
    if (!other.isValid() || other.m_numerator == 0)
        return invalidExact();
    return *this * Exact(other.m_denominator, other.m_numerator);
}

std::strong_ordering Exact::compare(const Exact& other) const
{
    const Exact difference = *this - other;
    if (!difference.isValid())
        return approximate() < other.approximate() ? std::strong_ordering::less : std::strong_ordering::greater;
    return difference.m_numerator <=> 0;
}

std::optional<qint64> Exact::rounded() const
{
    if (!isValid())
        return std::nullopt;
    qint64 quotient = m_numerator / m_denominator;
    qint64 remainder = m_numerator % m_denominator;
    if (remainder < 0) {
        remainder += m_denominator;
        --quotient;
    }
    const qint64 rest = m_denominator - remainder;
    const bool up = remainder > rest || (remainder == rest && quotient % 2 != 0);
    return quotient + (up ? 1 : 0);
}

double Exact::approximate() const
{
    return isValid() ? static_cast<double>(m_numerator) / static_cast<double>(m_denominator) : 0.0;
}

} // namespace qm::base
