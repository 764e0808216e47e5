#include "ui/pages/schedule_form.h"

#include "ui/format/vendor_words.h"
#include "ui/widgets/field.h"

#include <QBoxLayout>
#include <QCheckBox>

namespace qm::pages {

using namespace qm::widgets;
using console::ReadingSchedule;

namespace {

QTime hourIn(const QLineEdit* line)
{
    return QTime::fromString(line->text().trimmed(), QStringLiteral("H:mm"));
}

QString hourText(const QLineEdit* line)
{
    return hourIn(line).toString(QStringLiteral("HH:mm"));
}

} // namespace

ScheduleForm::ScheduleForm(QWidget* parent)
    : QWidget(parent)
    , m_every(new ComboBox)
    , m_onStart(new QCheckBox(tr("Also when the program starts")))
    , m_from(new QLineEdit)
    , m_to(new QLineEdit)
{
    for (const qint64 minutes : {0, 60, 4 * 60, 12 * 60, 24 * 60})
        m_every->addItem(format::scheduleWord({minutes, false, {}, {}}), minutes);
    m_fromField = new FormField(tr("Quiet from (optional)"), m_from, tr("like 22:00"));
    m_toField = new FormField(tr("Quiet until"), m_to, tr("like 06:00"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(new FormField(tr("Read by itself"), m_every, tr("only while the program is open")));
    column->addWidget(m_onStart);
    auto* hours = new QHBoxLayout;
    hours->setSpacing(12);
    hours->addWidget(m_fromField, 1, Qt::AlignTop);
    hours->addWidget(m_toField, 1, Qt::AlignTop);
    column->addLayout(hours);
    connect(m_every, &QComboBox::currentIndexChanged, this, &ScheduleForm::tell);
    connect(m_onStart, &QCheckBox::toggled, this, &ScheduleForm::tell);
    connect(m_from, &QLineEdit::editingFinished, this, &ScheduleForm::tell);
    connect(m_to, &QLineEdit::editingFinished, this, &ScheduleForm::tell);
}

void ScheduleForm::setSchedule(const ReadingSchedule& schedule)
{
    m_isFilling = true;
    if (m_every->findData(schedule.everyMinutes) < 0)
        m_every->addItem(format::scheduleWord({schedule.everyMinutes, false, {}, {}}), schedule.everyMinutes);
    m_every->setCurrentIndex(m_every->findData(schedule.everyMinutes));
    m_onStart->setChecked(schedule.onStart);
    m_from->setText(schedule.quietFrom);
    m_to->setText(schedule.quietTo);
    m_isFilling = false;
}

std::optional<ReadingSchedule> ScheduleForm::schedule()
{
    const bool isQuiet = !m_from->text().trimmed().isEmpty() || !m_to->text().trimmed().isEmpty();
    const bool isFromRight = !isQuiet || hourIn(m_from).isValid();
    const bool isToRight = !isQuiet || hourIn(m_to).isValid();
    m_fromField->setError(isFromRight ? QString() : tr("Write an hour like 22:00"));
    m_toField->setError(isToRight ? QString() : tr("Write an hour like 06:00"));
    if (!isFromRight || !isToRight)
        return std::nullopt;
    return ReadingSchedule{m_every->currentData().toLongLong(), m_onStart->isChecked(), isQuiet ? hourText(m_from) : QString(), isQuiet ? hourText(m_to) : QString()};
}

void ScheduleForm::tell()
{
    if (m_isFilling)
        return;
    if (const auto chosenNow = schedule())
        Q_EMIT chosen(*chosenNow);
}

} // namespace qm::pages
