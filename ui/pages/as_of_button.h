#pragma once

#include "ui/widgets/button.h"

#include <QDate>

namespace qm::pages {

/// "As of today": opens a small calendar; another day is shown as a date until it is taken back.
class AsOfButton : public widgets::Button
{
    Q_OBJECT

public:
    explicit AsOfButton(QDate today);

    /// An invalid date, or today: now.
    void setDay(QDate day);

Q_SIGNALS:
    /// An invalid date is now.
    void chosen(QDate day);

private:
    void open();

    QDate m_today;
    QDate m_day;
};

} // namespace qm::pages
