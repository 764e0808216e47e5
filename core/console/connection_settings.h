#pragma once

#include "core/model/company.h"
#include "core/vendor/connection.h"

namespace qm::console {

/// Under what name the secrets of a source lie in the key store.
QString secretPrefixOf(base::Id source);

/// The settings of a source by the descriptor's keys, from and to the text that the record keeps.
QHash<QString, QString> configFrom(const QString& json);
QString configText(const QHash<QString, QString>& config);

/// What a connection of the source is opened with. Never a secret.
vendor::ConnectionSettings settingsOf(const model::Source& source, const QString& secretPrefix, const vendor::HttpLimits& limits);

/// Every name under which a connection may have secrets: what a person gave, and what signing in brought.
QStringList secretNamesOf(const vendor::Descriptor& descriptor);

} // namespace qm::console
