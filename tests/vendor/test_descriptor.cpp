#include "core/vendor/descriptor.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace qm::vendor;
using qm::base::ErrorCode;

namespace {

const char* const kSmall = R"({"descriptor":1,"id":"t","name":"T","config":[{"key":"base","label":"Base"}],
 "auth":[{"id":"token","type":"token","secrets":["token"],"send":{"header":"authorization","value":"Bearer {{secret.token}}"}}],
 "http":{"base":"{{config.base}}"},"page":{"style":"none"},
 "streams":[{"id":"users","path":"/users","out":[{"table":"account","key":"id"}]}],
 "actions":[{"id":"user.suspend","input":["id"],"do":{"method":"POST","path":"/users/{{in.id}}","ok":[200]}}]})";

} // namespace

/// Descriptors: the shipped ones are sound, broken ones are named.
class TestDescriptor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedOnesAreSound()
    {
        QVERIFY(shippedDescriptors().contains(QStringLiteral("scim")));
        for (const QString& id : shippedDescriptors()) {
            const auto descriptor = loadShippedDescriptor(id);
            QVERIFY2(descriptor,
                     descriptor ? ""
                                : qPrintable(id + descriptor.error().subject + descriptor.error().detail));
            QCOMPARE(descriptor->id, id);
        }
        QCOMPARE(loadShippedDescriptor(QStringLiteral("../scim")).error().code, ErrorCode::NotFound);
    }
    void theSmallOneIsSound()
    {
        const auto descriptor = parseDescriptor(kSmall);
        QVERIFY2(descriptor,
                 descriptor ? "" : qPrintable(descriptor.error().subject + descriptor.error().detail));
        QVERIFY(descriptor->stream(QStringLiteral("users")));
        QVERIFY(!descriptor->action(QStringLiteral("users")));
    }

    void brokenOnesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("replace");
        QTest::addColumn<QByteArray>("with");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char* name, const char* replace, const char* with, const char* subject) {
            QTest::newRow(name) << QByteArray(replace) << QByteArray(with) << QString::fromUtf8(subject);
        };
        row("version", "\"descriptor\":1", "\"descriptor\":2", "descriptor");
        row("no name", "\"name\":\"T\"", "\"name\":\"\"", "name");
        row("typo", "\"page\":{\"style\":\"none\"}", "\"pages\":{}", "pages");
        row("style", "\"style\":\"none\"", "\"style\":\"magic\"", "page.style");
        row("cursor without path", "\"style\":\"none\"", "\"style\":\"cursor\",\"param\":\"c\"", "page");
        row("table", "\"account\"", "\"people\"", "streams[0].out[0].table");
        row("value", "\"key\":\"id\"}", "\"key\":{\"eval\":\"1\"}}", "streams[0].out[0].key");
        row("undeclared config", "{{config.base}}", "{{config.host}}", "http.base");
        row("undeclared secret", "{{secret.token}}", "{{secret.key}}", "auth.token");
        row("secret in a path", "\"/users\"", "\"/users/{{secret.token}}\"", "streams.users.path");
        row("undeclared input", "{{in.id}}", "{{in.name}}", "actions.user.suspend.do.path");
        row("a path to elsewhere", "\"/users\"", "\"https://x.example/\"", "streams.users");
        row("method", "\"POST\"", "\"GET\"", "actions[0].do.method");
        row("no ok", ",\"ok\":[200]", "", "actions[0].do.ok");
        row("undo", "\"input\":[\"id\"]", "\"input\":[\"id\"],\"undo\":\"nothing\"", "actions.user.suspend");
        row("find without a find", "\"ok\":[200]", "\"ok\":[200],\"repeat\":\"find\"", "actions[0]");
        row("destroys unasked", "\"input\":[\"id\"]", "\"input\":[\"id\"],\"danger\":\"destroys_data\"",
            "actions.user.suspend");
        row("an answer rule for everything", "\"ok\":[200]", "\"ok\":[200],\"done\":[{}]",
            "actions[0].do.done[0]");
        row("twice", "\"streams\":[",
            "\"streams\":[{\"id\":\"users\",\"path\":\"/"
            "a\",\"out\":[{\"table\":\"account\",\"key\":\"id\"}]},",
            "streams.users");
        row("a column that is none", "\"key\":\"id\"}", "\"key\":\"id\",\"fields\":{\"mail\":\"email\"}}", "streams.users.out.account.mail");
        row("replace_by without its field", "\"key\":\"id\"}", "\"key\":\"id\",\"replace_by\":\"group\"}", "streams.users.out.account");
        row("an input that is none", "\"input\":[\"id\"]", "\"input\":[\"id\",\"team\"]", "actions.user.suspend.input");
        row("an action that is none", "user.suspend", "user.suspended", "actions.user.suspended");
        row("an action twice", "\"actions\":[", "\"actions\":[{\"id\":\"user.suspend\",\"do\":{\"method\":\"POST\",\"path\":\"/x\",\"ok\":[200]}},", "actions.user.suspend");
        row("a manual step that is none", "\"actions\":[", "\"manual\":[{\"action\":\"user.fire\",\"say\":\"x\"}],\"actions\":[", "manual.user.fire");
        row("parts of no input", "\"input\":[\"id\"]", "\"input\":[\"id\"],\"parts\":{\"group\":\"(?<a>.*)\"}", "actions.user.suspend.parts");
        row("a pattern that is none", "\"input\":[\"id\"]", "\"input\":[\"id\"],\"parts\":{\"id\":\"(\"}", "actions[0].parts.id");
        row("a part that is none", "/users/{{in.id}}", "/users/{{part.id}}", "actions.user.suspend.do.path");
        row("an offset nobody hears of", "\"style\":\"none\"", "\"style\":\"offset\"", "streams.users.page");
        row("a guard for nothing", "\"input\":[\"id\"]", "\"input\":[\"id\"],\"guards\":[{\"path\":\"/x\"}]", "actions[0].guards[0]");
        row("a list for an object", "\"http\":{\"base\":\"{{config.base}}\"}", "\"http\":[]", "http");
    }
    void brokenOnesAreNamed()
    {
        QFETCH(QByteArray, replace);
        QFETCH(QByteArray, with);
        QFETCH(QString, subject);
        QByteArray text(kSmall);
        QVERIFY(text.contains(replace));
        const auto descriptor = parseDescriptor(text.replace(replace, with));
        QVERIFY(!descriptor);
        QCOMPARE(descriptor.error().code, ErrorCode::DescriptorInvalid);
        QCOMPARE(descriptor.error().subject, subject);
    }
    void noCutOfADescriptorDoesHarm()
    {
        const QByteArray text(kSmall);
        for (qsizetype size = 0; size < text.size() - 1; ++size)
            QVERIFY(!parseDescriptor(text.left(size)));
        QVERIFY(!parseDescriptor(QByteArray(100'000, '[')));
    }
};

QTEST_APPLESS_MAIN(TestDescriptor)
#include "test_descriptor.moc"
