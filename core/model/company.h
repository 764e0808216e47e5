#pragma once

#include "core/model/described.h"

namespace qm::model {

/// The one company of a workspace and the choices that hold for all of it.
struct Company
{
    QString name;
    QString baseCurrency;                ///< ISO code; totals are shown in it (F10)
    QString mailDomain;
    std::optional<qint64> yearStartMonth; ///< 1-12, first month of the financial year (F3)
    std::optional<base::Money> largeContract; ///< what may cost more than this a year is decided 60 days ahead (F6); empty: nothing
    QString operatorName;                ///< who sits in front of the window; the actor of what they do
};

/// What one unit of a currency is worth in the base currency from a day on (F10).
struct ExchangeRate
{
    QString name; ///< "USD 2026-10-31"
    QString currency;
    QDate date;
    QString rate; ///< decimal text, exact: "0.9213"
};

/// A place where people work.
struct Site
{
    QString name;
    QString address;
    QString country; ///< ISO 3166 alpha-2
    QString timeZone; ///< IANA name
    QString holidays; ///< ISO dates, one per line, not working days (F5)
};

/// A part of the company.
struct Department
{
    QString name;
    QString costCentre;
    base::Id head;
};

/// Where facts come from: a vendor connection, a file that was imported, or the person in front of the window.
struct Source
{
    enum class Kind { Manual, File, Vendor };
    enum class State { Unknown, Ready, Reading, SignInNeeded, Failed, Paused, Held };

    QString name;
    Kind kind = Kind::Manual;
    QString descriptor;  ///< id of the connector descriptor of a vendor
    QString config;      ///< what the descriptor's settings are, a JSON object of texts; never a secret
    QString auth;        ///< which of the descriptor's ways to sign in
    base::Id app;        ///< the app whose accounts this source tells
    State state = State::Unknown;
    QString reason;      ///< why it is not ready, in the vendor's words
    QDateTime lastRead;  ///< since then everybody's access is known from it, by whole lists or by changes to them; observed
    QString toldWhole;   ///< by table of the vendor vocabulary, when all of its rows were last told: what is missing since is not there; a JSON object of instants; observed
    std::optional<bool> givesUsage; ///< whether it tells last use
    std::optional<qint64> everyMinutes; ///< read again after so many minutes; empty: only when asked
    std::optional<bool> onStart;    ///< read when the program starts
    QString quietFrom;   ///< "22:00": not read by itself from then on, local time
    QString quietTo;     ///< "06:00"; earlier than quietFrom: over midnight
    std::optional<bool> writes;     ///< plans may change things there; empty: no
    std::optional<bool> isHr;       ///< tells who works here: its people are made and kept up here
};

} // namespace qm::model
