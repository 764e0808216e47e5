#include "core/model/software.h"

namespace qm::model {

template <>
const Described<Vendor>& Described<Vendor>::get()
{
    static const auto described = Described(Entity::Vendor, "vendor", QM_LABEL("Vendor"), QM_LABEL("Vendors"))
        .text("name", QM_LABEL("Name"), &Vendor::name, Unique | Required | Searchable)
        .text("country", QM_LABEL("Country"), &Vendor::country)
        .text("contact", QM_LABEL("Contact"), &Vendor::contact)
        .text("mail", QM_LABEL("Mail"), &Vendor::mail, Mail)
        .text("account-number", QM_LABEL("Account number"), &Vendor::accountNumber)
        .text("portal", QM_LABEL("Portal"), &Vendor::portal)
        .longText("notes", QM_LABEL("Notes"), &Vendor::notes)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<App>& Described<App>::get()
{
    using S = App::State;
    using O = App::Offboarding;
    static const auto described = Described(Entity::App, "app", QM_LABEL("App"), QM_LABEL("Apps"))
        .text("name", QM_LABEL("Name"), &App::name, Unique | Required | Searchable | Indexed)
        .reference("vendor", QM_LABEL("Vendor"), &App::vendor, Entity::Vendor)
        .text("function", QM_LABEL("What it does"), &App::function, Searchable)
        .text("category", QM_LABEL("Category"), &App::category)
        .reference("owner", QM_LABEL("Owner"), &App::owner, Entity::Person)
        .reference("deputy", QM_LABEL("Deputy"), &App::deputy, Entity::Person)
        .choice<S>("state", QM_LABEL("State"), &App::state,
                   {{S::Unknown, "", ""}, {S::InReview, "in-review", QM_LABEL("In review")}, {S::Approved, "approved", QM_LABEL("Approved")},
                    {S::Conditions, "conditions", QM_LABEL("With conditions")}, {S::Closed, "closed", QM_LABEL("Closed")}})
        .text("sign-in", QM_LABEL("Sign-in"), &App::signIn)
        .text("data-classes", QM_LABEL("Data classes"), &App::dataClasses)
        .text("criticality", QM_LABEL("Criticality"), &App::criticality)
        .choice<O>("offboarding", QM_LABEL("Offboarding"), &App::offboarding,
                   {{O::Automatic, "automatic", QM_LABEL("Automatic")}, {O::Delegated, "delegated", QM_LABEL("By hand")}, {O::Ignore, "ignore", QM_LABEL("Not needed")}})
        .text("url", QM_LABEL("Address"), &App::url)
        .boolean("ai", QM_LABEL("AI tool"), &App::isAi)
        .date("reviewed", QM_LABEL("Reviewed"), &App::reviewed)
        .date("found", QM_LABEL("Found"), &App::found)
        .integer("unused-after-days", QM_LABEL("Unused after days"), &App::unusedAfterDays, NotNegative)
        .integer("underused-percent", QM_LABEL("Underused below percent"), &App::underusedPercent, NotNegative)
        .text("service", QM_LABEL("Runs"), &App::service)
        .instant("service-since", QM_LABEL("Runs so since"), &App::serviceSince)
        .text("incident", QM_LABEL("Incident"), &App::incident)
        .longText("notes", QM_LABEL("Notes"), &App::notes)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<LicenceLine>& Described<LicenceLine>::get()
{
    using M = LicenceLine::Metric;
    using C = LicenceLine::Cadence;
    static const auto described = Described(Entity::LicenceLine, "licence-line", QM_LABEL("Licence line"), QM_LABEL("Licence lines"))
        .text("number", QM_LABEL("Number"), &LicenceLine::number, Unique | Searchable)
        .text("name", QM_LABEL("Name"), &LicenceLine::name, Required | Searchable | Indexed)
        .reference("app", QM_LABEL("App"), &LicenceLine::app, Entity::App)
        .reference("contract", QM_LABEL("Contract"), &LicenceLine::contract, Entity::Contract)
        .reference("vendor", QM_LABEL("Vendor"), &LicenceLine::vendor, Entity::Vendor)
        .text("tier", QM_LABEL("Tier"), &LicenceLine::tier)
        .choice<M>("metric", QM_LABEL("Counted by"), &LicenceLine::metric,
                   {{M::Seat, "seat", QM_LABEL("Seat")}, {M::Usage, "usage", QM_LABEL("Usage")}, {M::Site, "site", QM_LABEL("Site")}, {M::Unlimited, "unlimited", QM_LABEL("Unlimited")}})
        .integer("quantity", QM_LABEL("Bought"), &LicenceLine::quantity, NotNegative | Counted)
        .integer("included", QM_LABEL("Included"), &LicenceLine::included, NotNegative)
        .money("unit-price", QM_LABEL("Price per seat"), &LicenceLine::unitPrice, NotNegative)
        .money("base-fee", QM_LABEL("Base fee"), &LicenceLine::baseFee, NotNegative)
        .money("cheaper-price", QM_LABEL("Price of the cheaper tier"), &LicenceLine::cheaperPrice, NotNegative)
        .choice<C>("cadence", QM_LABEL("Paid"), &LicenceLine::cadence,
                   {{C::Monthly, "monthly", QM_LABEL("Monthly")}, {C::Quarterly, "quarterly", QM_LABEL("Quarterly")}, {C::Yearly, "yearly", QM_LABEL("Yearly")},
                    {C::TwoYears, "two-years", QM_LABEL("Every two years")}, {C::ThreeYears, "three-years", QM_LABEL("Every three years")}})
        .date("start", QM_LABEL("Start"), &LicenceLine::start)
        .date("end", QM_LABEL("End"), &LicenceLine::end)
        .boolean("true-down", QM_LABEL("Seats can be given back"), &LicenceLine::trueDown)
        .reference("licensed-to", QM_LABEL("Licensed to"), &LicenceLine::licensedTo, Entity::Person)
        .reference("holder", QM_LABEL("Holder"), &LicenceLine::holder, Entity::Person)
        .money("cost", QM_LABEL("Paid once"), &LicenceLine::cost)
        .text("order", QM_LABEL("Order"), &LicenceLine::orderNumber)
        .longText("notes", QM_LABEL("Notes"), &LicenceLine::notes)
        .integer("used", QM_LABEL("In use at the vendor"), &LicenceLine::used, NotNegative)
        .reference("source", QM_LABEL("Source"), &LicenceLine::source, Entity::Source)
        .text("external-id", QM_LABEL("Id at the vendor"), &LicenceLine::externalId, Internal)
        .instant("source-seen", QM_LABEL("Seen in source"), &LicenceLine::sourceSeen, Internal)
        .calledBy("number", "name");
    return described;
}

template <>
const Described<Seat>& Described<Seat>::get()
{
    static const auto described = Described(Entity::Seat, "seat", QM_LABEL("Seat"), QM_LABEL("Seats"))
        .text("name", QM_LABEL("Name"), &Seat::name, Unique | Required)
        .reference("licence-line", QM_LABEL("Licence line"), &Seat::licenceLine, Entity::LicenceLine, Required)
        .reference("account", QM_LABEL("Account"), &Seat::account, Entity::Account)
        .reference("person", QM_LABEL("Person"), &Seat::person, Entity::Person)
        .date("since", QM_LABEL("Since"), &Seat::since)
        .instant("last-used", QM_LABEL("Last used"), &Seat::lastUsed)
        .integer("active-percent", QM_LABEL("Active days, percent"), &Seat::activePercent, NotNegative)
        .boolean("usage-known", QM_LABEL("Usage known"), &Seat::usageKnown)
        .date("ends", QM_LABEL("Ends"), &Seat::ends)
        .reference("source", QM_LABEL("Source"), &Seat::source, Entity::Source)
        .text("external-id", QM_LABEL("Id at the vendor"), &Seat::externalId, Internal)
        .instant("source-seen", QM_LABEL("Seen in source"), &Seat::sourceSeen, Internal)
        .calledBy("name", "name");
    return described;
}

int monthsOf(LicenceLine::Cadence cadence)
{
    switch (cadence) {
    case LicenceLine::Cadence::Monthly: return 1;
    case LicenceLine::Cadence::Quarterly: return 3;
    case LicenceLine::Cadence::Yearly: return 12;
    case LicenceLine::Cadence::TwoYears: return 24;
    case LicenceLine::Cadence::ThreeYears: return 36;
    }
    return 1;
}

} // namespace qm::model
