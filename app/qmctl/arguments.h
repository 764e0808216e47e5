#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QStringList>

namespace qm::qmctl {

/// An option of a command; one without a value name is a switch.
struct Option
{
    QString name;      ///< "--where"
    QString valueName; ///< "FILTER"
    QString help;
    bool repeats = false;
};

/// What was typed, taken apart.
struct Arguments
{
    QStringList words; ///< what is no option, in order
    QHash<QString, QStringList> values;

    bool has(const QString& option) const { return values.contains(option); }
    QString value(const QString& option, const QString& otherwise = {}) const;
    QStringList all(const QString& option) const { return values.value(option); }
};

/// Error: Usage (subject: what is wrong with which word).
base::Result<Arguments> parseArguments(const QStringList& typed, const QList<Option>& options);

} // namespace qm::qmctl
