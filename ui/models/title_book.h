#pragma once

#include "ui/format/words.h"

#include <QObject>

#include <functional>

namespace qm::models {

/// What records that others refer to are called, and how the people among them stand. Asked for in batches, kept
/// until a change says otherwise.
class TitleBook : public QObject
{
    Q_OBJECT

public:
    explicit TitleBook(console::Console& console, QObject* parent = nullptr);

    const format::Titles& titles() const { return m_titles; }
    /// A person's record; nullptr while it has not been read.
    const model::Record* person(base::Id id) const;
    /// Reads what the references of these records need, then calls `then` in this thread; at once when all is known.
    void read(const std::vector<model::Record>& records, std::function<void()> then);
    /// Takes over what a change set says. True when something known was renamed or a person changed.
    bool patch(const model::ChangeSet& changeSet);

private:
    struct Wait;
    void ask(model::Entity entity, const QSet<base::Id>& ids, const std::shared_ptr<Wait>& wait);
    QHash<int, QSet<base::Id>> unknownIn(const std::vector<model::Record>& records) const;

    console::Console& m_console;
    format::Titles m_titles;
    QHash<base::Id, model::Record> m_people;
};

} // namespace qm::models
