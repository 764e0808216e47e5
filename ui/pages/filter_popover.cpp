#include "ui/pages/filter_popover.h"

#include "ui/pages/filter_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace qm::pages {

using namespace qm::widgets;
using model::Filter;
using model::Kind;
using model::Operator;

namespace {

constexpr int filterCardWidth = 420;

QString helpFor(const model::Field& field, Operator op)
{
    if (op == Operator::AnyOf)
        return FilterCard::tr("Separate values with commas.");
    if (field.kind == Kind::Date || field.kind == Kind::Instant)
        return FilterCard::tr("A date like 2026-11-23, or today, today-30d, today+3m.");
    if (field.kind == Kind::Money)
        return FilterCard::tr("An amount with its currency, like 1200 EUR.");
    return {};
}

} // namespace

FilterCard::FilterCard(model::Entity entity, const Filter& start)
    : m_entity(entity)
    , m_field(new ComboBox)
    , m_operator(new ComboBox)
    , m_value(new ComboBox)
    , m_valueRoom(new FormField(tr("Value"), m_value))
    , m_text(new QLineEdit)
    , m_textRoom(new FormField(tr("Or write it"), m_text, tr("For example: site in (Leeds, Utrecht) and status != retired")))
{
    setFixedWidth(filterCardWidth);
    body()->setContentsMargins(20, 16, 20, 16);
    body()->setSpacing(12);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new FormField(tr("Field"), m_field), 3);
    row->addWidget(new FormField(tr("Condition"), m_operator), 2);
    body()->addLayout(row);
    body()->addWidget(m_valueRoom);
    addVerbs();
    body()->addWidget(new Hairline(Qt::Horizontal));
    body()->addWidget(m_textRoom);
    fillFields();
    connect(m_field, &QComboBox::currentIndexChanged, this, &FilterCard::fillOperators);
    connect(m_operator, &QComboBox::currentIndexChanged, this, &FilterCard::fillValues);
    connect(m_text, &QLineEdit::returnPressed, this, &FilterCard::applyText);
    fillOperators();
    startFrom(start);
}

void FilterCard::begin()
{
    m_field->setFocus(Qt::PopupFocusReason);
}

void FilterCard::addVerbs()
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* apply = new Button(tr("Apply filter"), ButtonKind::Primary);
    row->addWidget(apply);
    body()->addLayout(row);
    connect(apply, &QAbstractButton::clicked, this, &FilterCard::apply);
}

void FilterCard::fillFields()
{
    const model::EntityDescription& description = model::describe(m_entity);
    for (int index = 0; index < static_cast<int>(description.fields.size()); ++index) {
        if (description.field(index).has(model::Internal))
            continue;
        m_shown.append(index);
        m_field->addItem(format::fieldWord(description.field(index)));
    }
}

const model::Field& FilterCard::chosenField() const
{
    return model::describe(m_entity).field(m_shown.value(m_field->currentIndex()));
}

void FilterCard::fillOperators()
{
    const QSignalBlocker quiet(m_operator);
    m_operator->clear();
    for (const Operator op : operatorsFor(chosenField().kind))
        m_operator->addItem(operatorWord(op, chosenField().kind), static_cast<int>(op));
    fillValues();
}

void FilterCard::fillValues()
{
    const auto op = static_cast<Operator>(m_operator->currentData().toInt());
    const model::Field& field = chosenField();
    const bool isList = op != Operator::AnyOf && (field.kind == Kind::Choice || field.kind == Kind::Boolean);
    m_value->clear();
    m_value->setEditable(!isList);
    m_valueRoom->setVisible(needsValue(op));
    m_valueRoom->clearError();
    m_valueRoom->setHelp(helpFor(field, op));
    if (field.kind == Kind::Boolean) {
        m_value->addItem(tr("Yes"), QStringLiteral("true"));
        m_value->addItem(tr("No"), QStringLiteral("false"));
    }
    for (const model::Choice& choice : isList ? field.choices : std::vector<model::Choice>()) {
        if (!choice.key.isEmpty())
            m_value->addItem(format::choiceWord(field, choice.key), choice.key);
    }
    if (!isList)
        connect(m_value->lineEdit(), &QLineEdit::returnPressed, this, &FilterCard::apply, Qt::UniqueConnection);
}

void FilterCard::startFrom(const Filter& condition)
{
    m_text->setText(condition.fitsAll() ? QString() : condition.toText());
    if (condition.node() != Filter::Node::Condition)
        return;
    const auto at = m_shown.indexOf(model::describe(m_entity).indexOf(condition.path()));
    if (at < 0)
        return;
    m_field->setCurrentIndex(static_cast<int>(at));
    m_operator->setCurrentIndex(m_operator->findData(static_cast<int>(condition.op())));
    QStringList values;
    for (const model::Operand& operand : condition.operands()) {
        if (const auto* text = std::get_if<QString>(&operand.content))
            values.append(*text);
    }
    const int choice = m_value->findData(values.value(0));
    if (choice >= 0)
        m_value->setCurrentIndex(choice);
    else if (m_value->isEditable())
        m_value->setEditText(values.join(QStringLiteral(", ")));
}

Filter FilterCard::condition() const
{
    const auto op = static_cast<Operator>(m_operator->currentData().toInt());
    const QString typed = m_value->isEditable() ? m_value->currentText().trimmed() : m_value->currentData().toString();
    QList<model::Operand> operands;
    if (op == Operator::AnyOf) {
        for (const QString& part : typed.split(u',', Qt::SkipEmptyParts))
            operands.append({part.trimmed()});
    } else if (needsValue(op)) {
        // "today-30d" is read where filters are read.
        const auto read = typed.startsWith(QLatin1String("today")) ? Filter::fromText(QStringLiteral("x = ") + typed) : base::Result<Filter>(Filter());
        operands = read && read->node() == Filter::Node::Condition ? read->operands() : QList<model::Operand>{{typed}};
    }
    return Filter::condition(chosenField().key, op, operands);
}

void FilterCard::apply()
{
    const Filter filter = condition();
    if (needsValue(filter.op()) && (filter.operands().isEmpty() || filter.operands().front() == model::Operand{QString()}))
        return m_valueRoom->setError(tr("Give a value, or choose \u201cis empty\u201d."));
    judge(filter, m_valueRoom);
}

void FilterCard::applyText()
{
    const auto filter = Filter::fromText(m_text->text());
    if (!filter)
        return m_textRoom->setError(format::sentence(filter.error()));
    judge(*filter, m_textRoom);
}

void FilterCard::judge(const Filter& filter, FormField* blamed)
{
    const auto checked = model::check(filter, m_entity);
    if (!checked)
        return blamed->setError(format::sentence(checked.error()));
    blamed->clearError();
    Q_EMIT made(filter);
}

} // namespace qm::pages
