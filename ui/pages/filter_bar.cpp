#include "ui/pages/filter_bar.h"

#include "ui/format/words.h"
#include "ui/pages/filter_popover.h"
#include "ui/pages/filter_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field.h"
#include "ui/widgets/overlay.h"

#include <QBoxLayout>

namespace qm::pages {

using namespace qm::widgets;
using model::Filter;

namespace {

constexpr int searchPauseMs = 150;
constexpr int searchWidth = 200;

} // namespace

FilterBar::FilterBar(model::Entity entity, QWidget* parent)
    : QWidget(parent)
    , m_entity(entity)
    , m_search(new SearchField(tr("Find in %1").arg(format::entityPlural(entity).toLower())))
    , m_add(new Button(tr("Filter"), ButtonKind::Ghost, QStringLiteral("plus")))
    , m_chips(new QHBoxLayout)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(measure::sheetLeft, 10, measure::sheetRight, 10);
    m_row->setSpacing(8);
    m_search->setFixedWidth(searchWidth);
    m_search->setPlaceholderText(tr("Find"));
    m_row->addWidget(m_search);
    m_chips->setSpacing(8);
    m_row->addLayout(m_chips);
    m_row->addWidget(m_add);
    m_row->addStretch(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(searchPauseMs);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::changed);
    connect(m_add, &QAbstractButton::clicked, this, [this] { edit(-1, m_add); });
}

Filter FilterBar::filter() const
{
    Filter filter = quickFilter(m_entity, m_search->text());
    for (const Filter& part : m_parts)
        filter = both(part, filter);
    return filter;
}

void FilterBar::setFilter(const Filter& filter)
{
    m_parts = partsOf(filter);
    const QSignalBlocker quiet(m_search);
    m_search->clear();
    showChips();
    Q_EMIT changed();
}

void FilterBar::addEnd(QWidget* widget)
{
    m_row->addWidget(widget);
}

void FilterBar::search()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FilterBar::showChips()
{
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (int index = 0; index < static_cast<int>(m_parts.size()); ++index) {
        const FilterWords words = filterWords(m_parts[static_cast<std::size_t>(index)], m_entity);
        auto* chip = new Chip(words.field, words.verb, words.value);
        m_chips->addWidget(chip);
        connect(chip, &Chip::opened, this, [this, index, chip] { edit(index, chip); });
        connect(chip, &Chip::removed, this, [this, index] { remove(index); });
    }
}

void FilterBar::edit(int index, QWidget* anchor)
{
    auto* card = new FilterCard(m_entity, index < 0 ? Filter() : m_parts.at(static_cast<std::size_t>(index)));
    auto* popover = new Popover(card, anchor);
    connect(card, &FilterCard::made, this, [this, index, popover](const Filter& filter) {
        popover->close();
        auto parts = partsOf(filter);
        const auto at = index < 0 ? m_parts.end() : m_parts.erase(m_parts.begin() + index);
        m_parts.insert(at, parts.begin(), parts.end());
        showChips();
        Q_EMIT changed();
    });
    popover->popUp();
    card->begin();
}

void FilterBar::remove(int index)
{
    m_parts.erase(m_parts.begin() + index);
    showChips();
    m_add->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

} // namespace qm::pages
