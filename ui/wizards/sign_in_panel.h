#pragma once

#include "core/console/connection_info.h"
#include "core/console/vendor_catalogue.h"

#include <QWidget>

namespace qm::widgets {
class Button;
class Card;
class IconButton;
class Label;
class ProgressLine;
}

namespace qm::wizards {

/// What a person sees while a sign-in is under way: what is waited for, the address to open, the code to type, and a
/// way to give up.
class SignInPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPanel(QWidget* parent = nullptr);

    /// Nothing has to be done yet.
    void wait(const QString& vendor, console::VendorSignIn::Kind kind);
    void ask(const console::SignInAsk& what);

Q_SIGNALS:
    void cancelled();

private:
    void openBrowser();

    widgets::Card* m_card;
    widgets::Label* m_title;
    widgets::Label* m_words;
    QWidget* m_codeRow;
    widgets::Label* m_code;
    widgets::ProgressLine* m_progress;
    widgets::Button* m_open;
    widgets::Button* m_cancel;
    QUrl m_address;
    QString m_vendor;
};

} // namespace qm::wizards
