#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <compare>
#include <optional>

namespace qm::base {

/// An ISO 4217 code, three capital letters. Empty means "no currency".
class Currency
{
public:
    Currency() = default;
    static std::optional<Currency> fromCode(QStringView code);
    /// ISO 4217: the codes of money in circulation, sorted.
    static const QStringList& knownCodes();
    /// The same as fromCode(), and in circulation.
    static std::optional<Currency> fromKnownCode(QStringView code);

    bool isValid() const { return m_code[0] != 0; }
    QString code() const;
    /// Digits after the decimal point: 0 (JPY), 2 (most) or 3 (KWD).
    int decimals() const;
    /// Minor units in one major unit: 1, 100 or 1000.
    qint64 scale() const;

    friend auto operator<=>(const Currency&, const Currency&) = default;

private:
    char m_code[3] = {0, 0, 0};
};

/// An amount of money: integer minor units of its currency (F10). Never a floating-point number.
struct Money
{
    qint64 minor = 0;
    Currency currency;

    friend bool operator==(const Money&, const Money&) = default;

    /// "1234.56 EUR", with a dot and without grouping: for files, JSON and filters.
    QString toText() const;
    /// Reads toText() and its variants: "EUR 12.5", "12.50", "-3 JPY". Without a code, `fallback` is the currency.
    /// Invalid when there are more decimals than the currency has or no currency at all.
    static Result<Money> fromText(QStringView text, Currency fallback = {});
};

/// An exact rational number of minor units, for sums over different cadences and rates that are rounded once,
/// half to even, at the end (F9, F10). An overflow makes it invalid and stays invalid.
class Exact
{
public:
    Exact() = default;
    explicit Exact(qint64 numerator, qint64 denominator = 1);

    bool isValid() const { return m_denominator != 0; }
    Exact operator+(const Exact& other) const;
    Exact operator-(const Exact& other) const;
    Exact operator*(const Exact& other) const;
    Exact operator/(const Exact& other) const;
    Exact& operator+=(const Exact& other) { return *this = *this + other; }
    std::strong_ordering compare(const Exact& other) const;
    friend bool operator==(const Exact&, const Exact&) = default;

    /// Nearest integer, ties to the even one. nullopt when invalid.
    std::optional<qint64> rounded() const;
    /// For charts and shares only, never for amounts.
    double approximate() const;

private:
    qint64 m_numerator = 0;
    qint64 m_denominator = 1;
};

} // namespace qm::base
