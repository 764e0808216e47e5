#pragma once

#include <QWidget>

class QCheckBox;

namespace qm::pages {

/// Whether a service tells who works here: one tick, off until somebody sets it. Only then are people made from what it
/// tells.
class TellsPeople : public QWidget
{
    Q_OBJECT

public:
    explicit TellsPeople(const QString& vendor, QWidget* parent = nullptr);

    /// Without a signal.
    void setTicked(bool ticked);
    bool isTicked() const;

Q_SIGNALS:
    void chosen(bool ticked);

private:
    QCheckBox* m_tick;
};

} // namespace qm::pages
