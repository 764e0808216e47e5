#include "core/vendor/form_reader.h"

#include <optional>

namespace qm::vendor {

void FormReader::report(const QString& why) const
{
    if (!*m_problem)
        *m_problem = base::Error{base::ErrorCode::DescriptorInvalid, m_path, why, base::Retry::Never};
}

FormReader FormReader::without(const QString& key) const
{
    QJsonObject rest = m_value.toObject();
    rest.remove(key);
    return {rest, m_path, m_problem};
}

FormReader FormReader::at(const QString& key) const
{
    if (!isAbsent() && !m_value.isObject())
        report(QStringLiteral("must be an object"));
    const QString path = m_path.isEmpty() ? key : m_path + u'.' + key;
    return {m_value.isObject() ? m_value.toObject().value(key) : QJsonValue(QJsonValue::Undefined), path,
            m_problem};
}

std::vector<FormReader> FormReader::items() const
{
    std::vector<FormReader> all;
    if (!isAbsent() && !m_value.isArray())
        report(QStringLiteral("must be a list"));
    const QJsonArray array = m_value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        all.push_back({array.at(i), m_path + u'[' + QString::number(i) + u']', m_problem});
    return all;
}

QStringList FormReader::keys() const
{
    if (!isAbsent() && !m_value.isObject())
        report(QStringLiteral("must be an object"));
    return m_value.toObject().keys();
}

QString FormReader::text() const
{
    if (!isAbsent() && !m_value.isString())
        report(QStringLiteral("must be a text"));
    return m_value.toString();
}

QString FormReader::requiredText() const
{
    const QString value = text();
    if (value.isEmpty())
        report(QStringLiteral("is required"));
    return value;
}

QString FormReader::oneOf(const QStringList& allowed) const
{
    const QString value = textOr(allowed.first());
    if (allowed.contains(value))
        return value;
    report(QStringLiteral("\"%1\" is not one of %2").arg(value, allowed.join(QStringLiteral(", "))));
    return allowed.first();
}

QStringList FormReader::texts() const
{
    QStringList all;
    for (const FormReader& item : items())
        all.append(item.requiredText());
    return all;
}

QList<int> FormReader::integers() const
{
    QList<int> all;
    if (!isAbsent() && !m_value.isArray())
        return {integer(0, 1'000'000)};
    for (const FormReader& item : items())
        all.append(item.integer(0, 1'000'000));
    return all;
}

int FormReader::integer(int smallest, int largest) const
{
    if (isAbsent())
        return 0;
    const int value = m_value.toInt(smallest - 1);
    if (value >= smallest && value <= largest)
        return value;
    report(QStringLiteral("must be a whole number from %1 to %2").arg(smallest).arg(largest));
    return smallest;
}

double FormReader::number() const
{
    if (!isAbsent() && !m_value.isDouble())
        report(QStringLiteral("must be a number"));
    return m_value.toDouble();
}

bool FormReader::flag() const
{
    if (!isAbsent() && !m_value.isBool())
        report(QStringLiteral("must be true or false"));
    return m_value.toBool();
}

void FormReader::allowOnly(const QStringList& known) const
{
    for (const QString& key : keys()) {
        if (!known.contains(key))
            at(key).report(QStringLiteral("is not known here"));
    }
}

} // namespace qm::vendor
