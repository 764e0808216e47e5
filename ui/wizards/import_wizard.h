#pragma once

#include "core/console/import_file.h"
#include "ui/wizards/wizard_page.h"

class QComboBox;

namespace qm::wizards {

class ImportCheck;
class ImportColumns;
class ImportSide;

/// A file on its way in: chosen, mapped, checked, written, and taken back with one click.
class ImportWizard : public WizardPage
{
    Q_OBJECT

public:
    /// `kind`: what the file is expected to hold; nullopt: not known.
    explicit ImportWizard(console::Console& console, std::optional<model::Entity> kind = std::nullopt);

    QString key() const override { return QStringLiteral("import"); }
    void reload() override;
    /// Reads a file as the chosen kind and shows its columns.
    void open(const QString& path);

protected:
    QString problemTitle() const override;
    void forward() override;
    void secondary() override;
    void enterStep(int step) override;
    void dressFoot(int step) override;
    bool mayReturnFrom(int step) const override;
    QVariant entered() override;
    bool isWriting() const override { return m_isWriting; }
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
    void showFileWords(const QString& words);
    void wait(const QString& words);
    void stopWaiting();
    int rowsToWrite() const;

    QComboBox* m_kind;
    ImportColumns* m_columns;
    ImportSide* m_side = nullptr;
    ImportCheck* m_check;
    QVBoxLayout* m_result;
    console::ImportFile m_file;
    console::ImportPlan m_plan;
    base::Id m_written;
    int m_asked = 0;         ///< the newest question; answers to others come too late
    bool m_isWaiting = false; ///< for what can be stopped: nothing is written
    bool m_isWriting = false;
};

} // namespace qm::wizards
