#pragma once

#include <QPointer>
#include <QWidget>

class QListView;

namespace qm::widgets {

class Label;
class PaletteInput;
class PaletteModel;
class Scrim;

/// One result. `match` is the part of the title to stress; `enterDoes` says what Enter does while it is chosen.
struct PaletteResult
{
    QString id;
    QString icon;
    /// An avatar instead of an icon.
    QString person;
    QString title;
    QString match;
    QString detail;
    QString kind;
    QString enterDoes;
};

/// Results under one quiet heading.
struct PaletteGroup
{
    QString title;
    QList<PaletteResult> results;
};

/// The command palette over the dimmed window: input with completion, grouped results, keys at the foot. Knows no
/// domain; whoever listens to queryChanged() answers with setGroups().
class CommandPalette : public QWidget
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* window);

    void popUp();
    void close();
    void setGroups(const QList<PaletteGroup>& groups);
    /// What Tab would add behind the words, in grey.
    void setCompletion(const QString& rest);
    void setFoot(const QString& words);
    void setQuery(const QString& words);
    QString query() const;
    QString currentId() const;

Q_SIGNALS:
    void queryChanged(const QString& query);
    void chosen(const QString& id);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void step(int by);
    bool takeKey(int key);
    void choose();

    QPointer<QWidget> m_before;
    Scrim* m_scrim;
    PaletteInput* m_input;
    QListView* m_list;
    bool m_choosesFirst = false; ///< Enter came before the results
    PaletteModel* m_model;
    Label* m_foot;
};

} // namespace qm::widgets
