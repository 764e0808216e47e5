#pragma once

#include "ui/widgets/painted_button.h"

class QStackedWidget;
class QVBoxLayout;

namespace qm::widgets {

class Button;
class Label;
class PageHead;

/// The steps of a wizard: done ones have a tick and can be clicked.
class Steps : public QWidget
{
    Q_OBJECT

public:
    explicit Steps(const QStringList& titles, QWidget* parent = nullptr);
    void setCurrent(int step);
    int current() const { return m_current; }

Q_SIGNALS:
    void chosen(int step);

private:
    QList<PaintedButton*> m_steps;
    int m_current = 0;
};

/// A wizard inside the window: head, steps, content, consequence column, foot with back, reassurance and one verb.
class WizardFrame : public QWidget
{
    Q_OBJECT

public:
    WizardFrame(const QString& title, const QStringList& steps, QWidget* parent = nullptr);

    PageHead* head() const { return m_head; }
    /// Pages in the order of the steps. Takes ownership.
    void addPage(QWidget* page);
    void setStep(int step);
    int step() const;
    /// The column at the end that says what it costs and what to read; hidden while it is empty.
    void setConsequences(QWidget* column);
    void setBack(const QString& words);
    /// Icon and one calm sentence beside the buttons: "Nothing is written until you apply."
    void setReassurance(const QString& icon, const QString& words);
    /// The verb that throws away what was kept from the last time.
    void setStartOver(bool isShown);
    Button* primary() const { return m_primary; }
    Button* secondary() const { return m_secondary; }

Q_SIGNALS:
    void backAsked();
    void primaryAsked();
    void secondaryAsked();
    void startOverAsked();
    void closeAsked();
    void stepAsked(int step);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    /// The second half of a double click belongs to nobody: the button stands for the next step by then.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildBody(QVBoxLayout* column);
    void buildFoot(QVBoxLayout* column);

    PageHead* m_head;
    Steps* m_steps;
    QStackedWidget* m_pages;
    QVBoxLayout* m_side;
    QWidget* m_sideFrame;
    QWidget* m_consequences = nullptr;
    Button* m_startOver = nullptr;
    Button* m_save = nullptr;
    Button* m_back;
    Button* m_primary;
    Button* m_secondary;
    QWidget* m_calmIcon;
    Label* m_calm;
};

} // namespace qm::widgets
