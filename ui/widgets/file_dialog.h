#pragma once

#include <QFileDialog>

namespace qm::widgets {

/// The one dialog that chooses a file. It knows files by their names and never looks into them: on Unix a process that
/// opens and closes a file gives up every lock it has on it, those of the workspace that is open among them. For the
/// same reason it is not the desktop's own dialog there, which would look. Goes when it is closed; show it with open().
class FileDialog : public QFileDialog
{
    Q_OBJECT

public:
    enum class Purpose { Open, Save };

    /// `name`: the file that is proposed, with its suffix; empty when there is none.
    FileDialog(QWidget* parent, Purpose purpose, const QString& title, const QString& name = {});
};

} // namespace qm::widgets
