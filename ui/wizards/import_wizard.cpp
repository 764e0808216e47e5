#include "ui/wizards/import_wizard.h"

#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/pill.h"
#include "ui/wizards/import_check.h"
#include "ui/wizards/import_columns.h"

#include <QBoxLayout>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>

Q_DECLARE_METATYPE(qm::console::ImportFile)

namespace qm::wizards {

using namespace qm::widgets;
using console::RowOutcome;
using model::Entity;

namespace {

enum ImportStep { FileStep, ColumnsStep, CheckStep, ResultStep };
constexpr qsizetype previewRows = 5000;
constexpr int importPicture = 40, fileWidth = 560, dropHeight = 240;

} // namespace

ImportWizard::ImportWizard(console::Console& console, std::optional<Entity> kind)
    : WizardPage(console, tr("Import a file"), {tr("File"), tr("Columns"), tr("Check"), tr("Result")})
    , m_kind(new ComboBox)
    , m_columns(new ImportColumns)
    , m_check(new ImportCheck)
    , m_result(new QVBoxLayout)
{
    setAcceptDrops(true);
    auto* picture = new IconTile(QStringLiteral("file-sheet"), importPicture);
    picture->setState(format::State::Ok);
    frame()->head()->setPicture(picture);
    addStep(makeFile());
    addStep(scrolled(m_columns));
    addStep(m_check);
    addStep(makeResult());
    connect(m_columns, &ImportColumns::targetChosen, this, [this](const QString& name, const QString& target) {
        auto changed = console::withTarget(m_file, name, target);
        if (!changed)
            return showProblem(changed.error());
        take(*changed);
    });
    const QVariant before = kept();
    const auto file = before.isValid() ? std::optional(before.value<console::ImportFile>()) : std::nullopt;
    if (file && (!kind || *kind == file->mapping.entity))
        m_file = *file;
    if (const auto shown = m_file.table ? std::optional(m_file.mapping.entity) : kind; shown)
        m_kind->setCurrentIndex(std::max(0, m_kind->findData(int(*shown))));
    goTo(m_file.table ? ColumnsStep : FileStep);
}

QWidget* ImportWizard::makeFile()
{
    for (const Entity each : {Entity::Person, Entity::Device, Entity::App, Entity::Contract, Entity::LicenceLine, Entity::Account, Entity::Seat, Entity::InvoiceLine, Entity::Vendor, Entity::Site, Entity::Department})
        m_kind->addItem(format::entityPlural(each), int(each));
    auto* page = new QWidget;
    QVBoxLayout* column = narrowColumn(page, fileWidth);
    column->addWidget(new FormField(tr("What the file holds"), m_kind, tr("one kind of record to a row; what they name is found or added")));
    auto* drop = new EmptyState(QStringLiteral("import"), tr("Drop a CSV file here"), tr("Commas, semicolons or tabs; any common encoding. Its columns are matched by their names, and you see every row before anything is written."));
    auto* place = new Card(Ground::Subtle);
    place->setFixedHeight(dropHeight);
    place->body()->addWidget(drop);
    column->addWidget(place);
    column->addStretch(1);
    return page;
}

QWidget* ImportWizard::makeResult()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(measure::sheetLeft, 20, measure::sheetRight, 20);
    column->setSpacing(12);
    column->addLayout(m_result);
    column->addStretch(1);
    return page;
}

void ImportWizard::reload()
{
    Q_EMIT loaded();
}

Entity ImportWizard::entity() const
{
    return static_cast<Entity>(m_kind->currentData().toInt());
}

void ImportWizard::dragEnterEvent(QDragEnterEvent* event)
{
    if (step() == FileStep && event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void ImportWizard::dropEvent(QDropEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile())
        open(urls.first().toLocalFile());
}

void ImportWizard::askForFile()
{
    auto* dialog = new FileDialog(this, FileDialog::Purpose::Open, tr("Choose a file"));
    dialog->setNameFilters({tr("Tables (*.csv *.tsv *.txt)"), tr("All files (*)")});
    connect(dialog, &FileDialog::fileSelected, this, &ImportWizard::open);
    dialog->open();
}

void ImportWizard::open(const QString& path)
{
    const int number = ++m_asked;
    wait(tr("Reading %1").arg(QFileInfo(path).fileName()));
    base::whenDone(console().openImport(path, entity()), this, [this, number](base::Result<console::ImportFile> file) {
        if (number != m_asked)
            return;
        stopWaiting();
        if (!file)
            return showProblem(file.error());
        m_file = *file;
        goTo(ColumnsStep);
    });
}

void ImportWizard::take(const console::ImportFile& file)
{
    m_isWaiting = false;
    dropProblem();
    m_file = file;
    frame()->head()->setTitle(tr("Import %1").arg(format::entityPlural(entity()).toLower()));
    showFileWords(tr("%1 rows, %2 columns").arg(format::countWord(file.table->rowCount() - 1)).arg(file.mapping.columns.size()));
    m_columns->show(file);
    m_side = new ImportSide(file);
    connect(m_side, &ImportSide::datesChosen, this, [this](int column, exchange::DateOrder order) { take(console::withDates(m_file, column, order)); }, Qt::QueuedConnection);
    connect(m_side, &ImportSide::decimalsChosen, this, [this](int column, exchange::DecimalSign sign) { take(console::withDecimals(m_file, column, sign)); }, Qt::QueuedConnection);
    frame()->setConsequences(m_side);
    dressFoot(step());
    preview();
}

void ImportWizard::preview()
{
    const int number = ++m_asked;
    if (m_file.table->rowCount() > previewRows)
        return;
    base::whenDone(console().planImport(m_file), this, [this, number](base::Result<console::ImportPlan> plan) {
        if (plan && number == m_asked && m_side)
            m_side->showFirstRow(*plan);
    });
}

void ImportWizard::check()
{
    const int number = ++m_asked;
    wait(tr("Checking %1 rows").arg(format::countWord(m_file.table->rowCount() - 1)));
    base::whenDone(console().planImport(m_file), this, [this, number](base::Result<console::ImportPlan> plan) {
        if (number != m_asked)
            return;
        stopWaiting();
        if (!plan)
            return showProblem(plan.error());
        showCheck(*plan);
    });
}

void ImportWizard::showCheck(const console::ImportPlan& plan)
{
    m_plan = plan;
    m_check->show(plan);
    showFileWords(tr("checked %1 rows \u00b7 nothing written").arg(format::countWord(qint64(plan.rows.size()))));
    goTo(CheckStep);
}

int ImportWizard::rowsToWrite() const
{
    return m_plan.count(RowOutcome::Create) + m_plan.count(RowOutcome::Update);
}

void ImportWizard::apply()
{
    m_isWriting = true;
    forget(); // also when somebody leaves before the answer is here
    frame()->primary()->setEnabled(false);
    frame()->setBack({});
    frame()->setReassurance(QStringLiteral("refresh"), tr("Writing %1 rows: all of them or none").arg(format::countWord(rowsToWrite())));
    base::whenDone(console().applyImport(m_plan), this, [this](base::Result<model::ChangeSet> written) {
        m_isWriting = false;
        dressFoot(step());
        if (!written)
            return showProblem(written.error());
        showResult(*written);
    });
}

void ImportWizard::showResult(const model::ChangeSet& written)
{
    m_written = written.id;
    pages::clearLayout(m_result);
    const QString title = written.id.isValid() ? rowsToWrite() == 1 ? tr("1 row imported") : tr("%1 rows imported").arg(format::countWord(rowsToWrite())) : tr("Nothing to write: everything in the file was known already");
    auto* banner = new Banner(format::State::Ok, title, written.id.isValid() ? format::changeSetWord(written) : tr("Importing the same file again changes nothing."));
    if (written.id.isValid())
        banner->setAction(tr("Undo"));
    connect(banner, &Banner::actionAsked, this, &ImportWizard::undo);
    m_result->addWidget(banner);
    const int refused = m_plan.count(RowOutcome::Refused);
    if (refused > 0)
        m_result->addWidget(new Banner(format::State::Attention, refused == 1 ? tr("1 row was not imported") : tr("%1 rows were not imported").arg(refused), tr("Correct them in the file and import it again: the others stay as they are.")));
    showFileWords(written.id.isValid() ? title : tr("nothing had to be written"));
    goTo(ResultStep);
}

void ImportWizard::showFileWords(const QString& words)
{
    frame()->head()->setGrey(QStringLiteral("%1 \u00b7 %2").arg(QFileInfo(m_file.path).fileName(), words));
}

void ImportWizard::undo()
{
    if (asOf().isValid())
        return Q_EMIT toast(format::pastDayWord(), {});
    base::whenDone(console().undo(m_written), this, [this](base::Result<model::ChangeSet> back) {
        if (!back)
            return showProblem(back.error());
        pages::clearLayout(m_result);
        m_result->addWidget(new Banner(format::State::Info, tr("Taken back"), tr("Everything is as it was before the import.")));
        showFileWords(tr("taken back"));
    });
}

QString ImportWizard::problemTitle() const
{
    return tr("This file cannot be taken as it is");
}

bool ImportWizard::mayReturnFrom(int step) const
{
    return step != ResultStep && !m_isWriting;
}

QVariant ImportWizard::entered()
{
    return m_file.table ? QVariant::fromValue(m_file) : QVariant();
}

void ImportWizard::secondary()
{
    Q_EMIT openRecords(entity(), model::Filter(), format::entityPlural(entity()));
}

/// What is asked writes nothing, so stopping is to look away: its answer comes too late.
void ImportWizard::wait(const QString& words)
{
    m_isWaiting = true;
    frame()->setReassurance(QStringLiteral("refresh"), words);
    frame()->primary()->setEnabled(true);
    frame()->primary()->setText(tr("Stop"));
    frame()->primary()->updateGeometry();
}

void ImportWizard::stopWaiting()
{
    m_isWaiting = false;
    ++m_asked;
    dressFoot(step());
}

void ImportWizard::enterStep(int step)
{
    m_isWaiting = false;
    ++m_asked;
    m_side = nullptr;
    if (step == ColumnsStep && m_file.table)
        take(m_file);
}

void ImportWizard::dressFoot(int step)
{
    Button* primary = frame()->primary();
    frame()->setBack(step == ColumnsStep || step == CheckStep ? stepTitle(step - 1) : QString());
    frame()->setReassurance(QStringLiteral("shield-check"), tr("Nothing is written until you apply."));
    primary->setEnabled(true);
    switch (step) {
    case FileStep: primary->setText(tr("Choose a file")); break;
    case ColumnsStep:
        primary->setText(tr("Check %1 rows").arg(m_file.table ? format::countWord(m_file.table->rowCount() - 1) : QString()));
        primary->setEnabled(m_file.questions.isEmpty());
        if (!m_file.questions.isEmpty())
            frame()->setReassurance(QStringLiteral("circle-question"), tr("Answer the question first: dates and money are never guessed."));
        break;
    case CheckStep:
        primary->setText(rowsToWrite() == 1 ? tr("Apply 1 row") : tr("Apply %1 rows").arg(format::countWord(rowsToWrite())));
        primary->setEnabled(rowsToWrite() > 0);
        frame()->setReassurance(QStringLiteral("undo"), tr("Importing the same file again would change nothing. One click undoes it."));
        break;
    default:
        primary->setText(tr("Close"));
        frame()->secondary()->setText(tr("Show the %1").arg(format::entityPlural(entity()).toLower()));
        frame()->setReassurance(QStringLiteral("history"), tr("The import stands in the history of every record it touched."));
    }
    primary->updateGeometry();
}

void ImportWizard::forward()
{
    if (m_isWaiting)
        return stopWaiting();
    switch (step()) {
    case FileStep: return askForFile();
    case ColumnsStep: return check();
    case CheckStep: return apply();
    default: Q_EMIT finished();
    }
}

} // namespace qm::wizards
