// Prints how long the store takes for large pieces of work, each beside its floor.
#include "core/model/company.h"
#include "core/model/described.h"
#include "core/model/hardware.h"
#include "core/model/people.h"
#include "core/store/store.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <cstdio>

using namespace qm;

namespace {

qint64 countOf(const char* name, qint64 usual)
{
    bool ok = false;
    const qint64 wanted = qEnvironmentVariable(name).toLongLong(&ok);
    return ok ? wanted : usual;
}

model::Person personOf(qint64 i)
{
    static const char* const families[] = {"Kowalski", "Berg", "Dahl", "Okafor", "Tanaka", "Weber", "Silva", "Novak"};
    model::Person person;
    const QString n = QString::number(i);
    person.number = QStringLiteral("P-") + n;
    person.given = QStringLiteral("Given") + QString::number(i % 977);
    person.family = QString::fromLatin1(families[i % 8]) + QString::number(i % 4999);
    person.name = person.given + u' ' + person.family;
    person.workMail = QStringLiteral("person") + n + QStringLiteral("@fernhill.example");
    person.login = QStringLiteral("login") + n;
    person.phone = QStringLiteral("+44 113 ") + n;
    person.title = QStringLiteral("Engineer ") + QString::number(i % 40);
    person.costCentre = QStringLiteral("CC-") + QString::number(i % 60);
    person.timeZone = QStringLiteral("Europe/London");
    person.start = QDate(2015, 1, 1).addDays(i % 4000);
    return person;
}

template <class F>
double seconds(F work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

double importFloor(const QTemporaryDir& folder, const std::vector<model::Record>& people)
{
    QFile csv(folder.filePath(QStringLiteral("people.csv")));
    if (!csv.open(QIODevice::WriteOnly))
        return 0;
    QTextStream text(&csv);
    const auto& fields = model::describe(model::Entity::Person).fields;
    QStringList names;
    for (const auto& field : fields)
        names.append(field.key);
    text << names.join(u',') << '\n';
    for (const model::Record& record : people) {
        QStringList cells;
        for (const model::Value& value : record.values)
            cells.append(model::toText(value));
        text << cells.join(u',') << '\n';
    }
    text.flush();
    csv.close();
    return seconds([&] {
        QProcess::execute(QStringLiteral("sqlite3"), {folder.filePath(QStringLiteral("bare.db")), QStringLiteral("PRAGMA journal_mode=WAL"), QStringLiteral(".mode csv"),
                                                       QStringLiteral(".import %1 person").arg(csv.fileName())});
    });
}

void benchSubmit(store::Store& store, const QTemporaryDir& folder)
{
    const qint64 count = countOf("QM_BENCH_PEOPLE", 100000);
    std::vector<model::Record> people;
    for (qint64 i = 0; i < count; ++i)
        people.push_back(model::recordOf(personOf(i)));
    model::Draft draft{QStringLiteral("Bench"), {model::CauseKind::Import, QStringLiteral("people.csv"), {}}, {}, {}};
    for (const model::Record& record : people)
        draft.changes.append(model::createOf(record));
    const double floor = importFloor(folder, people);
    bool ok = false;
    const double taken = seconds([&] { ok = store.submit(draft).has_value(); });
    std::printf("submit %lld people: %.3f s, sqlite3 .import %.3f s, ratio %.2f%s\n", static_cast<long long>(count), taken, floor, taken / floor, ok ? "" : " FAILED");
}

void benchReads(store::Store& store)
{
    model::Query query;
    std::printf("ids of people by name: %.1f ms\n", 1e3 * seconds([&] { static_cast<void>(store.ids(query)); }));
    query.limit = 200;
    std::printf("first 200 people: %.1f ms\n", 1e3 * seconds([&] { static_cast<void>(store.load(query)); }));
    query.filter = model::Filter::fromText(u"status = active and title ~ \"engineer 3\"").value_or({});
    std::printf("count with a computed field and a text: %.1f ms\n", 1e3 * seconds([&] { static_cast<void>(store.count(query)); }));
    std::printf("search index, all: %.3f s\n", seconds([&] { static_cast<void>(store.search(QStringLiteral("x"), 1)); }));
    std::vector<double> keystrokes;
    for (const QString& word : {QStringLiteral("kowalski12"), QStringLiteral("login4711"), QStringLiteral("given9 berg"), QStringLiteral("p-500"), QStringLiteral("gin99")}) {
        for (qsizetype length = 1; length <= word.size(); ++length)
            keystrokes.push_back(1e3 * seconds([&] { static_cast<void>(store.search(word.left(length), 20)); }));
    }
    std::sort(keystrokes.begin(), keystrokes.end());
    std::printf("search, per keystroke: p50 %.2f ms, p95 %.2f ms, max %.2f ms\n", keystrokes[keystrokes.size() / 2], keystrokes[keystrokes.size() * 95 / 100], keystrokes.back());
    double verified = 0;
    verified = seconds([&] { static_cast<void>(store.verify({}, {})); });
    std::printf("verify: %.3f s\n", verified);
}

void benchDevices(store::Store& store)
{
    const qint64 count = countOf("QM_BENCH_DEVICES", 1000000);
    constexpr qint64 atOnce = 100000;
    const double written = seconds([&] {
        for (qint64 from = 0; from < count; from += atOnce) {
            model::Draft draft{QStringLiteral("Bench"), {}, {}, {}};
            for (qint64 i = from; i < from + atOnce; ++i) {
                model::Device device;
                device.tag = QStringLiteral("AST-%1").arg((i * 7919) % 10000019, 8, 10, QChar(u'0'));
                device.kind = QStringLiteral("Laptop");
                device.status = model::Device::Status::InUse;
                draft.changes.append(model::createOf(model::recordOf(device)));
            }
            static_cast<void>(store.submit(draft));
        }
    });
    model::Query query{model::Entity::Device, {}, QStringLiteral("tag"), Qt::AscendingOrder, -1, 0, {}};
    std::size_t found = 0;
    const double first = seconds([&] { found = store.ids(query).value_or({}).size(); });
    const double again = seconds([&] { found = store.ids(query).value_or({}).size(); });
    std::printf("%lld devices written in %.1f s; %zu ids by tag: %.0f ms, again %.0f ms\n", static_cast<long long>(count), written, found, 1e3 * first, 1e3 * again);
}

void benchSingleCommits(store::Store& store)
{
    constexpr int count = 500;
    const double taken = seconds([&] {
        for (int i = 0; i < count; ++i) {
            model::Department department;
            department.name = QStringLiteral("Department %1").arg(i);
            static_cast<void>(store.submit({QStringLiteral("Bench"), {}, {}, {model::createOf(model::recordOf(department))}}));
        }
    });
    std::printf("commits of one row: %.0f a second\n", count / taken);
}

} // namespace

int main()
{
    const base::SystemClock clock;
    const QTemporaryDir folder;
    auto made = store::Store::create(folder.filePath(QStringLiteral("bench.quartermaster")), clock);
    if (!made)
        return 1;
    benchSubmit(**made, folder);
    benchReads(**made);
    benchSingleCommits(**made);
    benchDevices(**made);
    return 0;
}
