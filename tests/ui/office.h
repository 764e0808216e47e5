#pragma once

#include "app/wiring.h"
#include "tests/fake/await.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBoxLayout>
#include <QLocale>
#include <QTemporaryDir>

/// A small sample company in a file of its own, and hands that click.
namespace qm::office {

class Office
{
public:
    explicit Office(bool sample = true)
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const QDateTime now(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC);
        app::NewOptions content;
        content.company = QStringLiteral("Fernhill Instruments");
        content.sample = sample;
        content.people = 40;
        auto wiring = app::Wiring::create({m_folder.filePath(QStringLiteral("w.quartermaster")), now, true}, content);
        if (!wiring)
            qFatal("no workspace: %s", qPrintable(wiring.error().detail));
        m_wiring = std::move(*wiring);
        m_wiring->console().setActor(QStringLiteral("Maya Lindqvist"));
    }

    console::Console& console() { return m_wiring->console(); }
    QString path(const QString& name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Wiring> m_wiring;
};

/// A page on a sheet as large as in the window of 1440 x 900.
class Stage
{
public:
    explicit Stage(pages::Page* page)
        : m_sheet(widgets::Ground::Sheet)
    {
        m_sheet.body()->addWidget(page);
        m_sheet.resize(1200, 884);
        m_sheet.show();
    }
    widgets::Card* operator->() { return &m_sheet; }
    /// Saves a picture when the environment names a folder for them.
    void shoot(const QString& name)
    {
        const QString folder = qEnvironmentVariable("QM_SHOTS");
        if (folder.isEmpty())
            return;
        QTest::qWait(50);
        m_sheet.grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }

private:
    /// What the sheet's end asks to be deleted later (axes of a chart) goes before the test's last line.
    struct Sweep
    {
        ~Sweep() { QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); }
    };

    Sweep m_sweep; // outlives the sheet
    widgets::Card m_sheet;
};

/// The visible button whose words or name contain these.
inline QAbstractButton* button(QWidget* within, const QString& words)
{
    for (QAbstractButton* each : within->findChildren<QAbstractButton*>()) {
        const bool named = each->text().contains(words) || each->accessibleName().contains(words);
        if (named && each->isVisible())
            return each;
    }
    return nullptr;
}

inline bool click(QWidget* within, const QString& words)
{
    QAbstractButton* found = nullptr;
    if (!QTest::qWaitFor([&] { return (found = button(within, words)) && found->isEnabled(); }, 10'000))
        return false;
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

template <class W>
W* named(QWidget* within, const QString& accessible)
{
    for (W* each : within->findChildren<W*>()) {
        if (each->accessibleName() == accessible)
            return each;
    }
    return nullptr;
}

} // namespace qm::office
