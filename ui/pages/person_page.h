#pragma once

#include "ui/pages/parts.h"
#include "ui/pages/person_facts.h"
#include "ui/pages/report_page.h"

class QHBoxLayout;
class QVBoxLayout;

namespace qm::widgets {
class Card;
class Tabs;
class Timeline;
}

namespace qm::pages {

/// One person: what they have, what it costs, what depends on them, what happened.
class PersonPage : public ReportPage
{
    Q_OBJECT

public:
    PersonPage(console::Console& console, base::Id person);

    QString key() const override { return QStringLiteral("person-page"); }
    void reload() override;

private:
    struct Section
    {
        widgets::Card* card;
        CardTable* table;
    };
    Section makeSection(const QString& title, const QList<ColumnHead>& heads, const QList<widgets::ColumnPlan>& plan);
    void makeSections();
    QWidget* makeSide();
    void show(const PersonFacts& facts);
    void showHead();
    void showCost();
    void showHistory(const std::vector<model::ChangeSet>& sets);
    void showTab(int tab);

    base::Id m_person;
    PersonFacts m_facts;
    QHBoxLayout* m_header;
    widgets::Tabs* m_tabs;
    QVBoxLayout* m_main;
    Section m_access{}, m_devices{}, m_licences{}, m_owns{};
    QWidget* m_side;
    QVBoxLayout* m_cost;
    widgets::Card* m_costCard;
    widgets::Card* m_historyCard;
    widgets::Timeline* m_timeline;
    bool m_hasPicture = false;
};

} // namespace qm::pages
