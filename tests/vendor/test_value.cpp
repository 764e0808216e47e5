#include "core/vendor/value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace qm::vendor;

namespace {

QJsonValue json(const QByteArray& text)
{
    return QJsonDocument::fromJson("[" + text + "]").array().at(0);
}

} // namespace

/// Mapping expressions, each alone, on what vendors send and on what they should not.
class TestValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluates_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* form, const char* record, const char* expected) {
            QTest::newRow(name) << QByteArray(form) << QByteArray(record) << QByteArray(expected);
        };
        row("path", "\"a.b\"", "{\"a\":{\"b\":3}}", "3");
        row("path into a list", "\"a.1.b\"", "{\"a\":[{},{\"b\":3}]}", "3");
        row("path past the end", "\"a.9\"", "{\"a\":[]}", "null");
        row("path, negative index", "\"a.-1\"", "{\"a\":[1]}", "null");
        row("path through a text", "\"a.b\"", "{\"a\":\"x\"}", "null");
        row("path on null", "\"a.b\"", "null", "null");
        row("pointer", "\"/urn:x:2.0:User/dep~1t\"", "{\"urn:x:2.0:User\":{\"dep/t\":\"R&D\"}}", "\"R&D\"");
        row("the record itself", "\".\"", "\"x\"", "\"x\"");
        row("const", "{\"const\":false}", "{}", "false");
        row("lower", "{\"lower\":\"a\"}", "{\"a\":\" ÄB@X.DE \"}", "\"äb@x.de\"");
        row("lower of a number", "{\"lower\":\"a\"}", "{\"a\":7}", "null");
        row("first skips nothing", "{\"first\":[\"a\",\"b\",\"c\"]}", "{\"a\":null,\"b\":\"\",\"c\":0}", "0");
        row("first of none", "{\"first\":[\"a\"]}", "{}", "null");
        row("latest", "{\"latest\":[\"a\",\"b\",\"c\"]}",
            "{\"a\":\"2024-01-01T00:00:00Z\",\"b\":\"2025-06-01T02:00:00+02:00\",\"c\":\"x\"}",
            "\"2025-06-01T00:00:00.000Z\"");
        row("join", "{\"join\":[\"g\",\" \",\"f\"]}", "{\"g\":\"Ada\",\"f\":\"Ng\"}", "\"Ada Ng\"");
        row("join with a hole", "{\"join\":[\"g\",\" \",\"f\"]}", "{\"g\":\"Ada\"}", "\"Ada\"");
        row("join of nothing", "{\"join\":[\"g\",\"/\",\"f\"]}", "{}", "null");
        row("enum", "{\"enum\":\"a\",\"map\":{\"true\":\"on\"},\"else\":\"?\"}", "{\"a\":true}", "\"on\"");
        row("enum, else", "{\"enum\":\"a\",\"map\":{\"true\":\"on\"},\"else\":\"?\"}", "{\"a\":{}}", "\"?\"");
        row("enum, unknown", "{\"enum\":\"a\",\"map\":{\"true\":\"on\"}}", "{}", "null");
        row("truthy text", "{\"truthy\":\"a\"}", "{\"a\":\"True\"}", "true");
        row("truthy zero", "{\"truthy\":\"a\"}", "{\"a\":0}", "false");
        row("truthy of missing is unknown", "{\"truthy\":\"a\"}", "{}", "null");
        row("date with a zone", "{\"date\":\"a\"}", "{\"a\":\"2024-02-29T23:30:00-01:00\"}",
            "\"2024-03-01T00:30:00.000Z\"");
        row("date without a zone", "{\"date\":\"a\"}", "{\"a\":\"2024-02-29T10:00:00\"}",
            "\"2024-02-29T10:00:00.000Z\"");
        row("day", "{\"date\":\"a\"}", "{\"a\":\"2024-02-29\"}", "\"2024-02-29\"");
        row("never, as zero", "{\"date\":\"a\"}", "{\"a\":\"1970-01-01T00:00:00.000Z\"}", "null");
        row("never, as year one", "{\"date\":\"a\"}", "{\"a\":\"0001-01-01T00:00:00Z\"}", "null");
        row("never, in seconds", "{\"date\":\"a\",\"as\":\"epoch_s\"}", "{\"a\":0}", "null");
        row("no such day", "{\"date\":\"a\"}", "{\"a\":\"2023-02-29\"}", "null");
        row("epoch seconds as text", "{\"date\":\"a\",\"as\":\"epoch_s\"}", "{\"a\":\"1700000000\"}",
            "\"2023-11-14T22:13:20.000Z\"");
        row("epoch out of range", "{\"date\":\"a\",\"as\":\"epoch_ms\"}", "{\"a\":1e300}", "null");
        row("where", "{\"where\":\"e\",\"eq\":{\"primary\":true},\"get\":\"v\"}",
            "{\"e\":[{\"v\":\"a\"},{\"v\":\"b\",\"primary\":\"True\"}]}", "\"b\"");
        row("where, any", "{\"where\":\"e\",\"get\":\"v\"}", "{\"e\":[{},{\"v\":\"\"},{\"v\":\"b\"}]}",
            "\"b\"");
        row("where on a text", "{\"where\":\"e\",\"get\":\"v\"}", "{\"e\":\"v\"}", "null");
        row("keys", "{\"keys\":\"p\"}", "{\"p\":{\"b\":1,\"a\":2}}", "[\"a\",\"b\"]");
        row("split", "{\"split\":\"s\",\"by\":\" \"}", "{\"s\":\"a  b\"}", "[\"a\",\"b\"]");
        row("has", "{\"has\":\"a\"}", "{\"a\":0}", "true");
        row("has element", "{\"has\":[\"g\",\"Dyn\"]}", "{\"g\":[\"x\",\"Dyn\"]}", "true");
        row("minor units", "{\"minor\":\"a\",\"currency\":\"c\"}", "{\"a\":1234,\"c\":\"EUR\"}", "\"12.34\"");
        row("minor units, less than one", "{\"minor\":\"a\"}", "{\"a\":-7}", "\"-0.07\"");
        row("minor units of yen", "{\"minor\":\"a\",\"currency\":\"c\"}", "{\"a\":1234,\"c\":\"jpy\"}", "\"1234\"");
        row("minor units of dinars", "{\"minor\":\"a\",\"currency\":\"c\"}", "{\"a\":\"5\",\"c\":\"KWD\"}", "\"0.005\"");
        row("negative", "{\"negative\":\"a\"}", "{\"a\":12.5}", "-12.5");
        row("negative of a text", "{\"negative\":\"a\"}", "{\"a\":\"12.50\"}", "\"-12.50\"");
        row("negative of words", "{\"negative\":\"a\"}", "{\"a\":\"x\"}", "null");
        row("minor units of nothing", "{\"minor\":\"a\"}", "{}", "null");
        row("minor units in parts", "{\"minor\":\"a\"}", "{\"a\":1.5}", "null");
        row("a big id keeps its digits", "{\"join\":[\"a\",\"/\",\"a\"]}", "{\"a\":9007199254740991}",
            "\"9007199254740991/9007199254740991\"");
    }
    void evaluates()
    {
        QFETCH(QByteArray, form);
        QFETCH(QByteArray, record);
        QFETCH(QByteArray, expected);
        const auto value = Value::parse(json(form));
        QVERIFY2(value, value ? "" : qPrintable(value.error().detail));
        QCOMPARE(value->evaluate({json(record), {}, {}}), json(expected));
    }

    void looksOutward()
    {
        const Scope scope{json("{\"id\":1}"), json("{\"team\":{\"slug\":\"core\"}}"), json("{\"id\":9}")};
        QCOMPARE(Value::parse(json("{\"join\":[\"^team.slug\",\"/\",\"^^id\",\"/\",\"id\"]}"))->key(scope),
                 QStringLiteral("core/9/1"));
    }
    void aKeyWithAHoleIsNoKey()
    {
        const auto key = Value::parse(json("{\"join\":[\"a\",\"/\",\"b\"]}"));
        QCOMPARE(key->key({json("{\"a\":\"x\"}"), {}, {}}), QString());
        QCOMPARE(key->key({json("{\"a\":\"x\",\"b\":{}}"), {}, {}}), QString());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("form");
        for (const char* form :
             {"3", "null", "[]", "{}", "\"\"", "\"a..b\"", "\"/\"", "\"^\"", "\"^^^a\"", "{\"nope\":\"a\"}",
              "{\"lower\":\"a\",\"const\":1}", "{\"join\":[]}", "{\"first\":\"a\"}", "{\"enum\":\"a\"}",
              "{\"split\":\"a\"}", "{\"date\":\"a\",\"as\":\"moon\"}", "{\"where\":\"a\"}",
              "{\"has\":[\"a\"]}"})
            QTest::newRow(form) << QByteArray(form);
    }
    void refuses()
    {
        QFETCH(QByteArray, form);
        QVERIFY(!Value::parse(json(form)));
    }
    void refusesToNestForEver()
    {
        QJsonValue form(QStringLiteral("a"));
        for (int i = 0; i < 100; ++i)
            form = QJsonObject{{QStringLiteral("lower"), form}};
        QVERIFY(!Value::parse(form));
    }
};

QTEST_APPLESS_MAIN(TestValue)
#include "test_value.moc"
