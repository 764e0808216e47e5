#include "ui/wizards/vendor_form.h"

#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace qm::wizards {

using namespace qm::widgets;
using console::VendorField;
using console::VendorSignIn;

namespace {

constexpr int keyHeight = 96;

QString textIn(const FormField* room)
{
    if (const auto* area = qobject_cast<const QPlainTextEdit*>(room->field()))
        return area->toPlainText().trimmed();
    return qobject_cast<const QLineEdit*>(room->field())->text().trimmed();
}

void setText(FormField* room, const QString& text)
{
    if (auto* area = qobject_cast<QPlainTextEdit*>(room->field()))
        return area->setPlainText(text);
    qobject_cast<QLineEdit*>(room->field())->setText(text);
}

QString labelOf(const VendorField& field)
{
    if (!field.label.isEmpty())
        return field.label;
    QString words = QString(field.key).replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

QString wayWord(const VendorSignIn& way)
{
    if (!way.label.isEmpty())
        return way.label;
    switch (way.kind) {
    case VendorSignIn::Kind::Browser: return VendorForm::tr("Sign in with the browser");
    case VendorSignIn::Kind::Device: return VendorForm::tr("Sign in with a code");
    case VendorSignIn::Kind::Program: return VendorForm::tr("An app of your own");
    case VendorSignIn::Kind::Paste: break;
    }
    return VendorForm::tr("A token");
}

QString wayHelp(const VendorSignIn& way)
{
    switch (way.kind) {
    case VendorSignIn::Kind::Browser: return VendorForm::tr("Your browser opens and you sign in there. The password stays between you and the service.");
    case VendorSignIn::Kind::Device: return VendorForm::tr("You get a code and type it in a browser, on any device.");
    default: return VendorForm::tr("What you paste is sealed on this computer and never shown again.");
    }
}

} // namespace

VendorForm::VendorForm(const console::VendorInfo& vendor, Asks asks, QWidget* parent)
    : QWidget(parent)
    , m_vendor(vendor)
    , m_secretColumn(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    if (asks == Asks::Everything) {
        auto* name = new QLineEdit(vendor.name);
        m_name = new FormField(tr("Name"), name, tr("how it is called here"));
        connect(name, &QLineEdit::returnPressed, this, &VendorForm::entered);
        column->addWidget(m_name);
        for (const VendorField& field : vendor.config)
            m_config.insert(field.key, addField(field, column));
    }
    if (vendor.ways.size() > 1) {
        m_ways = new Segmented;
        for (const VendorSignIn& way : vendor.ways)
            m_ways->add(wayWord(way));
        m_ways->setCurrent(0);
        m_ways->setAccessibleName(tr("Way to sign in"));
        column->addWidget(makeLabel(tr("How to sign in"), Type::SmallStrong, Tone::Second));
        auto* row = new QHBoxLayout;
        row->addWidget(m_ways);
        row->addStretch(1);
        column->addLayout(row);
        connect(m_ways, &ChoiceRow::chosen, this, &VendorForm::chooseWay);
    }
    m_secretColumn->setSpacing(16);
    column->addLayout(m_secretColumn);
    chooseWay(0);
}

FormField* VendorForm::addField(const VendorField& field, QVBoxLayout* column)
{
    QWidget* editor = nullptr;
    if (field.isLong) {
        auto* area = new QPlainTextEdit;
        area->setFixedHeight(keyHeight);
        area->setTabChangesFocus(true);
        editor = area;
    } else {
        auto* line = new QLineEdit;
        connect(line, &QLineEdit::returnPressed, this, &VendorForm::entered);
        editor = line;
    }
    auto* room = new FormField(field.isRequired ? labelOf(field) : tr("%1 (optional)").arg(labelOf(field)), editor, field.help);
    column->addWidget(room);
    return room;
}

void VendorForm::addSecret(const VendorField& field)
{
    FormField* room = addField(field, m_secretColumn);
    if (auto* line = qobject_cast<QLineEdit*>(room->field()))
        line->setEchoMode(QLineEdit::Password);
    m_secrets.insert(field.key, room);
}

void VendorForm::chooseWay(int way)
{
    m_way = way;
    m_secrets.clear();
    pages::clearLayout(m_secretColumn);
    if (m_vendor.ways.isEmpty())
        return;
    for (const VendorField& field : this->way().secrets)
        addSecret(field);
    m_secretColumn->addWidget(makeParagraph(wayHelp(this->way()), Type::Small, Tone::Third));
    Q_EMIT wayChosen();
}

QString VendorForm::problemOf(const VendorField& field, const QString& text) const
{
    if (text.isEmpty())
        return field.isRequired ? tr("Write this in: %1").arg(labelOf(field)) : QString();
    const QRegularExpression form(QRegularExpression::anchoredPattern(field.pattern));
    if (field.pattern.isEmpty() || form.match(text).hasMatch())
        return {};
    return field.help.isEmpty() ? tr("This does not look right; copy it again") : tr("This does not look right. %1").arg(field.help);
}

bool VendorForm::checkField(const VendorField& field, FormField* room)
{
    room->setError(problemOf(field, textIn(room)));
    return !room->hasError();
}

bool VendorForm::check()
{
    FormField* wrong = nullptr;
    const auto note = [&wrong](bool isRight, FormField* room) {
        if (!isRight && !wrong)
            wrong = room;
    };
    if (m_name) {
        m_name->setError(textIn(m_name).isEmpty() ? tr("Write a name") : QString());
        note(!m_name->hasError(), m_name);
    }
    for (const VendorField& field : m_vendor.config) {
        if (FormField* room = m_config.value(field.key))
            note(checkField(field, room), room);
    }
    for (const VendorField& field : way().secrets)
        note(checkField(field, m_secrets.value(field.key)), m_secrets.value(field.key));
    if (wrong)
        wrong->field()->setFocus(Qt::OtherFocusReason);
    return !wrong;
}

console::NewConnection VendorForm::takeOrder()
{
    console::NewConnection order;
    order.descriptor = m_vendor.id;
    order.name = m_name ? textIn(m_name) : QString();
    order.auth = way().id;
    for (auto it = m_config.begin(); it != m_config.end(); ++it) {
        if (!textIn(it.value()).isEmpty())
            order.config.insert(it.key(), textIn(it.value()));
    }
    for (const VendorField& field : way().secrets) {
        FormField* room = m_secrets.value(field.key);
        order.secrets.emplace(field.key, std::make_shared<const base::Secret>(textIn(room).toUtf8()));
        setText(room, {});
    }
    return order;
}

QHash<QString, QString> VendorForm::texts() const
{
    QHash<QString, QString> texts;
    if (m_name)
        texts.insert({}, textIn(m_name));
    for (auto it = m_config.begin(); it != m_config.end(); ++it)
        texts.insert(it.key(), textIn(it.value()));
    return texts;
}

void VendorForm::setTexts(const QHash<QString, QString>& texts)
{
    if (m_name && texts.contains({}))
        setText(m_name, texts.value({}));
    for (auto it = m_config.begin(); it != m_config.end(); ++it)
        setText(it.value(), texts.value(it.key()));
}

bool VendorForm::showError(const base::Error& error)
{
    FormField* room = m_config.value(error.subject);
    if (!room && error.code == base::ErrorCode::Duplicate)
        room = m_name;
    if (!room)
        return false;
    base::Error said = error;
    for (const VendorField& field : m_vendor.config) {
        if (field.key == error.subject)
            said.subject = labelOf(field);
    }
    room->setError(format::sentence(said));
    room->field()->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace qm::wizards
