#pragma once

#include "core/base/money.h"

#include <QString>

#include <optional>

namespace qm::exchange {

/// An amount as a file writes it, taken apart: "-$ 1,234.50", "(12.00)", "1 234,50 CHF", "12.00-".
struct Amount
{
    QString digits; ///< with . and , as written, without what groups them otherwise
    base::Currency currency; ///< invalid: the cell names none
    bool negative = false;
};

/// nullopt when it is no amount: signs and currencies stand at the ends only, and a currency is a known one. A symbol that
/// several currencies share ($, £, ¥) is `expected` where that is one of them.
std::optional<Amount> amountOf(QStringView cell, base::Currency expected);

} // namespace qm::exchange
