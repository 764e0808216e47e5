#include "ui/shell/notices.h"

#include "ui/format/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/tokens.h"

#include <QBoxLayout>
#include <QKeySequence>

namespace qm::shell {

using namespace qm::widgets;

Notices::Notices(QWidget* sheet)
    : m_sheet(sheet)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

Banner* Notices::place(Banner* banner)
{
    auto* room = new QWidget;
    auto* inset = new QVBoxLayout(room);
    inset->setContentsMargins(measure::sheetLeft, 12, measure::sheetRight, 0);
    inset->addWidget(banner);
    m_column->addWidget(room);
    connect(banner, &QObject::destroyed, room, &QObject::deleteLater);
    return banner;
}

void Notices::toast(const QString& words, base::Id undoable)
{
    delete m_toast;
    const QString key = QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText);
    m_toast = new Toast(words, undoable.isValid() ? key : QString(), m_sheet);
    m_toast->setLift(m_lift);
    if (!undoable.isValid())
        m_toast->withoutUndo();
    connect(m_toast, &Toast::undoAsked, this, [this, undoable] { Q_EMIT undoAsked(undoable); });
    m_toast->popUp();
}

void Notices::comeUp()
{
    if (m_toast)
        m_toast->raise();
}

void Notices::fail(const base::Error& error)
{
    if (error.code == base::ErrorCode::Cancelled)
        return;
    dropFailure();
    m_failure = place(new Banner(format::State::Act, tr("That did not work"), format::sentence(error)));
    m_failure->setAction(tr("Close"));
    connect(m_failure, &Banner::actionAsked, this, &Notices::dropFailure);
}

void Notices::dropFailure()
{
    if (m_failure)
        m_failure->deleteLater();
    m_failure.clear();
}

void Notices::setDay(QDate day)
{
    if (m_past)
        m_past->deleteLater();
    m_past.clear();
    if (!day.isValid())
        return;
    m_past = place(new Banner(format::State::Info, tr("As of %1").arg(format::dateWord(day)), tr("You see everything as it was at the end of that day. Nothing can be changed here.")));
    m_past->setAction(tr("Back to today"));
    connect(m_past, &Banner::actionAsked, this, &Notices::todayAsked);
}

} // namespace qm::shell
