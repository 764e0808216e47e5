#include "ui/wizards/guide_side.h"

#include "ui/format/vendor_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QUrl>

namespace qm::wizards {

using namespace qm::widgets;

namespace {

/// Only the web is opened from here, whatever a description says.
void addLink(QBoxLayout* column, const QString& words, const QString& address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (url.scheme() != u"https")
        return;
    auto* link = new LinkButton(words, QStringLiteral("external-link"));
    link->setToolTip(plainTip(address));
    QObject::connect(link, &QAbstractButton::clicked, link, [url] { QDesktopServices::openUrl(url); });
    auto* row = new QHBoxLayout;
    row->addWidget(link);
    row->addStretch(1);
    column->addLayout(row);
}

} // namespace

GuideSide::GuideSide(const console::VendorInfo& vendor, const console::VendorSignIn& way)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    if (!vendor.guide.isEmpty())
        column->addWidget(makeLabel(tr("Where to find it"), Type::Section));
    int number = 0;
    for (const console::VendorGuideStep& step : vendor.guide) {
        column->addSpacing(4);
        column->addWidget(makeParagraph(tr("%1. %2").arg(++number).arg(step.say)));
        addLink(column, QUrl(step.link).host(), step.link);
    }
    column->addSpacing(12);
    column->addWidget(makeLabel(tr("What it reads"), Type::Section));
    const QString reads = format::vendorReadsWord(vendor);
    column->addWidget(makeParagraph(reads.left(1).toUpper() + reads.mid(1) + u'.'));
    if (!way.scopes.isEmpty()) {
        column->addSpacing(12);
        column->addWidget(makeLabel(tr("What you will be asked to allow"), Type::Section));
        for (const QString& scope : way.scopes)
            column->addWidget(makeParagraph(scope.section(u'/', -1), Type::Small, Tone::Second));
    }
    column->addSpacing(12);
    addLink(column, tr("How %1 describes it").arg(vendor.name), vendor.docs);
    column->addStretch(1);
}

} // namespace qm::wizards
