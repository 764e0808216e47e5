#pragma once

#include "ui/pages/report_page.h"

namespace qm::widgets {
class Button;
}

namespace qm::pages {

class RunView;

/// One run from start to certificate.
class RunPage : public ReportPage
{
    Q_OBJECT

public:
    RunPage(console::Console& console, base::Id run);

    QString key() const override { return QStringLiteral("run-page"); }
    void reload() override;

private:
    void showHead();
    void askWhereTo();
    void certify(const QString& path);

    RunView* m_view;
    widgets::Button* m_carryOn;
    widgets::Button* m_takeBack;
    widgets::Button* m_certificate;
    base::Id m_run;
    bool m_hasPicture = false;
};

} // namespace qm::pages
