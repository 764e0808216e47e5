#pragma once

#include "core/model/described.h"

namespace qm::model {

/// A company we buy from.
struct Vendor
{
    QString name;
    QString country;
    QString contact;
    QString mail;
    QString accountNumber;
    QString portal;
    QString notes;
};

/// A piece of software or a service in use here.
struct App
{
    enum class State { Unknown, InReview, Approved, Conditions, Closed };
    enum class Offboarding { Automatic, Delegated, Ignore };

    QString name;
    base::Id vendor;
    QString function; ///< the job it does: "Project tracking"
    QString category; ///< what spend is split by
    base::Id owner;
    base::Id deputy;
    State state = State::Unknown;
    QString signIn;
    QString dataClasses;
    QString criticality;
    Offboarding offboarding = Offboarding::Delegated;
    QString url;
    std::optional<bool> isAi;
    QDate reviewed;
    QDate found;
    std::optional<qint64> unusedAfterDays; ///< T of F1: 30, 60 or 90
    std::optional<qint64> underusedPercent; ///< u of F1: 30, 40 or 50
    QString service;        ///< how the vendor says it runs: operational, degraded, down
    QDateTime serviceSince;
    QString incident;
    QString notes;
};

/// What was bought: so many seats of a tier at a price.
struct LicenceLine
{
    enum class Metric { Seat, Usage, Site, Unlimited };
    enum class Cadence { Monthly, Quarterly, Yearly, TwoYears, ThreeYears };

    QString number;
    QString name;
    base::Id app;
    base::Id contract;
    base::Id vendor;
    QString tier;
    Metric metric = Metric::Seat;
    std::optional<qint64> quantity;
    std::optional<qint64> included; ///< seats inside the base fee (F8)
    std::optional<base::Money> unitPrice; ///< per seat and cadence
    std::optional<base::Money> baseFee;   ///< per cadence
    std::optional<base::Money> cheaperPrice; ///< of the cheaper tier, per seat and cadence (F1, F2)
    Cadence cadence = Cadence::Monthly;
    QDate start;
    QDate end;
    std::optional<bool> trueDown; ///< seats may be given back within the term (F3)
    base::Id licensedTo;  ///< who it is registered to
    base::Id holder;      ///< who it was handed to, where a licence has one holder
    std::optional<base::Money> cost; ///< what was paid once
    QString orderNumber;
    QString notes;
    std::optional<qint64> used; ///< seats in use, as the vendor counts them
    base::Id source;
    QString externalId; ///< the vendor's own id of the product (SKU)
    QDateTime sourceSeen;
};

/// Months of a cadence: 1, 3, 12, 24, 36.
int monthsOf(LicenceLine::Cadence cadence);

/// A seat of a licence line given to an account.
struct Seat
{
    QString name; ///< "Trackline / anna@..."
    base::Id licenceLine;
    base::Id account;
    base::Id person;
    QDate since;
    QDateTime lastUsed;
    std::optional<qint64> activePercent; ///< active days / working days, percent (F1)
    std::optional<bool> usageKnown;      ///< a usage source covers this seat; without one the class is unknown
    QDate ends; ///< given back at the vendor, in force from this day on
    base::Id source;
    QString externalId;
    QDateTime sourceSeen;
};

} // namespace qm::model
