#pragma once

#include "ui/widgets/sheet_dialog.h"

class QTextBrowser;

namespace qm::widgets {
class Button;
class Tabs;
}

namespace qm::shell {

/// The help pages of the program (resources/help), over the window: one tab each, opened at the page of the screen.
class HelpSheet : public widgets::SheetDialog
{
    Q_OBJECT

public:
    /// `page` is the key of the screen that asks.
    HelpSheet(const QString& page, QWidget* parent);

    QString topic() const;
    QTextBrowser* text() const { return m_text; }

protected:
    QSize sizeIn(QSize room) const override;
    QWidget* firstFocus() const override;

private:
    void showTopic(int topic);

    widgets::Tabs* m_tabs;
    QTextBrowser* m_text;
};

/// The help topic of a screen: "joiners-and-leavers" for "runs", "join" and "leave".
QString helpTopicOf(const QString& page);

} // namespace qm::shell
