#pragma once

#include "core/base/when_done.h"
#include "core/console/import_file.h"
#include "ui/pages/page.h"

class QComboBox;
class QVBoxLayout;

namespace qm::widgets {
class Label;
class WizardFrame;
}

namespace qm::wizards {

class ImportCheck;
class ImportColumns;
class ImportSide;

/// A file on its way in: chosen, mapped, checked, written, and taken back with one click.
class ImportWizard : public pages::Page
{
    Q_OBJECT

public:
    explicit ImportWizard(console::Console& console);

    QString key() const override { return QStringLiteral("import"); }
    void reload() override;
    bool leaveLevel() override;
    /// Reads a file as the chosen kind and shows its columns.
    void open(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeFile();
    QWidget* makeResult();
    model::Entity entity() const;
    void askForFile();
    void take(const console::ImportFile& file);
    void preview();
    void check();
    void showCheck(const console::ImportPlan& plan);
    void apply();
    void showResult(const model::ChangeSet& written);
    void undo();
    void goTo(int step);
    void dress();
    void forward();
    void showProblem(const base::Error& error);
    void dropProblem();
    int rowsToWrite() const;

    widgets::WizardFrame* m_frame;
    QVBoxLayout* m_problems;
    QWidget* m_problem = nullptr;
    QComboBox* m_kind;
    ImportColumns* m_columns;
    ImportSide* m_side = nullptr;
    ImportCheck* m_check;
    QVBoxLayout* m_result;
    console::ImportFile m_file;
    console::ImportPlan m_plan;
    base::Id m_written;
    int m_asked = 0;
};

} // namespace qm::wizards
