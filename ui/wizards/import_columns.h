#pragma once

#include "core/console/import_file.h"

#include <QWidget>

class QVBoxLayout;

namespace qm::wizards {

/// One row per column of the file: its name, its first values, where it goes, and how sure that is.
class ImportColumns : public QWidget
{
    Q_OBJECT

public:
    explicit ImportColumns(QWidget* parent = nullptr);
    void show(const console::ImportFile& file);

Q_SIGNALS:
    void targetChosen(const QString& column, const QString& target);

private:
    QWidget* columnRow(const console::ImportFile& file, int column);

    QVBoxLayout* m_rows;
};

/// The open questions of a file, each with its two readings, and what its first row becomes.
class ImportSide : public QWidget
{
    Q_OBJECT

public:
    explicit ImportSide(const console::ImportFile& file, QWidget* parent = nullptr);
    void showFirstRow(const console::ImportPlan& plan);

Q_SIGNALS:
    void datesChosen(int column, qm::exchange::DateOrder order);
    void decimalsChosen(int column, qm::exchange::DecimalSign sign);

private:
    QWidget* questionCard(const exchange::Question& question);

    console::ImportFile m_file;
    QVBoxLayout* m_first;
};

} // namespace qm::wizards
