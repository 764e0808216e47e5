#pragma once

#include "core/vendor/descriptor.h"

namespace qm::vendor {

/// What is wrong with a descriptor file.
struct DescriptorProblem
{
    QString file;
    QString place; ///< "streams[0].out[1].table"; "" is the whole file
    QString rule;
};

/// A vendor that a connection can be made to, or a file that should have become one.
struct CatalogueEntry
{
    /// Shipped: comes with the program. Own: a file in the person's own folder.
    enum class Origin
    {
        Shipped,
        Own
    };
    QString id;   ///< of a broken file: its name
    QString name; ///< what a person reads; of a broken file: its name
    Origin origin = Origin::Shipped;
    QList<DescriptorProblem> problems; ///< empty: can be used
};

/// All descriptors: those that come with the program, and those that a person put into a folder of their own. An own
/// one never takes a shipped one's place. Reads the folder when made; a plain value afterwards.
class Catalogue
{
public:
    /// What a person may put there: files of at most one megabyte, at most so many.
    static constexpr qint64 kLargestFile = 1024 * 1024;
    static constexpr int kMostFiles = 200;

    /// `folder` need not exist. Does file I/O.
    explicit Catalogue(const QString& folder = ownFolder());

    /// Sorted by name.
    const QList<CatalogueEntry>& entries() const { return m_entries; }
    /// NotFound; DescriptorInvalid (subject: "file: place", detail: rule) for a file with problems. Shipped ones are
    /// parsed here, own ones are as they were when the catalogue was made.
    base::Result<Descriptor> load(const QString& id) const;

    /// connectors in the program's data folder of this person.
    static QString ownFolder();

private:
    void add(const QString& path);

    QList<CatalogueEntry> m_entries;
    QHash<QString, Descriptor> m_own;
};

} // namespace qm::vendor
