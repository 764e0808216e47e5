#include "ui/pages/sync_result.h"

#include "ui/format/vendor_words.h"
#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using format::State;

namespace {

using console::isWhole;

QString whyNot(const console::StreamReport& stream)
{
    if (stream.error)
        return format::sentence(*stream.error);
    if (stream.reason.isEmpty())
        return SyncResult::tr("not read to its end; nothing is concluded from what is missing");
    return format::reasonSentence(stream.reason);
}

RowButton* lineOf(const console::StreamReport& stream)
{
    const bool isSkipped = stream.state == u"skipped";
    const State state = isWhole(stream.state) ? State::Ok : isSkipped ? State::Exempt : State::Attention;
    auto* line = new RowButton({state, {}, format::streamTitle(stream.id), isWhole(stream.state) ? format::readingWord(stream.read, {stream.created, stream.updated, stream.gone}) : whyNot(stream), {}, {}});
    line->setStill();
    return line;
}

} // namespace

QString progressWords(const models::SyncUnderWay& reading)
{
    if (reading.isStopping)
        return SyncResult::tr("Stopping after this page");
    if (reading.stream.isEmpty())
        return SyncResult::tr("Reading %1, the first page is on its way").arg(reading.name);
    return SyncResult::tr("Reading %1 of %2, %3 so far").arg(format::streamWord(reading.stream), reading.name, format::countWord(reading.read));
}

SyncResult::SyncResult(QWidget* parent)
    : QWidget(parent)
    , m_row(new QWidget)
    , m_progress(new ProgressLine)
    , m_stop(new Button(tr("Stop reading")))
    , m_results(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    column->addWidget(m_row);
    m_results->setSpacing(6);
    column->addLayout(m_results);
    m_row->hide();
    connect(m_stop, &QAbstractButton::clicked, this, &SyncResult::stopAsked);
}

void SyncResult::showProgress(const models::SyncUnderWay& reading)
{
    clearLayout(m_results);
    m_progress->setProgress(progressWords(reading), {}, -1);
    m_stop->setEnabled(!reading.isStopping);
    m_row->show();
}

void SyncResult::showEnd(const models::SyncEnd& end)
{
    clearLayout(m_results);
    m_row->hide();
    if (end.error) {
        m_results->addWidget(new Banner(State::Act, tr("It could not be read"), format::sentence(*end.error)));
        return;
    }
    m_results->addWidget(makeLabel(tr("%1 has been read").arg(end.report.source), Type::Section));
    for (const console::StreamReport& stream : end.report.streams)
        m_results->addWidget(lineOf(stream));
    if (end.report.orphans == 0)
        return;
    auto* orphans = new RowButton({State::Attention, {}, end.report.orphans == 1 ? tr("1 account belongs to nobody known") : tr("%1 accounts belong to nobody known").arg(format::countWord(end.report.orphans)), tr("Say whose they are, or close them."), {}, {}});
    connect(orphans, &QAbstractButton::clicked, this, &SyncResult::orphansAsked);
    m_results->addWidget(orphans);
}

} // namespace qm::pages
