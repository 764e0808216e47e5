#include "core/model/money_records.h"

namespace qm::model {

template <>
const Described<Contract>& Described<Contract>::get()
{
    using R = Contract::Renewal;
    using D = Contract::Decision;
    static const auto described = Described(Entity::Contract, "contract", QM_LABEL("Contract"), QM_LABEL("Contracts"))
        .text("number", QM_LABEL("Number"), &Contract::number, Unique | Required | Searchable)
        .text("name", QM_LABEL("Name"), &Contract::name, Required | Searchable | Indexed)
        .reference("vendor", QM_LABEL("Vendor"), &Contract::vendor, Entity::Vendor)
        .reference("owner", QM_LABEL("Owner"), &Contract::owner, Entity::Person)
        .date("start", QM_LABEL("Start"), &Contract::start)
        .integer("initial-months", QM_LABEL("Initial term, months"), &Contract::initialMonths, NotNegative)
        .integer("renewal-months", QM_LABEL("Renewal term, months"), &Contract::renewalMonths, NotNegative)
        .integer("notice-months", QM_LABEL("Notice, months"), &Contract::noticeMonths, NotNegative)
        .integer("notice-days", QM_LABEL("Notice, days"), &Contract::noticeDays, NotNegative)
        .integer("postal-days", QM_LABEL("Days by post"), &Contract::postalDays, NotNegative)
        .choice<R>("renewal", QM_LABEL("Renews"), &Contract::renewal,
                   {{R::Tacit, "tacit", QM_LABEL("By itself")}, {R::Express, "express", QM_LABEL("When agreed")}, {R::Never, "never", QM_LABEL("Never")}})
        .date("term-end", QM_LABEL("Term ends"), &Contract::termEnd, Computed)
        .date("deadline", QM_LABEL("Last day to cancel"), &Contract::deadline, Computed)
        .date("decide-by", QM_LABEL("Decide by"), &Contract::decideBy, Computed)
        .choice<D>("decision", QM_LABEL("Decision"), &Contract::decision,
                   {{D::Open, "open", QM_LABEL("Open")}, {D::Keep, "keep", QM_LABEL("Keep")}, {D::Fewer, "fewer", QM_LABEL("Fewer seats")},
                    {D::Renegotiate, "renegotiate", QM_LABEL("Renegotiate")}, {D::Cancel, "cancel", QM_LABEL("Cancel")}})
        .money("annual-value", QM_LABEL("A year"), &Contract::annualValue, NotNegative)
        .money("total-value", QM_LABEL("Whole term"), &Contract::totalValue, NotNegative)
        .percent("last-rise-tenths", QM_LABEL("Last rise"), &Contract::lastRiseTenths)
        .text("payment-terms", QM_LABEL("Payment terms"), &Contract::paymentTerms)
        .text("notice-form", QM_LABEL("Form of notice"), &Contract::noticeForm)
        .date("signed", QM_LABEL("Signed"), &Contract::signedOn)
        .longText("notes", QM_LABEL("Notes"), &Contract::notes)
        .calledBy("number", "name");
    return described;
}

template <>
const Described<InvoiceLine>& Described<InvoiceLine>::get()
{
    using M = InvoiceLine::Match;
    static const auto described = Described(Entity::InvoiceLine, "invoice-line", QM_LABEL("Invoice line"), QM_LABEL("Invoice lines"))
        .text("name", QM_LABEL("Name"), &InvoiceLine::name, Unique | Required)
        .date("date", QM_LABEL("Date"), &InvoiceLine::date, Required | Indexed)
        .text("merchant", QM_LABEL("Merchant"), &InvoiceLine::merchant, Searchable)
        .reference("app", QM_LABEL("App"), &InvoiceLine::app, Entity::App)
        .reference("contract", QM_LABEL("Contract"), &InvoiceLine::contract, Entity::Contract)
        .money("amount", QM_LABEL("Amount"), &InvoiceLine::amount, Required)
        .text("rate", QM_LABEL("Rate"), &InvoiceLine::rate)
        .text("file", QM_LABEL("File"), &InvoiceLine::file)
        .text("file-hash", QM_LABEL("File's hash"), &InvoiceLine::fileHash, Internal)
        .integer("file-line", QM_LABEL("Line in file"), &InvoiceLine::fileLine, Internal)
        .choice<M>("match", QM_LABEL("Match"), &InvoiceLine::match,
                   {{M::Unknown, "", ""}, {M::Matched, "matched", QM_LABEL("Matched")}, {M::Differs, "differs", QM_LABEL("Differs")},
                    {M::Duplicate, "duplicate", QM_LABEL("Duplicate")}, {M::Ignored, "ignored", QM_LABEL("Not IT")}})
        .text("cost-centre", QM_LABEL("Cost centre"), &InvoiceLine::costCentre)
        .reference("vendor", QM_LABEL("Vendor"), &InvoiceLine::vendor, Entity::Vendor)
        .text("memo", QM_LABEL("Memo"), &InvoiceLine::memo)
        .reference("source", QM_LABEL("Source"), &InvoiceLine::source, Entity::Source)
        .text("external-id", QM_LABEL("Id at the vendor"), &InvoiceLine::externalId, Internal)
        .calledBy("name", "name");
    return described;
}

} // namespace qm::model
