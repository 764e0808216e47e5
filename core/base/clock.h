#pragma once

#include <QDate>
#include <QDateTime>

namespace qm::base {

/// Tells the time. Injected wherever a rule asks for "now", so that tests and rehearsals can stand at any day.
/// Safe to call from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// The present instant in UTC.
    virtual QDateTime now() const = 0;
    /// The calendar day of now() where this computer stands.
    QDate today() const { return now().toLocalTime().date(); }
};

/// The computer's own clock.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

/// A clock that was set by hand and stands still.
class FixedClock final : public Clock
{
public:
    explicit FixedClock(QDateTime instant)
        : m_instant(instant.toUTC())
    {}
    QDateTime now() const override { return m_instant; }

private:
    QDateTime m_instant;
};

} // namespace qm::base
