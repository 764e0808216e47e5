#include "ui/shell/palette_search.h"

#include "core/base/when_done.h"
#include "ui/format/words.h"
#include "ui/pages/record_views.h"

namespace qm::shell {

using widgets::PaletteGroup;
using widgets::PaletteResult;

namespace {

constexpr int pauseMs = 50;
constexpr int mostHits = 12;
constexpr int mostCommands = 6;

QString hitId(const model::Hit& hit)
{
    return QStringLiteral("record:%1:%2").arg(static_cast<int>(hit.entity)).arg(hit.id.value);
}

} // namespace

PaletteSearch::PaletteSearch(console::Console& console, widgets::CommandPalette* palette, QObject* parent)
    : QObject(parent)
    , m_console(console)
    , m_palette(palette)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &PaletteSearch::ask);
    connect(palette, &widgets::CommandPalette::queryChanged, this, [this] {
        ++m_question;
        m_pause.start();
        if (m_palette->query().trimmed().isEmpty())
            m_hits.clear();
        show();
    });
    connect(palette, &widgets::CommandPalette::chosen, this, &PaletteSearch::choose);
}

void PaletteSearch::popUp()
{
    m_hits.clear();
    m_palette->popUp();
    show();
}

void PaletteSearch::ask()
{
    const QString words = m_palette->query().trimmed();
    if (words.isEmpty())
        return;
    base::whenDone(m_console.search(words, mostHits), this, [this, question = m_question](base::Result<std::vector<model::Hit>> hits) {
        if (question != m_question)
            return;
        m_hits = hits ? std::move(*hits) : std::vector<model::Hit>();
        show();
    });
}

PaletteGroup PaletteSearch::commandGroup() const
{
    const QString words = m_palette->query().trimmed();
    PaletteGroup group{tr("Commands"), {}};
    for (const PaletteCommand& command : m_commands) {
        if (command.words.contains(words, Qt::CaseInsensitive) && group.results.size() < mostCommands)
            group.results.append({command.id, command.icon, {}, command.words, words, {}, {}, command.enterDoes});
    }
    return group;
}

void PaletteSearch::show()
{
    const QString words = m_palette->query().trimmed();
    PaletteGroup people{tr("People"), {}};
    PaletteGroup rest{tr("Everything else"), {}};
    for (const model::Hit& hit : m_hits) {
        const bool isPerson = hit.entity == model::Entity::Person;
        PaletteGroup& group = isPerson ? people : rest;
        group.results.append({hitId(hit), isPerson ? QString() : pages::entityIcon(hit.entity), isPerson ? hit.title : QString(), hit.title, words, hit.detail, format::entityWord(hit.entity), tr("opens it")});
    }
    QList<PaletteGroup> groups;
    for (const PaletteGroup& group : {commandGroup(), people, rest}) {
        if (!group.results.isEmpty())
            groups.append(group);
    }
    m_palette->setGroups(groups);
    m_palette->setFoot(groups.isEmpty() ? tr("Nothing here is called \u201c%1\u201d").arg(words) : tr("Nothing runs without a plan"));
}

void PaletteSearch::choose(const QString& id)
{
    const QStringList parts = id.split(u':');
    if (parts.size() == 3 && parts.front() == QLatin1String("record"))
        Q_EMIT recordChosen(static_cast<model::Entity>(parts.at(1).toInt()), base::Id{parts.at(2).toLongLong()});
    else
        Q_EMIT commandChosen(id);
}

} // namespace qm::shell
