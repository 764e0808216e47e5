#include "ui/widgets/file_dialog.h"

#include <QAbstractFileIconProvider>
#include <QApplication>
#include <QFileInfo>
#include <QStyle>

namespace qm::widgets {

namespace {

/// Two icons and the ending of the name; the usual provider reads the first bytes of what it does not know.
class NameOnlyIcons : public QAbstractFileIconProvider
{
public:
    QIcon icon(IconType type) const override { return qApp->style()->standardIcon(type == Folder ? QStyle::SP_DirIcon : type == File ? QStyle::SP_FileIcon : QStyle::SP_DriveHDIcon); }
    QIcon icon(const QFileInfo& file) const override { return icon(file.isDir() ? Folder : File); }
    QString type(const QFileInfo& file) const override { return file.isDir() ? FileDialog::tr("Folder") : file.suffix(); }
};

} // namespace

FileDialog::FileDialog(QWidget* parent, Purpose purpose, const QString& title, const QString& name)
    : QFileDialog(parent, title)
{
    static NameOnlyIcons icons; // a dialog does not own its provider
    setAttribute(Qt::WA_DeleteOnClose);
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    setOption(DontUseNativeDialog);
#endif
    setOption(DontUseCustomDirectoryIcons);
    setIconProvider(&icons);
    setAcceptMode(purpose == Purpose::Save ? AcceptSave : AcceptOpen);
    setFileMode(purpose == Purpose::Save ? AnyFile : ExistingFile);
    if (!name.isEmpty()) {
        setDefaultSuffix(QFileInfo(name).suffix());
        selectFile(name);
    }
}

} // namespace qm::widgets
