#include "expected_schema.h"

namespace qm::test {
namespace {

using model::Entity;
using model::Field;
using model::Kind;

QString identifier(QString key)
{
    return key.replace(u'-', u'_');
}

QString columnSql(const Field& field)
{
    const QString name = u'"' + identifier(field.key) + u'"';
    const QString required = field.has(model::Required) ? QStringLiteral(" NOT NULL") : QString();
    switch (field.kind) {
    case Kind::Integer:
    case Kind::Percent:
    case Kind::Boolean: return name + QStringLiteral(" INTEGER") + required;
    case Kind::Money:
        return name + QStringLiteral(" INTEGER") + required + QStringLiteral(",\n  \"") + identifier(field.key) + QStringLiteral("_currency\" TEXT") + required;
    case Kind::Reference:
        return name + QStringLiteral(" INTEGER") + required + QStringLiteral(" REFERENCES \"") + identifier(model::describe(field.target).key)
            + QStringLiteral("\" (id) DEFERRABLE INITIALLY DEFERRED");
    default: return name + QStringLiteral(" TEXT") + required;
    }
}

QString indexSql(const QString& table, const Field& field)
{
    const QString column = identifier(field.key);
    const bool isText = field.kind == Kind::Text || field.kind == Kind::LongText;
    const QString expression = isText ? QStringLiteral("casefold(\"%1\")").arg(column) : u'"' + column + u'"';
    if (field.has(model::Unique))
        return QStringLiteral("CREATE UNIQUE INDEX %1_%2 ON \"%1\" (%3)").arg(table, column, expression);
    if (field.kind == Kind::Reference && field.target != Entity::Source)
        return QStringLiteral("CREATE INDEX %1_%2 ON \"%1\" (\"%2\") WHERE \"%2\" IS NOT NULL").arg(table, column);
    if (field.has(model::Indexed))
        return QStringLiteral("CREATE INDEX %1_%2 ON \"%1\" (%3)").arg(table, column, expression);
    return {};
}

} // namespace

QStringList expectedSchema(Entity entity)
{
    const model::EntityDescription& description = model::describe(entity);
    const QString table = identifier(description.key);
    QStringList columns = {QStringLiteral("id INTEGER PRIMARY KEY"), QStringLiteral("revision INTEGER NOT NULL")};
    QStringList indexes;
    for (const Field& field : description.fields) {
        if (!field.hasColumn())
            continue;
        columns.append(columnSql(field));
        if (const QString index = indexSql(table, field); !index.isEmpty())
            indexes.append(index);
    }
    QStringList statements = {QStringLiteral("CREATE TABLE \"%1\" (\n  %2\n) STRICT").arg(table, columns.join(QStringLiteral(",\n  ")))};
    return statements + indexes;
}

QStringList partsOf(const QString& statement)
{
    const QString plain = statement.simplified().remove(QStringLiteral(" STRICT")).remove(u')');
    QStringList parts{plain.section(u'(', 0, 0)};
    QStringList columns;
    for (const QString& column : plain.section(u'(', 1).split(u','))
        columns.append(column.simplified());
    columns.sort(); // later migrations add columns at the end
    return parts + columns;
}

} // namespace qm::test
