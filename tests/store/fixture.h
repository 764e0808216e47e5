#pragma once

#include "core/model/described.h"
#include "core/model/people.h"
#include "core/store/store.h"

#include <QTemporaryDir>

namespace qm::test {

/// A clock that stands at noon of 23 November 2026 until it is moved.
class TestClock final : public base::Clock
{
public:
    QDateTime now() const override { return m_now; }
    void set(const QDateTime& now) { m_now = now; }
    void advance(int days) { m_now = m_now.addDays(days); }

private:
    QDateTime m_now{QDate(2026, 11, 23), QTime(12, 0), Qt::UTC};
};

/// A fresh workspace in a folder of its own.
struct Workspace
{
    Workspace();
    /// Closes the store and opens the file again.
    void reopen();
    QString path() const { return folder.filePath(QStringLiteral("work.quartermaster")); }

    QTemporaryDir folder;
    TestClock clock;
    std::unique_ptr<store::Store> store;
};

model::Record person(const QString& number, const QString& name);
model::Draft draftOf(QList<model::Change> changes);
/// Every row of every record table as text, without revisions: what undo has to bring back byte for byte.
QByteArray exportOf(const QString& path);
/// Runs SQL on the file through a connection of its own; empty when it worked.
QString rawSql(const QString& path, const QByteArray& sql);
/// First column of the first row.
QString rawValue(const QString& path, const QByteArray& sql);

} // namespace qm::test
