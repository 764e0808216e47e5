#pragma once

#include "core/base/when_done.h"
#include "ui/pages/page.h"
#include "ui/widgets/page_head.h"

#include <QTimer>

class QBoxLayout;
class QScrollArea;

namespace qm::widgets {
class ProgressLine;
}

namespace qm::pages {

class AsOfButton;

/// A page with a head and one scrolled column that is filled from a single answer of the console. Shows nothing for
/// the first 200 ms, then what it waits for; an error stands as a banner with a way to ask again.
class ReportPage : public Page
{
    Q_OBJECT

public:
    ReportPage(console::Console& console, const QString& title);

    void setAsOf(QDate day) override;

protected:
    QList<QWidget*> paperParts() override;
    /// Puts "As of today" first into the head.
    void addAsOf();
    widgets::PageHead* head() const { return m_head; }
    /// The column between head and foot of the page.
    QBoxLayout* column() const { return m_column; }
    /// A second place for banners and tabs, outside the scrolled part.
    QBoxLayout* above() const { return m_above; }
    /// Stands in place of everything while it is not nullptr. Takes ownership.
    void setInstead(QWidget* widget);
    void setWaitingWords(const QString& words) { m_waitingWords = words; }

    /// Asks; `fill` gets the value when it is the newest question. An error becomes a banner.
    template <class T, class F>
    void ask(const console::Answer<T>& answer, F fill)
    {
        const int number = begin();
        base::whenDone(answer, this, [this, number, fill = std::move(fill)](base::Result<T> result) mutable {
            if (number != m_asked)
                return;
            end();
            if (!result)
                return showError(result.error());
            fill(std::move(*result));
            Q_EMIT loaded();
        });
    }

    void showError(const base::Error& error);
    /// It could be read now.
    void dropBanner();

private:
    int begin();
    void end();

    widgets::PageHead* m_head;
    AsOfButton* m_asOfButton = nullptr;
    QBoxLayout* m_above;
    QScrollArea* m_scroll = nullptr;
    QBoxLayout* m_column = nullptr;
    widgets::ProgressLine* m_progress;
    QWidget* m_banner = nullptr;
    QWidget* m_instead = nullptr;
    QTimer m_patience;
    QString m_waitingWords;
    int m_asked = 0;
};

} // namespace qm::pages
