#pragma once

#include "core/model/described.h"

namespace qm::model {

/// An agreement with a vendor and the dates that follow from it (F5, F6).
struct Contract
{
    enum class Renewal { Tacit, Express, Never };
    enum class Decision { Open, Keep, Fewer, Renegotiate, Cancel };

    QString number;
    QString name;
    base::Id vendor;
    base::Id owner;
    QDate start;
    std::optional<qint64> initialMonths;
    std::optional<qint64> renewalMonths;
    std::optional<qint64> noticeMonths; ///< months or days, never both
    std::optional<qint64> noticeDays;
    std::optional<qint64> postalDays;   ///< buffer where notice must be posted
    Renewal renewal = Renewal::Tacit;
    QDate termEnd;  ///< computed F5: first day not covered
    QDate deadline; ///< computed F5: last day on which notice may arrive
    QDate decideBy; ///< computed F6
    Decision decision = Decision::Open;
    std::optional<base::Money> annualValue;
    std::optional<base::Money> totalValue;
    std::optional<qint64> lastRiseTenths; ///< last price rise in tenths of a percent
    QString paymentTerms;
    QString noticeForm;
    QDate signedOn;
    QString notes;
};

/// One dated line of an invoice or expense file (F9).
struct InvoiceLine
{
    enum class Match { Unknown, Matched, Differs, Duplicate, Ignored };

    QString name; ///< "2026-10-03 Stratus Cloud 812.00 EUR #1"
    QDate date;
    QString merchant;
    base::Id app;
    base::Id contract;
    std::optional<base::Money> amount;
    QString rate;     ///< decimal text: one unit of the amount's currency in the base currency, at the invoice date
    QString file;     ///< source file name
    QString fileHash; ///< SHA-256 of the source file, hex
    std::optional<qint64> fileLine;
    Match match = Match::Unknown;
    QString costCentre;
    base::Id vendor;
    QString memo;
    base::Id source;
    QString externalId;
};

} // namespace qm::model
