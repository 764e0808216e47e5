#pragma once

#include "core/console/vendor_catalogue.h"

#include <QUrl>
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
    /// The address is to be opened and, when there is one, the code typed there.
    void ask(const QUrl& address, const QString& code);

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
