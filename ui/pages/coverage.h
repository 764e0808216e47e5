#pragma once

#include "core/console/console.h"

#include <QWidget>

class QVBoxLayout;

namespace qm::pages {

/// How much of what a source brought has a value in the fields that figures stand on: "last use known for 61 % of
/// seats". Counts; reads no record.
class Coverage : public QWidget
{
    Q_OBJECT

public:
    explicit Coverage(console::Console& console, QWidget* parent = nullptr);

    /// By the source's name, as filters say it.
    void show(const QString& source);

Q_SIGNALS:
    /// The records that lack a value were asked for.
    void openRecords(qm::model::Entity entity, const qm::model::Filter& filter, const QString& title);
    /// `lines`: how many fields had anything to be counted.
    void counted(int lines);

private:
    struct Line;
    void count(const std::shared_ptr<QList<Line>>& lines, qsizetype at);
    void fill(const QList<Line>& lines);

    console::Console& m_console;
    QString m_source;
    int m_asked = 0;
    QVBoxLayout* m_column;
};

} // namespace qm::pages
