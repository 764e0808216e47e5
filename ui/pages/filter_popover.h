#pragma once

#include "ui/format/words.h"
#include "ui/widgets/card.h"

class QLineEdit;

namespace qm::widgets {
class ComboBox;
class FormField;
} // namespace qm::widgets

namespace qm::pages {

/// Makes one condition from field, operator and value, or reads a filter that is typed as text.
class FilterCard : public widgets::Card
{
    Q_OBJECT

public:
    FilterCard(model::Entity entity, const model::Filter& start);

    /// Puts the focus where the first choice is made.
    void begin();

Q_SIGNALS:
    void made(const qm::model::Filter& filter);

private:
    void addVerbs();
    void fillFields();
    void fillOperators();
    void fillValues();
    void startFrom(const model::Filter& condition);
    void apply();
    void applyText();
    const model::Field& chosenField() const;
    model::Filter condition() const;
    void judge(const model::Filter& filter, widgets::FormField* blamed);

    model::Entity m_entity;
    QList<int> m_shown; ///< fields in the order of the first combo box
    widgets::ComboBox* m_field;
    widgets::ComboBox* m_operator;
    widgets::ComboBox* m_value;
    widgets::FormField* m_valueRoom;
    QLineEdit* m_text;
    widgets::FormField* m_textRoom;
};

} // namespace qm::pages
