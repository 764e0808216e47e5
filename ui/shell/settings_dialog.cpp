#include "ui/shell/settings_dialog.h"

#include "ui/shell/preferences.h"
#include "ui/widgets/field.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>

namespace qm::shell {

using namespace qm::widgets;

namespace {

constexpr double textSizes[] = {0.9, 1.0, 1.15, 1.3};

} // namespace

SettingsDialog::SettingsDialog(const QString& operatorName, QWidget* parent)
    : FormSheet(tr("Settings"), parent)
    , m_operator(new QLineEdit(operatorName))
    , m_before(operatorName)
{
    setVerbs(tr("Close"), {});
    setFootWords(tr("Changes hold at once, on this computer."));
    addTheme();
    addSize();
    addMotion();
    body()->addWidget(new FormField(tr("Your name"), m_operator, tr("Stands in the activity beside what you change, for everybody to see.")));
    body()->addStretch(1);
}

void SettingsDialog::addTheme()
{
    auto* row = new Segmented;
    row->add(tr("As the system"));
    row->add(tr("Light"));
    row->add(tr("Dark"));
    row->setCurrent(static_cast<int>(preferences::theme()));
    connect(row, &ChoiceRow::chosen, this, [this](int index) {
        preferences::setTheme(static_cast<preferences::ThemeChoice>(index));
        Q_EMIT lookChosen();
    });
    body()->addWidget(new FormField(tr("Colours"), row));
}

void SettingsDialog::addSize()
{
    auto* row = new Segmented;
    int chosen = 1;
    for (int index = 0; index < static_cast<int>(std::size(textSizes)); ++index) {
        row->add(tr("%1 %").arg(qRound(textSizes[index] * 100)));
        chosen = qFuzzyCompare(textSizes[index], preferences::textScale()) ? index : chosen;
    }
    row->setCurrent(chosen);
    connect(row, &ChoiceRow::chosen, this, [this](int index) {
        preferences::setTextScale(textSizes[index]);
        Q_EMIT lookChosen();
    });
    body()->addWidget(new FormField(tr("Text size"), row));
}

void SettingsDialog::addMotion()
{
    auto* row = new Segmented;
    row->add(tr("Short"));
    row->add(tr("None"));
    row->setCurrent(preferences::motion() == Motion::Moving ? 0 : 1);
    connect(row, &ChoiceRow::chosen, this, [this](int index) {
        preferences::setMotion(index == 0 ? Motion::Moving : Motion::Still);
        Q_EMIT lookChosen();
    });
    body()->addWidget(new FormField(tr("Movement"), row, tr("How sheets and the palette come in.")));
}

void SettingsDialog::done(int result)
{
    if (m_operator->text().trimmed() != m_before)
        Q_EMIT operatorChosen(m_operator->text().trimmed());
    FormSheet::done(result);
}

} // namespace qm::shell
