#pragma once

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace qm::widgets {
class Banner;
class Button;
class Card;
class FormField;
class ProgressLine;
} // namespace qm::widgets

namespace qm::pages {

/// The first start: look around in a sample company, begin with a file, begin empty, or open what is there.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    /// What went wrong, in a sentence; empty takes it away.
    void showFailure(const QString& sentence);
    /// What is under way: nothing can be chosen meanwhile. Empty: it is done.
    void showBusy(const QString& words);

Q_SIGNALS:
    void sampleAsked();
    void importAsked();
    void emptyAsked();
    void openAsked();

private:
    QWidget* choice(const QString& icon, const QString& title, const QString& words, widgets::Button* verb);

    QVBoxLayout* m_column;
    widgets::Card* m_choices = nullptr;
    widgets::ProgressLine* m_busy = nullptr;
    widgets::Banner* m_failure = nullptr;
};

} // namespace qm::pages
