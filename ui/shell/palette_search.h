#pragma once

#include "core/console/console.h"
#include "ui/widgets/command_palette.h"

#include <QTimer>

namespace qm::shell {

/// Something the palette can do: words, icon, key and the deed.
struct PaletteCommand
{
    QString id;
    QString icon;
    QString words;
    QString enterDoes;
};

/// Feeds the palette: commands that fit the words at once, records from the search index shortly after. An answer to
/// words that have changed meanwhile is dropped.
class PaletteSearch : public QObject
{
    Q_OBJECT

public:
    PaletteSearch(console::Console& console, widgets::CommandPalette* palette, QObject* parent);

    void setCommands(const QList<PaletteCommand>& commands) { m_commands = commands; }
    void popUp();

Q_SIGNALS:
    void commandChosen(const QString& id);
    void recordChosen(qm::model::Entity entity, qm::base::Id id);

private:
    void ask();
    void show();
    void choose(const QString& id);
    widgets::PaletteGroup commandGroup() const;

    console::Console& m_console;
    widgets::CommandPalette* m_palette;
    QList<PaletteCommand> m_commands;
    std::vector<model::Hit> m_hits;
    QTimer m_pause;
    quint64 m_question = 0;
};

} // namespace qm::shell
