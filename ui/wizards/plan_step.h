#pragma once

#include "ui/wizards/plan_model.h"

#include <QWidget>

class QVBoxLayout;

namespace qm::widgets {
class Label;
class PlanList;
}

namespace qm::wizards {

/// The plan to read and tick, with what its signs mean above it.
class PlanStep : public QWidget
{
    Q_OBJECT

public:
    explicit PlanStep(QWidget* parent = nullptr);

    PlanModel* planModel() const { return m_model; }
    widgets::PlanList* list() const { return m_list; }
    /// Days and hours are shown in the zone of `now`.
    void setPlan(const model::Plan& plan, const PlanNames& names, const QDateTime& now);
    /// The plan no longer fits what is stored: says so, with a way to make it again.
    void showStale(const QString& why);

Q_SIGNALS:
    void planAgainAsked();

private:
    PlanModel* m_model;
    widgets::Label* m_count;
    widgets::Label* m_zone;
    QVBoxLayout* m_notes;
    widgets::PlanList* m_list;
};

/// What a plan costs, what to read in it before applying it, and who takes part.
class PlanSide : public QWidget
{
    Q_OBJECT

public:
    PlanSide(const model::Plan& plan, const PlanNames& names);
};

} // namespace qm::wizards
