#include "ui/pages/company_sheet.h"

#include "core/base/money.h"
#include "core/model/limits.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>

namespace qm::pages {

using namespace qm::widgets;

namespace {

constexpr int roomForError = 24;

} // namespace

CompanySheet::CompanySheet(QWidget* parent)
    : FormSheet(tr("Your company"), parent)
    , m_name(new QLineEdit)
    , m_currency(new ComboBox)
    , m_nameField(new FormField(tr("What it is called"), m_name))
{
    m_name->setMaxLength(model::longestText);
    m_currency->addItems(base::Currency::knownCodes());
    const int own = m_currency->findText(QLocale().currencySymbol(QLocale::CurrencyIsoCode));
    m_currency->setCurrentIndex(own >= 0 ? own : m_currency->findText(QStringLiteral("EUR")));
    body()->addWidget(m_nameField);
    body()->addWidget(new FormField(tr("What it counts in"), m_currency, tr("totals are shown in it; amounts in other currencies keep theirs")));
    body()->addSpacing(roomForError);
    body()->addStretch(1);
    setFootWords(tr("Next you choose where the file is kept."));
    setVerbs(tr("Not now"), tr("Choose the file"));
    connect(this, &FormSheet::verbAsked, this, &CompanySheet::choose);
    connect(m_name, &QLineEdit::returnPressed, this, &CompanySheet::choose);
}

void CompanySheet::choose()
{
    const QString name = m_name->text().trimmed();
    m_nameField->setError(name.isEmpty() ? tr("Write a name") : QString());
    if (name.isEmpty())
        return m_name->setFocus(Qt::OtherFocusReason);
    accept();
    Q_EMIT chosen(name, m_currency->currentText());
}

} // namespace qm::pages
