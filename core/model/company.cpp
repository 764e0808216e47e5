#include "core/model/company.h"

namespace qm::model {

template <>
const Described<Company>& Described<Company>::get()
{
    static const auto described = Described(Entity::Company, "company", QM_LABEL("Company"), QM_LABEL("Companies"))
        .text("name", QM_LABEL("Name"), &Company::name, Unique | Required)
        .text("base-currency", QM_LABEL("Base currency"), &Company::baseCurrency, Required)
        .text("mail-domain", QM_LABEL("Mail domain"), &Company::mailDomain)
        .integer("year-start-month", QM_LABEL("Financial year starts in month"), &Company::yearStartMonth)
        .money("large-contract", QM_LABEL("Decide earlier above, a year"), &Company::largeContract, NotNegative)
        .text("operator", QM_LABEL("Operated by"), &Company::operatorName)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<ExchangeRate>& Described<ExchangeRate>::get()
{
    static const auto described = Described(Entity::ExchangeRate, "exchange-rate", QM_LABEL("Exchange rate"), QM_LABEL("Exchange rates"))
        .text("name", QM_LABEL("Name"), &ExchangeRate::name, Unique | Required)
        .text("currency", QM_LABEL("Currency"), &ExchangeRate::currency, Required)
        .date("date", QM_LABEL("Date"), &ExchangeRate::date, Required)
        .text("rate", QM_LABEL("Rate"), &ExchangeRate::rate, Required)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<Site>& Described<Site>::get()
{
    static const auto described = Described(Entity::Site, "site", QM_LABEL("Site"), QM_LABEL("Sites"))
        .text("name", QM_LABEL("Name"), &Site::name, Unique | Required | Searchable)
        .longText("address", QM_LABEL("Address"), &Site::address)
        .text("country", QM_LABEL("Country"), &Site::country)
        .text("time-zone", QM_LABEL("Time zone"), &Site::timeZone)
        .longText("holidays", QM_LABEL("Holidays"), &Site::holidays)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<Department>& Described<Department>::get()
{
    static const auto described = Described(Entity::Department, "department", QM_LABEL("Department"), QM_LABEL("Departments"))
        .text("name", QM_LABEL("Name"), &Department::name, Unique | Required | Searchable)
        .text("cost-centre", QM_LABEL("Cost centre"), &Department::costCentre)
        .reference("head", QM_LABEL("Head"), &Department::head, Entity::Person)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<Source>& Described<Source>::get()
{
    using K = Source::Kind;
    using S = Source::State;
    static const auto described = Described(Entity::Source, "source", QM_LABEL("Source"), QM_LABEL("Sources"))
        .text("name", QM_LABEL("Name"), &Source::name, Unique | Required | Searchable)
        .choice<K>("kind", QM_LABEL("Kind"), &Source::kind,
                   {{K::Manual, "manual", QM_LABEL("Entered by hand")}, {K::File, "file", QM_LABEL("File")}, {K::Vendor, "vendor", QM_LABEL("Connection")}})
        .text("descriptor", QM_LABEL("Connector"), &Source::descriptor, Internal)
        .longText("config", QM_LABEL("Settings"), &Source::config, Internal)
        .text("auth", QM_LABEL("Way to sign in"), &Source::auth, Internal)
        .reference("app", QM_LABEL("App"), &Source::app, Entity::App)
        .choice<S>("state", QM_LABEL("State"), &Source::state,
                   {{S::Unknown, "", ""}, {S::Ready, "ready", QM_LABEL("Ready")}, {S::Reading, "reading", QM_LABEL("Reading")},
                    {S::SignInNeeded, "sign-in", QM_LABEL("Sign in again")}, {S::Failed, "failed", QM_LABEL("Failed")}, {S::Paused, "paused", QM_LABEL("Paused")},
                    {S::Held, "held", QM_LABEL("Needs your word")}})
        .text("reason", QM_LABEL("Reason"), &Source::reason, Reason)
        .instant("last-read", QM_LABEL("Last read"), &Source::lastRead, Observed)
        .longText("told-whole", QM_LABEL("Told whole"), &Source::toldWhole, Observed | Internal)
        .boolean("gives-usage", QM_LABEL("Tells last use"), &Source::givesUsage)
        .integer("every-minutes", QM_LABEL("Read every, minutes"), &Source::everyMinutes, NotNegative)
        .boolean("on-start", QM_LABEL("Read at the start"), &Source::onStart)
        .text("quiet-from", QM_LABEL("Quiet from"), &Source::quietFrom)
        .text("quiet-to", QM_LABEL("Quiet until"), &Source::quietTo)
        .boolean("writes", QM_LABEL("May change things there"), &Source::writes)
        .boolean("hr", QM_LABEL("Tells who works here"), &Source::isHr)
        .calledBy("name", "name");
    return described;
}

} // namespace qm::model
