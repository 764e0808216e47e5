#pragma once

#include "ui/format/cell.h"
#include "ui/widgets/painted_button.h"

#include <QHash>

class QVBoxLayout;

namespace qm::widgets {

class Label;

/// One place in the navigation: icon, words and a count; a tinted pill only where somebody is needed.
class NavItem : public PaintedButton
{
    Q_OBJECT

public:
    NavItem(const QString& key, const QString& icon, const QString& words);

    QString key() const { return m_key; }
    void setCount(const QString& count, format::State state);
    void setCurrent(bool current);
    void setFolded(bool folded);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintCount(QPainter& painter, const QRect& rect) const;
    void speak();

    QString m_key;
    QString m_count;
    format::State m_state = format::State::Plain;
    bool m_current = false;
    bool m_folded = false;
};

/// The navigation at the leading edge: company switch, search field that opens the palette, groups of places, foot
/// with the trust line, the person and settings. Folds to icons when told; arrow keys walk through the places.
class NavBar : public QWidget
{
    Q_OBJECT

public:
    explicit NavBar(QWidget* parent = nullptr);

    void setCompany(const QString& name);
    void setPerson(const QString& name);
    /// "11 of 13 sources fresh" with a dot when something is old.
    void setTrust(const QString& words, format::State state);
    /// An empty title starts a group without a heading.
    void addGroup(const QString& title);
    void addItem(const QString& key, const QString& icon, const QString& words);
    void setCount(const QString& key, const QString& count, format::State state = format::State::Plain);
    void setCurrent(const QString& key);
    QString current() const { return m_current; }
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }

Q_SIGNALS:
    void chosen(const QString& key);
    void searchAsked();
    void companyAsked();
    void personAsked();
    void trustAsked();
    void settingsAsked();
    void helpAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildHead();
    void buildFoot();
    void step(int by);

    QList<NavItem*> m_items;
    QList<QWidget*> m_hiddenWhenFolded;
    QList<Label*> m_headings;
    PaintedButton* m_company = nullptr;
    PaintedButton* m_search = nullptr;
    PaintedButton* m_trust = nullptr;
    PaintedButton* m_person = nullptr;
    PaintedButton* m_settings = nullptr;
    PaintedButton* m_help = nullptr;
    QVBoxLayout* m_column = nullptr;
    QVBoxLayout* m_places = nullptr;
    QString m_current;
    bool m_folded = false;
};

} // namespace qm::widgets
