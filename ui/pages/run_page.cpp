#include "ui/pages/run_page.h"

#include "core/model/step_state.h"
#include "ui/format/words.h"
#include "ui/pages/run_view.h"
#include "ui/pages/run_words.h"
#include "ui/print/certificate.h"
#include "ui/widgets/button.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QBoxLayout>
#include <QFileInfo>

namespace qm::pages {

using namespace qm::widgets;

namespace {
constexpr int runAvatar = 44;
}

RunPage::RunPage(console::Console& console, base::Id run)
    : ReportPage(console, tr("Run"))
    , m_view(new RunView(console))
    , m_carryOn(new Button(tr("Carry on"), ButtonKind::Secondary, QStringLiteral("play")))
    , m_takeBack(new Button(tr("Take back"), ButtonKind::Secondary, QStringLiteral("undo")))
    , m_certificate(new Button(tr("Certificate"), ButtonKind::Secondary, QStringLiteral("lock")))
    , m_run(run)
{
    head()->addAction(m_carryOn);
    head()->addAction(m_takeBack);
    head()->addAction(m_certificate);
    m_takeBack->setToolTip(plainTip(tr("Makes a plan that puts back what this run did. Nothing is written until you apply it.")));
    m_takeBack->hide();
    m_certificate->hide();
    column()->addWidget(m_view);
    connect(m_view, &RunView::shown, this, &RunPage::showHead);
    connect(m_view, &RunView::shown, this, [this] { dropBanner(); });
    connect(m_view, &RunView::unread, this, [this](const base::Error& error) { showError(error); });
    connect(m_view, &RunView::failed, this, &Page::failed);
    connect(m_view, &RunView::toast, this, &Page::toast);
    connect(m_view, &RunView::openConnections, this, [this] { Q_EMIT openPage(QStringLiteral("source")); });
    connect(m_view, &RunView::planRest, this, [this](base::Id person) { Q_EMIT startWizard(QStringLiteral("leave"), person); });
    connect(m_carryOn, &QAbstractButton::clicked, m_view, &RunView::carryOn);
    connect(m_takeBack, &QAbstractButton::clicked, this, [this] { Q_EMIT startWizard(QStringLiteral("undo"), m_run); });
    connect(m_certificate, &QAbstractButton::clicked, this, &RunPage::askWhereTo);
}

void RunPage::reload()
{
    m_view->setRun(m_run);
}

void RunPage::showHead()
{
    const model::Run& run = m_view->report().run.run;
    console::RunRow row;
    row.title = run.title;
    row.occasion = run.occasion;
    row.effectiveAt = run.effectiveAt;
    row.timeZone = m_view->report().timeZone;
    head()->setTitle(runTitle(row, console().clock().today()));
    QStringList grey{run.number};
    if (run.started.isValid())
        grey << tr("started %1").arg(format::dayWord(run.started.toTimeZone(m_view->zone()).date(), console().clock().today()));
    const auto& steps = m_view->report().run.steps;
    grey << (steps.size() == 1 ? tr("1 step") : tr("%1 steps").arg(steps.size()));
    head()->setGrey(grey.join(QStringLiteral(" \u00b7 ")));
    if (!m_hasPicture)
        head()->setPicture(new Avatar(run.title, runAvatar));
    m_hasPicture = true;
    m_carryOn->setVisible(run.state != model::Run::State::Done && run.state != model::Run::State::Cancelled);
    m_takeBack->setVisible(std::any_of(steps.begin(), steps.end(), [](const console::JournalStep& each) { return model::isDone(each.step.state); }));
    const bool whole = m_view->progress().percent() == 100;
    m_certificate->setVisible(m_view->isLeaver());
    m_certificate->setEnabled(whole);
    m_certificate->setIconName(whole ? QStringLiteral("file-check") : QStringLiteral("lock"));
    m_certificate->setText(whole ? tr("Save certificate") : tr("Certificate at 100 %"));
    m_certificate->setToolTip(whole ? QString() : plainTip(tr("Locked until everything they had is closed and proven.")));
    m_certificate->updateGeometry();
    Q_EMIT loaded();
}

void RunPage::askWhereTo()
{
    const QString name = tr("Certificate %1.pdf").arg(m_view->report().run.run.number);
    auto* dialog = new FileDialog(this, FileDialog::Purpose::Save, tr("Save certificate"), name);
    connect(dialog, &FileDialog::fileSelected, this, &RunPage::certify);
    dialog->open();
}

void RunPage::certify(const QString& path)
{
    model::Query query;
    query.entity = model::Entity::Company;
    base::whenDone(console().load(query), this, [this, path](base::Result<std::vector<model::Record>> companies) {
        const QString company = companies && !companies->empty() ? model::titleOf(companies->front()) : QString();
        const auto written = print::writeCertificate({m_view->report(), company, console().actor(), console().clock().now()}, path);
        if (!written)
            return Q_EMIT failed(written.error());
        Q_EMIT toast(tr("%1 saved, SHA-256 %2").arg(QFileInfo(written->pdf).fileName(), written->sha256.left(12)), {});
    });
}

} // namespace qm::pages
