#include "core/vendor/descriptor.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace qm::vendor;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

QStringList words(const char* ascii)
{
    return text(ascii).split(u' ');
}

QSet<QString> tablesOf(const Descriptor& descriptor)
{
    QSet<QString> tables;
    for (const StreamRule& stream : descriptor.streams) {
        for (const OutRule& out : stream.out)
            tables.insert(out.table);
    }
    return tables;
}

QSet<QString> coveredBy(const Descriptor& descriptor)
{
    QSet<QString> covered;
    for (const ActionRule& action : descriptor.actions)
        covered.insert(action.id);
    for (const ManualRule& manual : descriptor.manual)
        covered.insert(manual.action);
    return covered;
}

bool hasCards(const Descriptor& descriptor)
{
    for (const StreamRule& stream : descriptor.streams) {
        for (const OutRule& out : stream.out) {
            for (const auto& [name, value] : out.fields) {
                if (out.table == text("spend") && name == text("card"))
                    return true;
            }
        }
    }
    return false;
}

} // namespace

/// What every shipped descriptor promises the plans of joiners and leavers: whatever is not an action is a step for a
/// person, said in that vendor's own words.
class TestShippedDescriptors : public QObject
{
    Q_OBJECT

    static void everyOne()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : shippedDescriptors())
            QTest::newRow(qPrintable(id)) << id;
    }

private Q_SLOTS:
    void allVendorsAreThere()
    {
        for (const QString& id : words("atlassian bamboohr brex dropbox figma fleet github gitlab google hubspot jamf jumpcloud kandji "
                                       "msgraph notion okta onepassword quickbooks ramp salesforce scim slack snipeit statuspage zoom"))
            QVERIFY2(shippedDescriptors().contains(id), qPrintable(id));
    }

    void theWholeVocabularyIsCovered_data() { everyOne(); }
    void theWholeVocabularyIsCovered()
    {
        QFETCH(QString, id);
        const Descriptor descriptor = *loadShippedDescriptor(id);
        const QSet<QString> tables = tablesOf(descriptor);
        QStringList wanted;
        if (tables.contains(text("account")))
            wanted += words("user.create user.suspend user.activate user.delete user.sign_out user.reset_mfa");
        if (tables.contains(text("group")))
            wanted += words("group.add group.remove");
        if (tables.contains(text("assignment")))
            wanted += words("license.assign license.remove");
        if (tables.contains(text("device")))
            wanted += words("device.lock device.wipe device.retire");
        if (hasCards(descriptor))
            wanted += words("card.lock");
        const QSet<QString> covered = coveredBy(descriptor);
        QStringList missing;
        for (const QString& action : wanted) {
            if (!covered.contains(action))
                missing.append(action);
        }
        const bool isRevocable = covered.contains(text("app.remove")) || covered.contains(text("grant.revoke"));
        if (tables.contains(text("grant")) && !isRevocable)
            missing.append(text("app.remove or grant.revoke"));
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
    }

    void whatTakesSomethingAwaySaysSo_data() { everyOne(); }
    void whatTakesSomethingAwaySaysSo()
    {
        QFETCH(QString, id);
        const Descriptor descriptor = *loadShippedDescriptor(id);
        const QStringList taking = words("user.suspend user.delete user.sign_out group.remove app.remove grant.revoke token.revoke device.lock device.retire card.lock");
        for (const ActionRule& action : descriptor.actions) {
            if (taking.contains(action.id))
                QVERIFY2(!action.danger.isEmpty(), qPrintable(action.id));
            if (action.id == text("device.wipe"))
                QCOMPARE(action.danger, text("destroys_data"));
        }
    }

    void whatCannotBeRepeatedHasAReason_data() { everyOne(); }
    /// A lost answer of a create must not make a second account: it is looked up, keyed, or harmless by itself.
    void whatCannotBeRepeatedHasAReason()
    {
        QFETCH(QString, id);
        const Descriptor descriptor = *loadShippedDescriptor(id);
        for (const ActionRule& action : descriptor.actions) {
            const bool isKey = action.resolve == Resolve::Key;
            const QString body = QString::fromUtf8(QJsonDocument(action.call.body.toObject()).toJson());
            const bool saysKey = body.contains(text("{{step.key}}")) || std::any_of(action.call.headers.begin(), action.call.headers.end(), [](const auto& header) {
                const auto& pieces = header.second.pieces();
                return std::any_of(pieces.begin(), pieces.end(), [](const Template::Piece& piece) { return piece.space == text("step"); });
            });
            QVERIFY2(isKey == saysKey, qPrintable(action.id));
            if (action.id == text("user.create"))
                QVERIFY2(action.resolve != Resolve::Ask && action.resolve != Resolve::Verify, qPrintable(action.id));
        }
    }

    void aPersonIsLedThere_data() { everyOne(); }
    void aPersonIsLedThere()
    {
        QFETCH(QString, id);
        const Descriptor descriptor = *loadShippedDescriptor(id);
        QVERIFY(!descriptor.guide.empty());
        QVERIFY(std::any_of(descriptor.guide.begin(), descriptor.guide.end(), [](const GuideStep& step) { return !step.link.isEmpty(); }));
        QVERIFY(descriptor.docs.startsWith(text("https://")));
        for (const AuthRule& way : descriptor.auth) {
            QVERIFY2(way.label != way.id, qPrintable(way.id));
            for (const SecretField& secret : way.secrets)
                QVERIFY2(secret.label != secret.name && !secret.help.isEmpty(), qPrintable(way.id + u'.' + secret.name));
        }
        for (const ConfigField& field : descriptor.config)
            QVERIFY2(!field.help.isEmpty() && !field.pattern.isEmpty(), qPrintable(field.key));
    }
};

QTEST_APPLESS_MAIN(TestShippedDescriptors)
#include "test_shipped_descriptors.moc"
