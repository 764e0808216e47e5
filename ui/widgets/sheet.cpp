#include "ui/widgets/theme.h"

namespace qm::widgets {

namespace {

// @name is replaced by the token of that name. Heights exclude border and padding: 30 + 2 x 1 is the 32 px control.
constexpr char sheetRules[] = R"(
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: @surface; border: 1px solid @field; border-radius: 6px; min-height: 30px; max-height: 30px;
  padding: 0 10px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QComboBox:on {
  border: 2px solid @focus; min-height: 28px; max-height: 28px; padding: 0 9px; }
QLineEdit[wrong="true"], QSpinBox[wrong="true"], QComboBox[wrong="true"] { border-color: @actSolid; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QLineEdit:read-only {
  background: @subtle; border-color: @line; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: 0; background: transparent; padding: 0; min-height: 0; max-height: 200px; }
QLineEdit[searching="true"] { padding-left: 34px; }
QLineEdit[searching="true"]:focus { padding-left: 33px; }
QComboBox[cell="true"] { border-color: @lineStrong; }
QComboBox[cell="true"]:hover { border-color: @field; }
QComboBox[cell="true"]:focus, QComboBox[cell="true"]:on { border-color: @focus; }
QComboBox { padding-right: 28px; }
QComboBox:focus, QComboBox:on { padding-right: 27px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: right center; width: 28px; border: 0; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @lineStrong; padding: 4px; outline: 0;
  selection-background-color: @hover; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border-radius: 4px; color: @text; }
QComboBox QAbstractItemView::item:selected { background: @hover; color: @text; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QTimeEdit::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button, QTimeEdit::down-button {
  width: 0; border: 0; }
QPlainTextEdit, QTextEdit { background: @surface; border: 1px solid @field; border-radius: 6px; padding: 4px 6px;
  selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus; padding: 3px 5px; }
QTextBrowser, QTextBrowser:focus { background: transparent; border: 0; padding: 0; }
QMenu { background: @raised; border: 1px solid @lineStrong; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 7px 14px 7px 12px; border-radius: 6px; min-width: 150px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @line; margin: 5px 0; }
QToolTip { background: @tooltip; color: @tooltipText; border: 0; padding: 5px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: @lineStrong; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @field; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QAbstractItemView { background: @raised; selection-background-color: @accent; selection-color: @onAccent; }
)";

struct SheetWord
{
    const char* name;
    QString value;
};

QString cssColour(QColor colour)
{
    return colour.name(QColor::HexRgb);
}

// Longer names first: @accent must not eat the beginning of @accentText.
QList<SheetWord> sheetWords(const Tokens& t)
{
    return {{"@tooltipText", cssColour(t.tooltipText)}, {"@lineStrong", cssColour(t.lineStrong)},
            {"@actSolid", cssColour(t.act.solid)},      {"@onAccent", cssColour(t.onAccent)},
            {"@disabled", cssColour(t.disabled)},       {"@surface", cssColour(t.surface)},
            {"@tooltip", cssColour(t.tooltip)},         {"@subtle", cssColour(t.subtle)},
            {"@accent", cssColour(t.accent)},           {"@raised", cssColour(t.raised)},
            {"@field", cssColour(t.field)},             {"@focus", cssColour(t.focus)},
            {"@hover", cssColour(t.hover)},             {"@line", cssColour(t.line)}};
}

} // namespace

QString styleSheetOf(const Tokens& tokens)
{
    QString sheet = QString::fromLatin1(sheetRules);
    for (const SheetWord& word : sheetWords(tokens))
        sheet.replace(QLatin1String(word.name), word.value);
    return sheet;
}

} // namespace qm::widgets
