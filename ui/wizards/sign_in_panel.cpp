#include "ui/wizards/sign_in_panel.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>

namespace qm::wizards {

using namespace qm::widgets;
using Kind = console::VendorSignIn::Kind;

SignInPanel::SignInPanel(QWidget* parent)
    : QWidget(parent)
    , m_card(new Card(Ground::Info))
    , m_title(makeLabel({}, Type::Section))
    , m_words(makeParagraph({}))
    , m_codeRow(new QWidget)
    , m_code(makeLabel({}, Type::Ring))
    , m_progress(new ProgressLine)
    , m_open(new Button(tr("Open the browser"), ButtonKind::Primary, QStringLiteral("external-link")))
    , m_cancel(new Button(tr("Cancel the sign-in")))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_card);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(measure::cardPadding, 16, measure::cardPadding, 16);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_words);
    auto* code = new QHBoxLayout(m_codeRow);
    code->setContentsMargins(0, 0, 0, 0);
    code->setSpacing(12);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setAccessibleName(tr("Code"));
    auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy the code"));
    code->addWidget(m_code);
    code->addWidget(copy);
    code->addStretch(1);
    column->addWidget(m_codeRow);
    column->addWidget(m_progress);
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(8);
    verbs->addWidget(m_open);
    verbs->addWidget(m_cancel);
    verbs->addStretch(1);
    column->addLayout(verbs);
    m_card->body()->addLayout(column);
    connect(copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
    connect(m_open, &QAbstractButton::clicked, this, &SignInPanel::openBrowser);
    connect(m_cancel, &QAbstractButton::clicked, this, &SignInPanel::cancelled);
}

void SignInPanel::wait(const QString& vendor, Kind kind)
{
    const bool isPerson = kind == Kind::Browser || kind == Kind::Device;
    m_vendor = vendor;
    m_title->setText(isPerson ? tr("Sign in with %1").arg(vendor) : tr("Testing the sign-in"));
    m_words->setText(isPerson ? tr("Asking %1 where to sign in").arg(vendor) : tr("One small reading proves address and sign-in. Nothing is kept before it works."));
    m_progress->setProgress(isPerson ? tr("Asking for the sign-in page") : tr("Waiting for the answer of %1").arg(vendor), {}, -1);
    m_codeRow->hide();
    m_open->hide();
    show();
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void SignInPanel::ask(const QUrl& address, const QString& code)
{
    m_address = address;
    m_code->setText(code);
    m_codeRow->setVisible(!code.isEmpty());
    m_open->setVisible(address.isValid());
    const QString place = address.host();
    m_words->setText(code.isEmpty() ? tr("Your browser opens %1. Sign in there and allow what is asked; this window goes on by itself.").arg(place)
                                         : tr("Open %1 in any browser, on this or another device, and type this code.").arg(place));
    m_progress->setProgress(tr("Waiting until you have signed in"), tr("it waits for some minutes"), -1);
    m_open->setFocus(Qt::OtherFocusReason);
}

void SignInPanel::openBrowser()
{
    if (!QDesktopServices::openUrl(m_address))
        m_words->setText(tr("No browser could be opened here. Copy this address into one: %1").arg(m_address.toDisplayString()));
}

} // namespace qm::wizards
