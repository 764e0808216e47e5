#include "core/vendor/mask.h"
#include "core/vendor/session.h"
#include "core/vendor/template.h"

#include <QJsonObject>
#include <QTest>

using namespace qm::vendor;
using qm::base::ErrorCode;

namespace {

Lookup lookupOf(const QString& value)
{
    return [value](const QString& space, const QString& name) -> std::optional<QString> {
        return space == QStringLiteral("in") && name == QStringLiteral("x") ? std::optional(value)
                                                                            : std::nullopt;
    };
}

QString rendered(const char* form, Place place, const char* value)
{
    const auto result =
        Template::parse(QString::fromUtf8(form))->render(place, lookupOf(QString::fromUtf8(value)));
    return result ? *result : QStringLiteral("!");
}

} // namespace

/// Values in addresses, filters, bodies and headers: none can leave the place it was put in.
class TestTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesPerPlace_data()
    {
        QTest::addColumn<QString>("actual");
        QTest::addColumn<QString>("expected");
        QTest::newRow("path") << rendered("/Users/{{in.x}}/a", Place::PathSegment, "a/b?c#d%e ü")
                              << QStringLiteral("/Users/a%2Fb%3Fc%23d%25e%20%C3%BC/a");
        QTest::newRow("path, up") << rendered("/Users/{{in.x}}", Place::PathSegment, "..")
                                  << QStringLiteral("!");
        QTest::newRow("path, empty") << rendered("/Users/{{in.x}}", Place::PathSegment, "")
                                     << QStringLiteral("!");
        QTest::newRow("filter") << rendered("userName eq \"{{in.x}}\"", Place::Query, "a\" or \"1\" eq \"1")
                                << QStringLiteral("userName eq \"a\\\" or \\\"1\\\" eq \\\"1\"");
        QTest::newRow("filter, backslash") << rendered("userName eq \"{{in.x}}\"", Place::Query, "a\\")
                                           << QStringLiteral("userName eq \"a\\\\\"");
        QTest::newRow("filter, line break")
            << rendered("userName eq \"{{in.x}}\"", Place::Query, "a\nb") << QStringLiteral("!");
        QTest::newRow("outside quotes")
            << rendered("\"a\" {{in.x}}", Place::Query, "b\"") << QStringLiteral("\"a\" b\"");
        QTest::newRow("json filter") << rendered("members[value eq \"{{in.x}}\"]", Place::Json, "a\"]")
                                     << QStringLiteral("members[value eq \"a\\\"]\"]");
        QTest::newRow("single quotes, backslash") << rendered("a = '{{in.x:backslash}}'", Place::Query, "o'b\\") << QStringLiteral("a = 'o\\'b\\\\'");
        QTest::newRow("single quotes, doubled") << rendered("a eq '{{in.x:doubled}}'", Place::Query, "o'b\\") << QStringLiteral("a eq 'o''b\\'");
        QTest::newRow("single quotes, line break") << rendered("a eq '{{in.x:doubled}}'", Place::Query, "a\nb") << QStringLiteral("!");
        QTest::newRow("header") << rendered("{{in.x}}", Place::Header, "a\r\nx: y") << QStringLiteral("!");
        QTest::newRow("a value is not a template")
            << rendered("{{in.x}}", Place::Json, "{{in.x}}") << QStringLiteral("{{in.x}}");
    }
    void encodesPerPlace()
    {
        QFETCH(QString, actual);
        QTEST(actual, "expected");
    }
    void refusesBrokenForms_data()
    {
        QTest::addColumn<QString>("form");
        for (const char* form : {"{{", "}}", "{{in.x}", "{{in}}", "{{.x}}", "{{in.x.y}}", "{{ in.x }}",
                                 "{{{{in.x}}}}", "name = '{{in.x}}'"})
            QTest::newRow(form) << QString::fromUtf8(form);
    }
    void refusesBrokenForms()
    {
        QFETCH(QString, form);
        QVERIFY(!Template::parse(form));
    }
    void namesWhatIsMissing()
    {
        const auto result = Template::parse(QStringLiteral("a{{in.y}}"))->render(Place::Json, lookupOf({}));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Required);
        QCOMPARE(result.error().subject, QStringLiteral("in.y"));
    }
    void aQueryValueStaysOneValue()
    {
        const QUrl url = withParameters(QUrl(QStringLiteral("https://x.example/Users")),
                                        {{QStringLiteral("filter"), QStringLiteral("a&b=c+d#e%20ü")}});
        QCOMPARE(url.toEncoded(),
                 QByteArrayLiteral("https://x.example/Users?filter=a%26b%3Dc%2Bd%23e%2520%C3%BC"));
    }
    void masksEveryForm()
    {
        SecretList secrets{std::make_shared<const qm::base::Secret>(QByteArrayLiteral("t/k n"))};
        const QString text = QStringLiteral("a t/k n b t%2Fk%20n c t%2fk%20n d ") +
                             QString::fromLatin1(QByteArray("t/k n").toBase64());
        QCOMPARE(masked(text, secrets), QStringLiteral("a *** b *** c *** d ***"));
        QCOMPARE(masked(QStringLiteral("aaat/k n"), secrets, 5), QStringLiteral("aaa**…"));
    }
    void masksWhatVendorsMakeOfIt_data()
    {
        QTest::addColumn<QByteArray>("dress");
        const QByteArray secret("tok/\xc3\xa4\"en?>~123");
        QTest::newRow("in JSON") << QByteArray("tok/\xc3\xa4\\\"en?>~123");
        QTest::newRow("in careful JSON") << QByteArray("tok\\/\xc3\xa4\\\"en?>~123");
        QTest::newRow("hex") << secret.toHex();
        QTest::newRow("HEX") << secret.toHex().toUpper();
        QTest::newRow("for addresses") << secret.toBase64(QByteArray::Base64UrlEncoding);
        for (const char* user : {"u:", "me:", "you:"})
            QTest::newRow(user) << (QByteArray(user) + secret).toBase64();
    }
    void masksWhatVendorsMakeOfIt()
    {
        QFETCH(QByteArray, dress);
        const SecretList secrets{std::make_shared<const qm::base::Secret>(QByteArrayLiteral("tok/\xc3\xa4\"en?>~123"))};
        const QString clean = masked(QStringLiteral("said: ") + QString::fromUtf8(dress), secrets);
        QVERIFY2(clean.startsWith(QStringLiteral("said: ")) && clean.contains(QStringLiteral("***")) && clean.size() <= 24, qPrintable(clean));
    }
    void aShortSecretLeavesOtherWordsAlone()
    {
        const SecretList secrets{std::make_shared<const qm::base::Secret>(QByteArrayLiteral("z"))};
        QCOMPARE(masked(QStringLiteral("eg 7a 7A eQ"), secrets), QStringLiteral("eg 7a 7A eQ"));
    }
};

QTEST_APPLESS_MAIN(TestTemplate)
#include "test_template.moc"
