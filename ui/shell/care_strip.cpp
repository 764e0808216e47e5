#include "ui/shell/care_strip.h"

#include "core/base/when_done.h"
#include "ui/format/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

#include <QFileInfo>

namespace qm::shell {

using namespace qm::widgets;
using base::Result;

namespace {

constexpr int lookEveryMs = 100;

} // namespace

CareStrip::CareStrip(console::Console& console, QWidget* parent)
    : FootStrip(parent)
    , m_console(console)
    , m_stop(addVerb(tr("Stop")))
{
    m_look.setInterval(lookEveryMs);
    connect(&m_look, &QTimer::timeout, this, &CareStrip::showFar);
    connect(m_stop, &QAbstractButton::clicked, this, &CareStrip::stop);
    hide();
}

CareStrip::~CareStrip()
{
    stop();
}

void CareStrip::stop()
{
    m_cancel.request();
    m_stop->setEnabled(false);
}

base::ProgressSink CareStrip::begin(const QString& words)
{
    m_isBusy = true;
    m_words = words;
    m_far = std::make_shared<Far>();
    m_cancel = base::Cancel();
    m_stop->setEnabled(true);
    m_stop->setAccessibleName(tr("Stop: %1").arg(words));
    m_look.start();
    showFar();
    show();
    return [far = m_far](base::Progress progress) {
        far->done = progress.done;
        far->total = progress.total;
    };
}

void CareStrip::showFar()
{
    const qint64 total = m_far->total;
    const qint64 percent = total > 0 ? m_far->done * 100 / total : 0;
    progress()->setProgress(m_words, total > 0 ? tr("%1 %").arg(percent) : QString(), total > 0 ? static_cast<double>(percent) / 100 : -1);
}

void CareStrip::end()
{
    m_isBusy = false;
    m_look.stop();
    hide();
}

void CareStrip::backUp(const QString& path)
{
    if (m_isBusy)
        return Q_EMIT failed({base::ErrorCode::Refused, m_words, tr("it is not finished yet"), base::Retry::Later});
    const QString name = QFileInfo(path).fileName();
    auto sink = begin(tr("Backing up to %1").arg(name));
    base::whenDone(m_console.backup(path, std::move(sink), m_cancel), this, [this, name](const Result<void>& written) {
        end();
        if (!written)
            return Q_EMIT failed(written.error());
        Q_EMIT done(tr("Backed up to %1").arg(name));
    });
}

void CareStrip::check()
{
    if (m_isBusy)
        return Q_EMIT failed({base::ErrorCode::Refused, m_words, tr("it is not finished yet"), base::Retry::Later});
    auto sink = begin(tr("Checking the file"));
    base::whenDone(m_console.verify(std::move(sink), m_cancel), this, [this](const Result<console::Verification>& checked) {
        end();
        if (!checked)
            return Q_EMIT failed(checked.error());
        if (!checked->ok())
            return Q_EMIT failed({base::ErrorCode::WorkspaceDamaged, tr("This workspace"), checked->problems.front(), base::Retry::Never});
        Q_EMIT done(tr("The file is sound: %1 changes in its history, each as it was written, and every record as they say").arg(format::countWord(checked->changes)));
    });
}

} // namespace qm::shell
