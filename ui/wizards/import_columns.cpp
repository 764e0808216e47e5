#include "ui/wizards/import_columns.h"

#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QBoxLayout>
#include <QRadioButton>

namespace qm::wizards {

using namespace qm::widgets;
using exchange::Certainty;
using format::State;

namespace {

constexpr int mappingRow = 46, targetWidth = 186, valuesShown = 3, sureWidth = 220;

const exchange::Question* questionFor(const console::ImportFile& file, int column)
{
    for (const exchange::Question& question : file.questions) {
        if (question.column == column)
            return &question;
    }
    return nullptr;
}

QString firstValues(const console::ImportFile& file, int column)
{
    QStringList values;
    for (qsizetype row = 1; row < file.table->rowCount() && values.size() < valuesShown; ++row) {
        const QString value = file.table->cell(row, column).trimmed().toString();
        if (!value.isEmpty() && !values.contains(value))
            values << value;
    }
    return values.isEmpty() ? ImportColumns::tr("(empty)") : values.join(QStringLiteral(", "));
}

format::Cell sureCell(const console::ImportFile& file, int column)
{
    format::Cell cell = format::text({});
    cell.kind = format::CellKind::Icon;
    const exchange::ColumnMapping& mapping = file.mapping.columns[column];
    if (const exchange::Question* question = questionFor(file, column)) {
        cell.state = State::Attention;
        cell.text = ImportColumns::tr("%1: how is it read?").arg(question->cell);
    } else if (mapping.target.isEmpty()) {
        cell.state = State::Exempt;
        cell.text = ImportColumns::tr("not used");
    } else if (mapping.certainty == Certainty::Likely) {
        cell.state = State::Attention;
        cell.text = ImportColumns::tr("likely, please look");
    } else {
        cell.state = State::Ok;
        cell.text = mapping.certainty == Certainty::Chosen ? ImportColumns::tr("as you chose") : ImportColumns::tr("sure, by its name");
    }
    cell.iconName = format::stateIcon(cell.state);
    return cell;
}

void fillTargets(QComboBox* combo, const console::ImportFile& file, const QString& target)
{
    combo->addItem(ImportColumns::tr("Leave out"), QString());
    for (const model::Field& field : model::describe(file.mapping.entity).fields) {
        if (field.isStored() && !field.has(model::Internal))
            combo->addItem(format::fieldWord(field), field.key);
    }
    if (!target.isEmpty() && combo->findData(target) < 0)
        combo->addItem(target, target);
    combo->setCurrentIndex(combo->findData(target));
}

class ElidedLabel : public QWidget
{
public:
    ElidedLabel(const QString& words, Type type, Tone tone)
        : m_cell(type == Type::Strong ? format::strong(words) : format::quiet(words))
    {
        Q_UNUSED(tone);
        auto* view = new CellView(m_cell);
        view->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(view);
        setToolTip(plainTip(words));
    }

private:
    format::Cell m_cell;
};

} // namespace

ImportColumns::ImportColumns(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(measure::sheetLeft, 16, measure::sheetRight, 20);
    auto* card = new Card;
    m_rows->setSpacing(0);
    card->body()->addLayout(m_rows);
    column->addWidget(card);
    column->addStretch(1);
}

void ImportColumns::show(const console::ImportFile& file)
{
    pages::clearLayout(m_rows);
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(measure::cardPadding - 1, 0, measure::cardPadding - 1, 0);
    row->setSpacing(12);
    head->setFixedHeight(measure::headerRow);
    row->addWidget(makeLabel(tr("In your file"), Type::Caption, Tone::Third), 2);
    row->addWidget(makeLabel(tr("First values"), Type::Caption, Tone::Third), 3);
    Label* target = makeLabel(tr("Goes to"), Type::Caption, Tone::Third);
    target->setFixedWidth(targetWidth);
    row->addWidget(target);
    Label* sure = makeLabel(tr("How sure"), Type::Caption, Tone::Third);
    sure->setFixedWidth(sureWidth);
    row->addWidget(sure);
    m_rows->addWidget(head);
    for (int column = 0; column < file.mapping.columns.size(); ++column) {
        m_rows->addWidget(new Hairline(Qt::Horizontal));
        m_rows->addWidget(columnRow(file, column));
    }
}

QWidget* ImportColumns::columnRow(const console::ImportFile& file, int column)
{
    const exchange::ColumnMapping& mapping = file.mapping.columns[column];
    auto* box = new QWidget;
    box->setFixedHeight(mappingRow);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(measure::cardPadding - 1, 0, measure::cardPadding - 1, 0);
    row->setSpacing(12);
    row->addWidget(new ElidedLabel(mapping.column, Type::Strong, Tone::Text), 2);
    row->addWidget(new ElidedLabel(firstValues(file, column), Type::Body, Tone::Second), 3);
    auto* combo = new ComboBox;
    combo->setInCell();
    combo->setFixedWidth(targetWidth);
    combo->setAccessibleName(tr("%1 goes to").arg(mapping.column));
    fillTargets(combo, file, mapping.target);
    row->addWidget(combo);
    auto* sure = new CellView(sureCell(file, column));
    sure->setFixedWidth(sureWidth);
    row->addWidget(sure);
    connect(combo, &QComboBox::activated, this, [this, combo, name = mapping.column] { Q_EMIT targetChosen(name, combo->currentData().toString()); });
    return box;
}

ImportSide::ImportSide(const console::ImportFile& file, QWidget* parent)
    : QWidget(parent)
    , m_file(file)
    , m_first(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    if (!file.questions.isEmpty())
        column->addWidget(makeLabel(file.questions.size() == 1 ? tr("One question before the check") : tr("%1 questions before the check").arg(file.questions.size()), Type::Section));
    for (const exchange::Question& question : file.questions)
        column->addWidget(questionCard(question));
    m_first->setSpacing(4);
    column->addLayout(m_first);
    column->addStretch(1);
}

QWidget* ImportSide::questionCard(const exchange::Question& question)
{
    auto* card = new Card(Ground::Info);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    const QString name = m_file.mapping.columns[question.column].column;
    column->addWidget(makeParagraph(tr("\u201c%1\u201d in %2, row %3, can be read two ways. Nothing is guessed.").arg(question.cell, name).arg(question.row), Type::Small, Tone::Text));
    const auto choice = [&](const QString& words) {
        auto* radio = new QRadioButton(words);
        radio->setAccessibleName(tr("%1: %2").arg(name, words));
        column->addWidget(radio);
        return radio;
    };
    const int at = question.column;
    if (question.kind == model::Kind::Date) {
        connect(choice(tr("day first, then month")), &QRadioButton::clicked, this, [this, at] { Q_EMIT datesChosen(at, exchange::DateOrder::DayFirst); });
        connect(choice(tr("month first, then day")), &QRadioButton::clicked, this, [this, at] { Q_EMIT datesChosen(at, exchange::DateOrder::MonthFirst); });
    } else {
        connect(choice(tr("the dot is the decimal point")), &QRadioButton::clicked, this, [this, at] { Q_EMIT decimalsChosen(at, exchange::DecimalSign::Dot); });
        connect(choice(tr("the comma is the decimal point")), &QRadioButton::clicked, this, [this, at] { Q_EMIT decimalsChosen(at, exchange::DecimalSign::Comma); });
    }
    card->body()->addLayout(column);
    return card;
}

void ImportSide::showFirstRow(const console::ImportPlan& plan)
{
    pages::clearLayout(m_first);
    const auto row = std::find_if(plan.rows.begin(), plan.rows.end(), [](const console::ImportRow& each) { return each.change >= 0; });
    if (row == plan.rows.end())
        return;
    m_first->addWidget(makeLabel(tr("Row %1 becomes").arg(row->row), Type::Section));
    const model::Change& change = plan.draft.changes[row->change];
    const model::EntityDescription& description = model::describe(change.entity);
    for (const model::FieldValue& value : change.after) {
        const model::Field& field = description.field(value.field);
        const QString words = field.kind == model::Kind::Reference ? tr("found") : format::valueWord(field, value.value, {});
        m_first->addWidget(new Hairline(Qt::Horizontal));
        auto* line = new QHBoxLayout;
        Label* label = makeLabel(format::fieldWord(field), Type::Body, Tone::Second);
        label->setFixedWidth(116);
        line->addWidget(label);
        line->addWidget(makeParagraph(words, Type::Body, Tone::Text), 1);
        m_first->addLayout(line);
    }
}

} // namespace qm::wizards
