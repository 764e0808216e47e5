#pragma once

#include "core/base/cancel.h"
#include "core/store/sql.h"

namespace qm::store {

/// A copy of a database as it stands at one moment, while others may go on writing: whole and on disk beside the place it
/// is meant for ("<path>.part"), and gone again unless it is put there.
class PartCopy
{
public:
    /// Progress counts pages. Errors: Cancelled, DiskFull, FileUnwritable.
    static base::Result<PartCopy> make(Database& database, const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel);
    ~PartCopy();
    PartCopy(PartCopy&& other) noexcept
        : m_path(std::exchange(other.m_path, {}))
    {}
    PartCopy(const PartCopy&) = delete;
    PartCopy& operator=(const PartCopy&) = delete;
    PartCopy& operator=(PartCopy&&) = delete;

    /// In one step, so that the place never holds half a copy. Error: FileUnwritable.
    base::Result<void> putInPlace();

private:
    explicit PartCopy(QString path)
        : m_path(std::move(path))
    {}

    QString m_path; ///< of the place; empty: nothing is left beside it
};

/// A PartCopy made and put in place.
base::Result<void> backUp(Database& database, const QString& path, const base::ProgressSink& progress, const base::Cancel& cancel);

/// What was written to a file or a folder outlives the power. Error: FileUnwritable.
base::Result<void> flushToDisk(const QString& path);

} // namespace qm::store
