#pragma once

#include "ui/models/situation.h"
#include "ui/widgets/side_panel.h"

namespace qm::pages {

/// One record beside its list: facts with where they come from, and what has happened to it.
class RecordPanel : public widgets::SidePanel
{
    Q_OBJECT

public:
    explicit RecordPanel(console::Console& console, QWidget* parent = nullptr);

    /// As it is now or, with a valid day, was at the end of that day.
    void show(model::Entity entity, base::Id id, QDate asOf);
    /// Reads the record again when the change set touched it.
    void refresh(const QSet<base::Id>& touched);
    base::Id id() const { return m_record.id; }
    const model::Record& record() const { return m_record; }
    const models::TitleBook& book() const { return m_book; }
    /// Newest first.
    const std::vector<model::ChangeSet>& history() const { return m_history; }

Q_SIGNALS:
    void shown();
    void openAsked(qm::model::Entity entity, qm::base::Id id);
    void failed(const qm::base::Error& error);

private:
    QDateTime now() const;
    void read();
    void fill();
    void addPerson();
    void addFacts();
    void addHistory();
    QString sourceOf(int field) const;

    console::Console& m_console;
    models::TitleBook m_book;
    model::Record m_record;
    QDate m_asOf;
    std::vector<model::ChangeSet> m_history; ///< newest first
    quint64 m_question = 0;
    bool m_isWhole = false;
};

} // namespace qm::pages
