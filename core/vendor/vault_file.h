#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>

namespace qm::vendor {

/// Where a computer keeps the sealed secrets of one workspace.
struct VaultPlace
{
    QString folder;        ///< of all vault files of this person on this computer
    QString workspaceId;   ///< the same in every copy and backup of a workspace
    QString workspacePath; ///< what tells copies apart
};

/// The sealed secrets of one workspace at one place, as they lie in a file of their own. Names and place stand in clear,
/// what the boxes hold does not.
struct VaultFile
{
    static constexpr qsizetype mostBoxes = 512;
    static constexpr qint64 mostBytes = 64 * 1024 * 1024;

    QString id; ///< 32 hex digits by chance: names the key in the key store
    QString workspace;
    QString place;
    QHash<QString, QByteArray> boxes;

    /// A new one without boxes.
    static VaultFile madeFor(const VaultPlace& place);
    /// The vault of that workspace, taken along when the workspace has moved; one without an id when there is none. A
    /// vault whose workspace is still where it was belongs to that one, not to its copy.
    /// Errors: SecretDamaged (subject: the file), FileUnreadable.
    static base::Result<VaultFile> find(const VaultPlace& place);
    /// Takes a file that nobody can open any more out of the way; it is kept under another name.
    static void putAside(const QString& path);

    bool isThere() const { return !id.isEmpty(); }
    QString pathIn(const QString& folder) const;
    /// Whole or not at all, for this person's eyes only. FileUnwritable (subject: the file); OutOfRange when it is full.
    base::Result<void> save(const QString& folder) const;
};

} // namespace qm::vendor
