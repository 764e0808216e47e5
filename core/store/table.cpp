#include "core/store/table.h"

#include <array>

namespace qm::store {
namespace {

using model::Entity;
using model::Kind;
using model::Value;

QByteArray identifierOf(const QString& key)
{
    QByteArray name = key.toLatin1();
    name.replace('-', '_');
    return name;
}

Table makeTable(Entity entity)
{
    Table table;
    table.description = &model::describe(entity);
    table.name = identifierOf(table.description->key);
    table.width = 2;
    for (const model::Field& field : table.description->fields) {
        table.columns.push_back(field.hasColumn() ? identifierOf(field.key) : QByteArray());
        table.positions.push_back(field.hasColumn() ? table.width : -1);
        if (field.hasColumn())
            table.width += field.kind == Kind::Money ? 2 : 1;
    }
    return table;
}

char* writeDigits(char* at, int number, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    return at + digits;
}

char* writeDay(char* at, QDate date)
{
    at = writeDigits(at, date.year(), 4);
    *at++ = '-';
    at = writeDigits(at, date.month(), 2);
    *at++ = '-';
    return writeDigits(at, date.day(), 2);
}

int readDigits(QByteArrayView text, qsizetype at, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; ++i) {
        const char c = at + i < text.size() ? text[at + i] : '0';
        number = number * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
    }
    return number;
}

QDate dayFromIso(QByteArrayView text)
{
    return QDate(readDigits(text, 0, 4), readDigits(text, 5, 2), readDigits(text, 8, 2));
}

Value readMoney(const Statement& row, int column)
{
    const auto currency = base::Currency::fromCode(row.string(column + 1));
    return currency ? Value(base::Money{row.integer(column), *currency}) : Value();
}

Value readValue(Kind kind, const Statement& row, int column)
{
    if (row.isNull(column))
        return {};
    switch (kind) {
    case Kind::Text:
    case Kind::LongText:
    case Kind::Choice: return row.string(column);
    case Kind::Integer:
    case Kind::Percent: return row.integer(column);
    case Kind::Boolean: return row.integer(column) != 0;
    case Kind::Date: return dayFromIso(row.text(column));
    case Kind::Instant: return instantFromIso(row.text(column));
    case Kind::Money: return readMoney(row, column);
    case Kind::Reference: break;
    }
    return base::Id{row.integer(column)};
}

struct BindOf
{
    Statement& statement;
    int parameter;

    void operator()(std::monostate) const { statement.bindNull(parameter); }
    void operator()(const QString& text) const { statement.bind(parameter, text); }
    void operator()(qint64 number) const { statement.bindInteger(parameter, number); }
    void operator()(bool yes) const { statement.bindInteger(parameter, yes ? 1 : 0); }
    void operator()(QDate date) const { statement.bindCopy(parameter, isoText(date)); }
    void operator()(const QDateTime& instant) const { statement.bindCopy(parameter, isoText(instant)); }
    void operator()(base::Id id) const { statement.bindInteger(parameter, id.value); }
    void operator()(const base::Money& money) const
    {
        statement.bindInteger(parameter, money.minor);
        statement.bind(parameter + 1, money.currency.code());
    }
};

/// The counterpart of BindOf.
struct IsHeld
{
    const Statement& row;
    int column;

    bool operator()(std::monostate) const { return row.isNull(column); }
    bool operator()(const QString& text) const { return !row.isNull(column) && row.string(column) == text; }
    bool operator()(qint64 number) const { return !row.isNull(column) && row.integer(column) == number; }
    bool operator()(bool yes) const { return (*this)(qint64(yes ? 1 : 0)); }
    bool operator()(QDate date) const { return row.text(column) == isoText(date); }
    bool operator()(const QDateTime& instant) const { return row.text(column) == isoText(instant); }
    bool operator()(base::Id id) const { return (*this)(id.value); }
    bool operator()(const base::Money& money) const { return (*this)(money.minor) && row.string(column + 1) == money.currency.code(); }
};

} // namespace

QByteArray Table::rowColumns(const QByteArray& alias) const
{
    QByteArray list = alias + ".id, " + alias + ".revision";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int field = static_cast<int>(i);
        if (positions[i] < 0)
            continue;
        list += ", " + columnOf(alias, description->entity, field);
        if (description->field(field).kind == Kind::Money)
            list += ", " + currencyColumn(alias, description->entity, field);
    }
    return list;
}

QByteArray Table::insertSql() const
{
    QByteArray names = "id, revision";
    QByteArray marks = "?, ?";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (positions[i] < 0)
            continue;
        names += ", " + quoted(columns[i]);
        marks += ", ?";
        if (description->fields[i].kind != Kind::Money)
            continue;
        names += ", " + quoted(columns[i] + "_currency");
        marks += ", ?";
    }
    return "INSERT INTO " + quoted(name) + " (" + names + ") VALUES (" + marks + ")";
}

const Table& tableOf(Entity entity)
{
    static const std::vector<Table> tables = [] {
        std::vector<Table> all;
        for (const Entity each : model::allEntities())
            all.push_back(makeTable(each));
        return all;
    }();
    return tables[static_cast<std::size_t>(entity)];
}

QByteArray quoted(const QByteArray& identifier)
{
    return '"' + identifier + '"';
}

QByteArray columnOf(const QByteArray& alias, Entity entity, int field)
{
    return alias + '.' + quoted(tableOf(entity).columns[static_cast<std::size_t>(field)]);
}

QByteArray currencyColumn(const QByteArray& alias, Entity entity, int field)
{
    return alias + '.' + quoted(tableOf(entity).columns[static_cast<std::size_t>(field)] + "_currency");
}

model::Record readRecord(const Table& table, const Statement& row)
{
    model::Record record{table.description->entity, base::Id{row.integer(0)}, row.integer(1), {}};
    record.values.reserve(static_cast<qsizetype>(table.positions.size()));
    for (std::size_t i = 0; i < table.positions.size(); ++i) {
        const int position = table.positions[i];
        record.values.append(position < 0 ? Value() : readValue(table.description->fields[i].kind, row, position));
    }
    return record;
}

void bindValue(Statement& statement, int parameter, const Value& value)
{
    std::visit(BindOf{statement, parameter}, value);
}

bool holdsValue(const Statement& row, int column, const Value& value)
{
    return std::visit(IsHeld{row, column}, value);
}

QByteArray isoText(QDate date)
{
    QByteArray text(10, Qt::Uninitialized);
    writeDay(text.data(), date);
    return text;
}

QByteArray isoText(const QDateTime& instant)
{
    const QDateTime utc = instant.toUTC();
    const QTime time = utc.time();
    QByteArray text(24, Qt::Uninitialized);
    char* at = writeDay(text.data(), utc.date());
    *at++ = 'T';
    at = writeDigits(at, time.hour(), 2);
    *at++ = ':';
    at = writeDigits(at, time.minute(), 2);
    *at++ = ':';
    at = writeDigits(at, time.second(), 2);
    *at++ = '.';
    at = writeDigits(at, time.msec(), 3);
    *at = 'Z';
    return text;
}

QDateTime instantFromIso(QByteArrayView text)
{
    const QTime time(readDigits(text, 11, 2), readDigits(text, 14, 2), readDigits(text, 17, 2), text.size() > 20 ? readDigits(text, 20, 3) : 0);
    return QDateTime(dayFromIso(text), time, Qt::UTC);
}

} // namespace qm::store
