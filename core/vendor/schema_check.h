#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>

namespace qm::vendor {

/// A place of a form that breaks the schema of descriptors, and the rule it breaks.
struct SchemaFault
{
    QString place; ///< "streams[0].out[1].table"; "" is the whole form
    QString rule;
};

/// Everything in the form that resources/connectors/schema/descriptor.schema.json does not allow; empty when it fits.
/// What needs the whole (names that must be declared, ways that must exist) is parseDescriptor()'s to find.
QList<SchemaFault> schemaFaults(const QJsonValue& form);

} // namespace qm::vendor
