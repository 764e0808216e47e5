#include "core/vendor/descriptor.h"
#include "core/vendor/vocabulary.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace qm::vendor;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

const QString kPage = QStringLiteral(QM_SOURCE_DIR "/resources/help/vendor-matrix.md");

/// A column of the overview and the actions that fill it, the first that is there.
struct Column
{
    const char* title;
    QStringList actions;
};

const QList<Column>& columns()
{
    static const QList<Column> all{{"Create", {text("user.create")}},
                                   {"Suspend", {text("user.suspend")}},
                                   {"Delete", {text("user.delete")}},
                                   {"Sign out", {text("user.sign_out")}},
                                   {"Groups", {text("group.remove")}},
                                   {"Licences", {text("license.remove")}},
                                   {"Apps, tokens", {text("grant.revoke"), text("token.revoke"), text("app.remove")}},
                                   {"Files", {text("data.transfer")}},
                                   {"Lock", {text("device.lock")}},
                                   {"Wipe", {text("device.wipe")}},
                                   {"Cards", {text("card.lock")}}};
    return all;
}

QString manualOf(const Descriptor& vendor, const QString& action)
{
    for (const ManualRule& rule : vendor.manual) {
        if (rule.action == action)
            return rule.say;
    }
    return {};
}

QString cell(const Descriptor& vendor, const QStringList& actions)
{
    for (const QString& action : actions) {
        if (vendor.action(action))
            return text("yes");
    }
    for (const QString& action : actions) {
        if (!manualOf(vendor, action).isEmpty())
            return text("by hand");
    }
    return {};
}

QStringList tablesOf(const Descriptor& vendor)
{
    QStringList tables;
    for (const QString& table : tableNames()) {
        const auto fills = [&](const StreamRule& stream) {
            return std::any_of(stream.out.begin(), stream.out.end(), [&](const OutRule& out) { return out.table == table; });
        };
        if (std::any_of(vendor.streams.begin(), vendor.streams.end(), fills))
            tables.append(table);
    }
    return tables;
}

QString waysOf(const Descriptor& vendor, const QStringList& with)
{
    QStringList labels;
    for (const AuthRule& way : vendor.auth) {
        if (with.contains(way.id))
            labels.append(way.label);
    }
    return labels.isEmpty() ? QString() : text(" (with ") + labels.join(text(", ")) + u')';
}

QString streamLine(const Descriptor& vendor, const StreamRule& stream)
{
    QStringList tables;
    for (const OutRule& out : stream.out) {
        if (!tables.contains(out.table))
            tables.append(out.table);
    }
    const QString unless = stream.optionalWhy.isEmpty() ? QString() : text("; ") + stream.optionalWhy;
    return text("* ") + stream.id + text(": ") + tables.join(text(", ")) + waysOf(vendor, stream.with) + unless + u'\n';
}

QString actionLine(const Descriptor& vendor, const ActionRule& action)
{
    QStringList marks;
    if (action.danger == text("destroys_data"))
        marks.append(text("destroys data"));
    if (action.costs)
        marks.append(text("may cost"));
    if (action.verify || action.find)
        marks.append(text("read back"));
    if (action.poll)
        marks.append(text("queued"));
    const QString label = action.label.isEmpty() ? QString() : text(": ") + action.label;
    return text("* ") + action.id + label + waysOf(vendor, action.with) + (marks.isEmpty() ? QString() : text(" - ") + marks.join(text(", "))) + u'\n';
}

/// Everything that the page says of one vendor: the same for the same descriptor, in whatever order its JSON was.
QString sectionOf(const Descriptor& vendor)
{
    QString page = text("## ") + vendor.name + text("\n\nSign in: ");
    QStringList ways;
    for (const AuthRule& way : vendor.auth)
        ways.append(way.label);
    page += ways.join(text("; ")) + text(".\n\nReads:\n\n");
    for (const StreamRule& stream : vendor.streams)
        page += streamLine(vendor, stream);
    if (!vendor.actions.empty())
        page += text("\nCan be asked:\n\n");
    for (const ActionRule& action : vendor.actions)
        page += actionLine(vendor, action);
    if (!vendor.manual.empty())
        page += text("\nBy hand:\n\n");
    for (const ManualRule& manual : vendor.manual)
        page += text("* ") + manual.action + text(": ") + manual.say + u'\n';
    return page + u'\n';
}

QString matrix()
{
    QList<Descriptor> vendors;
    for (const QString& id : shippedDescriptors())
        vendors.append(*loadShippedDescriptor(id));
    std::sort(vendors.begin(), vendors.end(), [](const Descriptor& a, const Descriptor& b) { return QString::compare(a.name, b.name, Qt::CaseInsensitive) < 0; });
    QString page = text("# What each vendor can be read for and asked to do\n\n"
                        "Made from the descriptors; do not edit (tests/vendor/test_vendor_matrix.cpp writes it). *yes*: "
                        "Quartermaster does it. *by hand*: a plan\nhas a step for a person, with the words below. Nothing: the vendor has no such thing, or nothing is read from it.\n\n");
    page += text("| vendor | reads |");
    for (const Column& column : columns())
        page += u' ' + text(column.title) + text(" |");
    page += text("\n|--|--|") + text("--|").repeated(columns().size()) + u'\n';
    for (const Descriptor& vendor : vendors) {
        page += text("| ") + vendor.name + text(" | ") + tablesOf(vendor).join(text(", ")) + text(" |");
        for (const Column& column : columns())
            page += u' ' + cell(vendor, column.actions) + text(" |");
        page += u'\n';
    }
    page += u'\n';
    for (const Descriptor& vendor : vendors)
        page += sectionOf(vendor);
    return page.trimmed() + u'\n';
}

} // namespace

/// The help page of all vendors is what the descriptors say. With QM_WRITE_MATRIX=1 it is written anew.
class TestVendorMatrix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDescriptorSaysTheSameInAnyOrder_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : shippedDescriptors())
            QTest::newRow(qPrintable(id)) << id;
    }
    void aDescriptorSaysTheSameInAnyOrder()
    {
        QFETCH(QString, id);
        QFile file(text(":/connectors/") + id + text(".json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray shipped = file.readAll();
        const QByteArray sorted = QJsonDocument::fromJson(shipped).toJson(QJsonDocument::Compact);
        const auto one = parseDescriptor(shipped);
        const auto other = parseDescriptor(sorted);
        QVERIFY(one && other);
        QCOMPARE(sectionOf(*other), sectionOf(*one));
        for (std::size_t i = 0; i < one->streams.size(); ++i)
            QCOMPARE(other->streams[i].form, one->streams[i].form);
    }
    void thePageIsUpToDate()
    {
        QFile file(kPage);
        const QString made = matrix();
        if (qEnvironmentVariableIsSet("QM_WRITE_MATRIX")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(made.toUtf8()), qint64{made.toUtf8().size()});
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(QString::fromUtf8(file.readAll()) == made, "run test_vendor_matrix with QM_WRITE_MATRIX=1");
    }
};

QTEST_APPLESS_MAIN(TestVendorMatrix)
#include "test_vendor_matrix.moc"
