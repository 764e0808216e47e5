#include "ui/pages/coverage.h"

#include "core/base/when_done.h"
#include "ui/format/words.h"
#include "ui/pages/parts.h"
#include "ui/widgets/gauges.h"

#include <QBoxLayout>
#include <QCoreApplication>

namespace qm::pages {

using namespace qm::widgets;
using model::Entity;
using model::Filter;
using model::Operator;

/// A field whose share of known values is told.
struct CoverageField
{
    Entity entity;
    const char* field;
    const char* words; ///< with the share in place of %1
    const char* lacking;
};

namespace {

constexpr CoverageField askedFields[] = {
    {Entity::Account, "person", QT_TRANSLATE_NOOP("coverage", "Person known for accounts"), QT_TRANSLATE_NOOP("coverage", "Accounts without a person")},
    {Entity::Account, "last-used", QT_TRANSLATE_NOOP("coverage", "Last use known for accounts"), QT_TRANSLATE_NOOP("coverage", "Accounts whose last use is unknown")},
    {Entity::Account, "mfa", QT_TRANSLATE_NOOP("coverage", "Two-step sign-in known for accounts"), QT_TRANSLATE_NOOP("coverage", "Accounts whose two-step sign-in is unknown")},
    {Entity::Seat, "last-used", QT_TRANSLATE_NOOP("coverage", "Last use known for seats"), QT_TRANSLATE_NOOP("coverage", "Seats whose last use is unknown")},
    {Entity::Device, "serial", QT_TRANSLATE_NOOP("coverage", "Serial known for devices"), QT_TRANSLATE_NOOP("coverage", "Devices without a serial")},
    {Entity::Device, "encrypted", QT_TRANSLATE_NOOP("coverage", "Encryption known for devices"), QT_TRANSLATE_NOOP("coverage", "Devices whose encryption is unknown")},
    {Entity::Device, "last-seen", QT_TRANSLATE_NOOP("coverage", "Last seen known for devices"), QT_TRANSLATE_NOOP("coverage", "Devices never seen")},
};

QString said(const char* words)
{
    return QCoreApplication::translate("coverage", words);
}

Filter broughtBy(const QString& source)
{
    return Filter::condition(QStringLiteral("source"), Operator::Is, {{source}});
}

} // namespace

struct Coverage::Line
{
    const CoverageField* asked;
    qint64 all = 0;
    qint64 lacking = 0;

    Filter lackingFilter(const QString& source) const { return Filter::all({broughtBy(source), Filter::condition(QString::fromLatin1(asked->field), Operator::IsEmpty)}); }
};

Coverage::Coverage(console::Console& console, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(14);
}

void Coverage::show(const QString& source)
{
    m_source = source;
    ++m_asked;
    auto lines = std::make_shared<QList<Line>>();
    for (const CoverageField& asked : askedFields)
        lines->append({&asked});
    count(lines, 0);
}

void Coverage::count(const std::shared_ptr<QList<Line>>& lines, qsizetype at)
{
    if (at == lines->size())
        return fill(*lines);
    const int number = m_asked;
    model::Query query;
    query.entity = lines->at(at).asked->entity;
    query.filter = broughtBy(m_source);
    base::whenDone(m_console.count(query), this, [=, this](const base::Result<qint64>& all) mutable {
        query.filter = lines->at(at).lackingFilter(m_source);
        base::whenDone(m_console.count(query), this, [=, this](const base::Result<qint64>& lacking) {
            if (number != m_asked)
                return;
            (*lines)[at].all = all.value_or(0);
            (*lines)[at].lacking = lacking.value_or(0);
            count(lines, at + 1);
        });
    });
}

void Coverage::fill(const QList<Line>& lines)
{
    clearLayout(m_column);
    for (const Line& line : lines) {
        if (line.all == 0)
            continue;
        const qint64 known = line.all - line.lacking;
        auto* bar = new ThinBar(said(line.asked->words));
        bar->setProgress(tr("%1 % of %2").arg(known * 100 / line.all).arg(format::countWord(line.all)), double(known) / double(line.all));
        m_column->addWidget(bar);
        if (line.lacking == 0)
            continue;
        auto* cover = new CoverButton(tr("%1: show the %2 that lack it").arg(said(line.asked->words), format::countWord(line.lacking)), bar);
        connect(cover, &QAbstractButton::clicked, this, [this, line] { Q_EMIT openRecords(line.asked->entity, line.lackingFilter(m_source), said(line.asked->lacking)); });
    }
    Q_EMIT counted(m_column->count());
}

} // namespace qm::pages
