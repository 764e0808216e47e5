// Prints how the program compares with the bare tool for the same work, one line each. Checks only that the work was
// done; what is fast enough is for the reader, who knows the computer. Run through tests/contract/with-keyring open.
#include "core/model/described.h"
#include "core/model/identity.h"
#include "core/model/people.h"
#include "core/model/software.h"
#include "core/store/store.h"
#include "tests/contract/server.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace qm;

namespace {

double secondsOf(const QString& program, const QStringList& typed, const QByteArray& input = {})
{
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, typed);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(600'000) && process.exitCode() == 0;
    return ended ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : -1;
}

double qmctl(const QString& workspace, const QStringList& typed, const QByteArray& input = {})
{
    return secondsOf(QStringLiteral(QM_BIN_DIR "/qmctl"), QStringList{QStringLiteral("--workspace"), workspace} + typed, input);
}

int failed(const char* what)
{
    std::printf("%s: FAILED\n", what);
    return 1;
}

bool writePeople(const QString& path, int count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray text = "Employee number,First name,Last name,Work mail,Login,Phone,Job title,Cost centre,Start date\n";
    for (int i = 0; i < count; ++i) {
        const QByteArray n = QByteArray::number(i);
        text += "E" + n + ",Given" + QByteArray::number(i % 977) + ",Family" + QByteArray::number(i % 4999) + ",person" + n + "@fernhill.example,login" + n + ",+44 113 " + n + ",Engineer " +
                QByteArray::number(i % 40) + ",CC-" + QByteArray::number(i % 60) + ",2021-0" + QByteArray::number(1 + i % 9) + "-1" + QByteArray::number(i % 10) + "\n";
    }
    return file.write(text) == text.size();
}

int benchImport(const QTemporaryDir& folder)
{
    const QString csv = folder.filePath(QStringLiteral("people.csv"));
    const QString workspace = folder.filePath(QStringLiteral("import.quartermaster"));
    if (!writePeople(csv, 100'000) || qmctl(workspace, {QStringLiteral("new"), workspace}) < 0)
        return failed("import");
    const double bare = secondsOf(QStringLiteral("sqlite3"), {folder.filePath(QStringLiteral("bare.db")), QStringLiteral(".mode csv"), QStringLiteral(".import %1 person").arg(csv)});
    const double ours = qmctl(workspace, {QStringLiteral("import"), csv, QStringLiteral("--as"), QStringLiteral("person")});
    if (bare < 0 || ours < 0)
        return failed("import");
    std::printf("import of 100,000 people: %.2f s, sqlite3 .import %.2f s, ratio %.2f (aim: 4)\n", ours, bare, ours / bare);
    return 0;
}

int benchSync(const QTemporaryDir& folder)
{
    if (qgetenv("QM_KEYRING") != "open" || !contract::whyNoServers().isEmpty()) {
        std::printf("sync: SKIP, needs tests/contract/with-keyring open and npm ci in tests/contract/servers\n");
        return 0;
    }
    const contract::Server server(contract::scimScript(), {QStringLiteral("--seed"), QStringLiteral("5000")});
    const QString base = server.url().toString();
    const QString workspace = folder.filePath(QStringLiteral("sync.quartermaster"));
    qmctl(workspace, {QStringLiteral("new"), workspace});
    if (qmctl(workspace, {QStringLiteral("connect"), QStringLiteral("scim"), QStringLiteral("Directory"), QStringLiteral("--base"), base}, "test-token\n") < 0)
        return failed("connect");
    QStringList pages{QStringLiteral("-s"), QStringLiteral("-f"), QStringLiteral("-H"), QStringLiteral("Authorization: Bearer test-token")};
    for (int from = 1; from <= 5001; from += 100)
        pages << QStringLiteral("-o") << QStringLiteral("/dev/null") << QStringLiteral("%1/Users?count=100&startIndex=%2").arg(base).arg(from);
    pages << QStringLiteral("-o") << QStringLiteral("/dev/null") << base + QStringLiteral("/Groups?count=100&startIndex=1");
    secondsOf(QStringLiteral("curl"), pages); // the server warms up
    const double curl = secondsOf(QStringLiteral("curl"), pages);
    const double ours = qmctl(workspace, {QStringLiteral("sync")});
    if (curl < 0 || ours < 0)
        return failed("sync");
    std::printf("sync of 5,000 people: %.2f s, curl %.2f s, ratio %.2f (aim: 1.5)\n", ours, curl, ours / curl);
    return 0;
}

base::Id write(store::Store& store, QList<model::Change> changes)
{
    const auto set = store.submit({QStringLiteral("Bench"), {}, {}, std::move(changes)});
    return set && !set->changes.isEmpty() ? set->changes.front().id : base::Id{};
}

/// 1,000 people with an account each, 100 groups, every account in every group.
bool fillDirectory(store::Store& store)
{
    QList<model::Change> changes;
    model::App app;
    app.name = QStringLiteral("Directory");
    changes.append(model::createOf(model::recordOf(app), base::Id{-1}));
    for (int g = 0; g < 100; ++g) {
        model::Entitlement group;
        group.title = QStringLiteral("Group %1").arg(g);
        group.name = QStringLiteral("Directory / ") + group.title;
        group.app = base::Id{-1};
        changes.append(model::createOf(model::recordOf(group), base::Id{-2 - g}));
    }
    for (int i = 0; i < 1000; ++i) {
        model::Person person;
        person.number = QStringLiteral("E%1").arg(i);
        person.name = QStringLiteral("Given%1 Family%2").arg(i % 97).arg(i);
        person.workMail = QStringLiteral("person%1@fernhill.example").arg(i);
        changes.append(model::createOf(model::recordOf(person), base::Id{-10'000 - i}));
        model::Account account;
        account.name = QStringLiteral("Directory / ") + person.workMail;
        account.app = base::Id{-1};
        account.person = base::Id{-10'000 - i};
        account.login = person.workMail;
        changes.append(model::createOf(model::recordOf(account), base::Id{-20'000 - i}));
        for (int g = 0; g < 100; ++g) {
            model::Grant grant;
            grant.name = QStringLiteral("Directory / Group %1 / person%2").arg(g).arg(i);
            grant.account = base::Id{-20'000 - i};
            grant.entitlement = base::Id{-2 - g};
            changes.append(model::createOf(model::recordOf(grant)));
        }
    }
    return write(store, changes).isValid();
}

/// People's phones are set until the log holds that many rows.
bool fillLog(store::Store& store, qint64 rows)
{
    model::Query query;
    auto people = store.load(query);
    if (!people)
        return false;
    for (qint64 written = 102'101, round = 0; written < rows; ++round) {
        QList<model::Change> changes;
        for (model::Record& record : *people) {
            model::Record after = record;
            after.set(u"phone", QStringLiteral("+44 %1").arg(round));
            model::Change change = *model::updateOf(record, after);
            change.seenRevision = 0;
            changes.append(change);
            record = after;
        }
        written += changes.size();
        if (!write(store, changes).isValid())
            return false;
    }
    return true;
}

int benchSearch(const QTemporaryDir& folder)
{
    const base::SystemClock clock;
    auto store = store::Store::create(folder.filePath(QStringLiteral("search.quartermaster")), clock);
    if (!store || !fillDirectory(**store) || !fillLog(**store, 1'000'000) || !(*store)->search(QStringLiteral("x"), 1))
        return failed("search");
    std::vector<double> keystrokes;
    for (const QString& word : {QStringLiteral("family7"), QStringLiteral("person99"), QStringLiteral("given9 family"), QStringLiteral("group 42"), QStringLiteral("e500"), QStringLiteral("amily12"), QStringLiteral("directory")}) {
        for (qsizetype length = 1; length <= word.size(); ++length) {
            QElapsedTimer timer;
            timer.start();
            if (!(*store)->search(word.left(length), 20))
                return failed("search");
            keystrokes.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    }
    std::sort(keystrokes.begin(), keystrokes.end());
    std::printf("search per keystroke, 1,000 people, 100,000 grants, 1 million log rows: p50 %.2f ms, p95 %.2f ms, most %.2f ms (aim: p95 16)\n", keystrokes[keystrokes.size() / 2], keystrokes[keystrokes.size() * 95 / 100], keystrokes.back());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QStringList wanted = application.arguments().mid(1);
    const auto isWanted = [&](const char* name) { return wanted.isEmpty() || wanted.contains(QLatin1String(name)); };
    int bad = 0;
    bad += isWanted("import") ? benchImport(folder) : 0;
    bad += isWanted("sync") ? benchSync(folder) : 0;
    bad += isWanted("search") ? benchSearch(folder) : 0;
    return bad;
}
