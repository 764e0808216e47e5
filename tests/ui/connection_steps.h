#pragma once

#include "office.h"

#include "core/model/company.h"
#include "core/model/identity.h"
#include "tests/console/console_bench.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

/// What tests of connections share: a person's hands, and a look at what stands.
namespace qm::connecting {

using base::Id;
using fake::await;
using fake::FakeReply;
using fake::FakeRequest;
using model::Entity;
using model::Source;
using office::Stage;
using test::ConsoleBench;

inline bool shows(QWidget* page, const QString& words)
{
    const auto labels = page->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

inline void load(pages::Page* page)
{
    QSignalSpy loaded(page, &pages::Page::loaded);
    page->reload();
    QVERIFY(loaded.count() > 0 || loaded.wait(10'000));
}

inline void write(QWidget* page, const QString& field, const QString& text)
{
    auto* line = office::named<QLineEdit>(page, field);
    QVERIFY2(line, qPrintable(field));
    line->clear();
    QTest::keyClicks(line, text);
}

inline std::vector<model::Record> sources(ConsoleBench& bench)
{
    model::Query query;
    query.entity = Entity::Source;
    return *await(bench.console->load(query));
}

inline Source sourceIn(ConsoleBench& bench, Id id) { return model::as<Source>(bench.read(Entity::Source, id)); }

inline QByteArray tokenOf(ConsoleBench& bench, Id source)
{
    const auto token = await(bench.secrets.read(QStringLiteral("source-%1/token").arg(source.value)));
    return token ? token->reveal() : QByteArray();
}

inline void dress()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    widgets::Theme::instance().dress(*qApp, qEnvironmentVariable("QM_THEME") == u"dark" ? widgets::Scheme::Dark : widgets::Scheme::Light);
}

} // namespace qm::connecting
