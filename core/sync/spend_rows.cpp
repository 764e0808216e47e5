#include "core/sync/tables.h"

#include "core/model/money_records.h"

namespace qm::sync {
namespace {

using model::Entity;
using model::Record;
using model::Value;

/// An amount in major units, as a number or a text.
std::optional<base::Money> amountOf(const vendor::Row& row)
{
    const auto currency = base::Currency::fromCode(textOf(row, u"currency").toUpper());
    if (!currency)
        return std::nullopt;
    const QJsonValue told = row.fields[u"amount"];
    const QString text = told.isDouble() ? QString::number(told.toDouble(), 'f', currency->decimals()) : textOf(row, u"amount");
    const auto money = base::Money::fromText(text, *currency);
    return money ? std::optional(*money) : std::nullopt;
}

/// The app that the merchant sells, when there is one of that name or just one of that vendor.
base::Id appOf(Ledger& ledger, const QString& merchant, base::Id vendor)
{
    if (Entry* app = ledger.spelled(Entity::App, u"name", merchant))
        return app->id;
    base::Id found;
    for (const Record& app : ledger.snapshot().all(Entity::App)) {
        if (!vendor.isValid() || app.reference(u"vendor") != vendor)
            continue;
        if (found.isValid())
            return {};
        found = app.id;
    }
    return found;
}

} // namespace

void spendRow(Reading& reading, const vendor::Row& row)
{
    Ledger& ledger = reading.ledger;
    static const model::Field& day = model::describe(Entity::InvoiceLine).field(model::describe(Entity::InvoiceLine).indexOf(u"date"));
    const Value date = valueOf(row.fields[u"date"], day);
    const auto amount = amountOf(row);
    if (model::isEmpty(date) || !amount)
        return ledger.countLeftOut();
    const QString merchant = textOf(row, u"vendor_name");
    Entry* line = ledger.find(Entity::InvoiceLine, row.key);
    if (!line) {
        Record record = model::emptyRecord(Entity::InvoiceLine);
        const QString name = QStringLiteral("%1 %2 %3").arg(model::toText(date), merchant, amount->toText()).simplified();
        record.set(u"name", ledger.freeName(Entity::InvoiceLine, name, row.key));
        line = &ledger.add(std::move(record), row.key);
    }
    ledger.tellKey(row, *line);
    ledger.tell(*line, u"date", date, Claim::Shared);
    ledger.tell(*line, u"amount", *amount, Claim::Shared);
    ledger.tellAll(*line, row, {{u"vendor_name", u"merchant"}, {u"memo", u"memo"}});
    if (merchant.isEmpty())
        return;
    const Entry* vendor = ledger.spelled(Entity::Vendor, u"name", merchant);
    if (vendor)
        ledger.tell(*line, u"vendor", vendor->id, Claim::Fill);
    if (const base::Id app = appOf(ledger, merchant, vendor ? vendor->id : base::Id{}); app.value != 0)
        ledger.tell(*line, u"app", app, Claim::Fill);
}

} // namespace qm::sync
