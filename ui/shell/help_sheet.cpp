#include "ui/shell/help_sheet.h"

#include "core/model/entity.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tabs.h"

#include <QBoxLayout>
#include <QFile>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>

static void loadHelpResources()
{
    Q_INIT_RESOURCE(qm_help);
}

namespace qm::shell {

using namespace qm::widgets;

namespace {

constexpr int helpWidth = 760, helpHeight = 620, helpPad = 24;

const QStringList& topics()
{
    static const QStringList keys = QStringLiteral("start import joiners-and-leavers connections filters").split(u' ');
    return keys;
}

QString markdownOf(const QString& topic)
{
    QFile file(QStringLiteral(":/qm/help/%1.md").arg(topic));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The first heading of the page.
QString titleOf(const QString& topic)
{
    return markdownOf(topic).section(u'\n', 0, 0).remove(u'#').trimmed();
}

/// Headings in the type of the program, lines as far apart as in its paragraphs.
void dressDocument(QTextDocument* document)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat form = block.blockFormat();
        form.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
        form.setBottomMargin(10);
        cursor.setBlockFormat(form);
        if (form.headingLevel() == 0)
            continue;
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat heading;
        heading.setFont(widgets::font(Type::Title));
        cursor.mergeCharFormat(heading);
    }
}

} // namespace

QString helpTopicOf(const QString& page)
{
    static const QHash<QString, QString> known = {{QStringLiteral("import"), QStringLiteral("import")},
                                                  {QStringLiteral("runs"), QStringLiteral("joiners-and-leavers")},
                                                  {QStringLiteral("run-page"), QStringLiteral("joiners-and-leavers")},
                                                  {QStringLiteral("join"), QStringLiteral("joiners-and-leavers")},
                                                  {QStringLiteral("leave"), QStringLiteral("joiners-and-leavers")},
                                                  {QStringLiteral("undo"), QStringLiteral("joiners-and-leavers")},
                                                  {QStringLiteral("source"), QStringLiteral("connections")},
                                                  {QStringLiteral("connect"), QStringLiteral("connections")},
                                                  {QStringLiteral("source-page"), QStringLiteral("connections")},
                                                  {QStringLiteral("findings"), QStringLiteral("filters")}};
    const QString topic = known.value(page);
    if (!topic.isEmpty())
        return topic;
    return model::entityFromKey(page) ? QStringLiteral("filters") : QStringLiteral("start");
}

HelpSheet::HelpSheet(const QString& page, QWidget* parent)
    : SheetDialog(tr("Help"), parent)
    , m_tabs(new Tabs)
    , m_text(new QTextBrowser)
{
    loadHelpResources();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(floatMargin + 1, floatMargin + 8, floatMargin + 1, floatMargin + 1);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(helpPad, 4, helpPad - 8, 0);
    for (const QString& topic : topics())
        m_tabs->add(titleOf(topic));
    auto* close = new IconButton(QStringLiteral("x"), tr("Close"));
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(close);
    column->addLayout(head);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Help"));
    m_text->setOpenLinks(false);
    m_text->viewport()->setAutoFillBackground(false);
    m_text->document()->setDocumentMargin(helpPad);
    m_text->document()->setDefaultFont(widgets::font(Type::Body));
    column->addWidget(m_text, 1);
    connect(m_tabs, &ChoiceRow::chosen, this, &HelpSheet::showTopic);
    connect(close, &QAbstractButton::clicked, this, &QDialog::reject);
    const int first = int(topics().indexOf(helpTopicOf(page)));
    m_tabs->setCurrent(first);
    showTopic(first);
}

QString HelpSheet::topic() const
{
    return topics().value(m_tabs->current());
}

void HelpSheet::showTopic(int topic)
{
    m_text->setMarkdown(markdownOf(topics().value(topic)));
    dressDocument(m_text->document());
    m_text->moveCursor(QTextCursor::Start);
}

QSize HelpSheet::sizeIn(QSize room) const
{
    return {qMin(helpWidth + 2 * floatMargin, room.width()), qMin(helpHeight + 2 * floatMargin, room.height())};
}

QWidget* HelpSheet::firstFocus() const
{
    return m_text;
}

} // namespace qm::shell
