#pragma once

#include "core/console/console.h"

#include <QWidget>

#include <memory>

class QPagedPaintDevice;

namespace qm::pages {

/// A kind of record as the subject of a wizard, and back; nullopt: any.
inline base::Id rowOf(model::Entity entity)
{
    return base::Id{static_cast<qint64>(entity) + 1};
}
inline std::optional<model::Entity> entityOfRow(base::Id row)
{
    return row.isValid() ? std::optional(static_cast<model::Entity>(row.value - 1)) : std::nullopt;
}

/// One view of the window. The shell makes it when it is first asked for, calls reload() when it comes to the front
/// and the data may be older than what is on screen, and listens to its signals. GUI thread.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(console::Console& console, QWidget* parent = nullptr)
        : QWidget(parent)
        , m_console(console)
    {}

    /// "home", "spend", "person-page"...: what openPage() and --page name it by. Lists are called by their entity's key
    /// ("person", "device").
    virtual QString key() const = 0;
    /// Asks the console again. Returns at once; when everything asked for is on screen, emit loaded().
    virtual void reload() = 0;
    /// The end of this day instead of now; an invalid date is now. Reloads.
    virtual void setAsOf(QDate day)
    {
        m_asOf = day;
        reload();
    }
    QDate asOf() const { return m_asOf; }
    /// Ctrl+F: puts the focus into the page's own search, if it has one.
    virtual void search() {}
    /// Ctrl+P: what is on screen, on paper; toast() says how it went when the last page is set.
    virtual void print(std::shared_ptr<QPagedPaintDevice> device);
    /// Escape: closes the innermost thing that is open in the page. False when nothing was.
    virtual bool leaveLevel() { return false; }
    /// Another page comes; the shell may throw this one away. More than once is as once.
    virtual void left() {}
    /// Pixels at the lower edge that hold the page's verbs: nothing may float over them.
    virtual int footHeight() const { return 0; }

Q_SIGNALS:
    /// Show another page by its key.
    void openPage(const QString& key);
    /// Show a list with a filter of its own, under this title.
    void openRecords(qm::model::Entity entity, const qm::model::Filter& filter, const QString& title);
    /// Show one record: a person's page, else the entity's list with the side panel on it.
    void openRecord(qm::model::Entity entity, qm::base::Id id);
    void openRun(qm::base::Id run);
    /// "join", "leave", "undo", "import", "connect"; the subject is the person, run, entity row or source it is about, if any.
    void startWizard(const QString& which, qm::base::Id subject);
    /// Something has just been done; with a change set, Undo takes it back.
    void toast(const QString& words, qm::base::Id undoable);
    /// Something went wrong that no field or banner of the page itself can show.
    void failed(const qm::base::Error& error);
    /// What reload() asked for is on screen.
    void loaded();
    /// The person chose another day for every page; an invalid date is today. The shell answers with setAsOf().
    void asOfChosen(QDate day);
    /// The page is done (a wizard was finished or left): the shell goes back to the page before.
    void finished();

protected:
    /// What print() sets, from top to bottom: the whole of what a page scrolls through.
    virtual QList<QWidget*> paperParts() { return {this}; }
    void sayPrinted(int pages);
    console::Console& console() const { return m_console; }
    /// The day the page is about.
    QDate day() const { return m_asOf.isValid() ? m_asOf : m_console.clock().today(); }

private:
    console::Console& m_console;
    QDate m_asOf;
};

} // namespace qm::pages
