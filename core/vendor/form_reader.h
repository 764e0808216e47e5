#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace qm::vendor {

/// A place in a JSON form together with its path, for parsers that must name what is wrong where. The first
/// problem of a whole form is kept, shared by all its places; after it, everything reads as empty. Total.
class FormReader
{
public:
    explicit FormReader(QJsonValue root)
        : m_value(std::move(root))
        , m_problem(std::make_shared<std::optional<base::Error>>())
    {}

    FormReader at(const QString& key) const;
    FormReader without(const QString& key) const; ///< the same place with one key less
    std::vector<FormReader> items() const; ///< nothing when absent; a problem when not a list
    QStringList keys() const;
    bool has(const QString& key) const { return m_value.toObject().contains(key); }
    bool isAbsent() const { return m_value.isUndefined(); }

    QString text() const;         ///< "" when absent; a problem when not a text
    QString requiredText() const; ///< a problem when empty
    QString textOr(const QString& other) const { return isAbsent() ? other : text(); }
    QString oneOf(const QStringList& allowed) const; ///< absent: the first
    QStringList texts() const;
    QList<int> integers() const;
    int integer(int smallest, int largest) const; ///< 0 when absent
    double number() const;
    bool flag() const;
    const QJsonValue& raw() const { return m_value; }
    const QString& path() const { return m_path; }

    /// A problem when the object has a key that is not listed: a typo must not silently mean nothing.
    void allowOnly(const QStringList& known) const;
    void report(const QString& why) const;
    const std::optional<base::Error>& problem() const { return *m_problem; }

private:
    FormReader(QJsonValue value, QString path, std::shared_ptr<std::optional<base::Error>> problem)
        : m_value(std::move(value))
        , m_path(std::move(path))
        , m_problem(std::move(problem))
    {}

    QJsonValue m_value;
    QString m_path;
    std::shared_ptr<std::optional<base::Error>> m_problem;
};

} // namespace qm::vendor
