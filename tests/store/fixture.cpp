#include "fixture.h"

#include "core/store/functions.h"
#include "core/store/table.h"

#include <sqlite3.h>

namespace qm::test {
namespace {

sqlite3* openRaw(const QString& path)
{
    sqlite3* handle = nullptr;
    sqlite3_open(path.toUtf8().constData(), &handle);
    store::registerFunctions(handle);
    return handle;
}

int appendRow(void* to, int count, char** values, char**)
{
    auto* text = static_cast<QByteArray*>(to);
    for (int i = 0; i < count; ++i)
        *text += QByteArray(values[i] ? values[i] : "(null)") + '\t';
    *text += '\n';
    return 0;
}

} // namespace

Workspace::Workspace()
{
    auto made = store::Store::create(path(), clock);
    if (made)
        store = std::move(*made);
    else
        qFatal("no workspace: %ls", qUtf16Printable(made.error().detail));
}

void Workspace::reopen()
{
    store.reset();
    auto opened = store::Store::open(path(), store::Store::Mode::ReadWrite, clock);
    if (opened)
        store = std::move(*opened);
    else
        qFatal("not opened: %ls", qUtf16Printable(opened.error().detail));
}

model::Record person(const QString& number, const QString& name)
{
    model::Person person;
    person.number = number;
    person.name = name;
    return model::recordOf(person);
}

model::Draft draftOf(QList<model::Change> changes)
{
    return {QStringLiteral("Test"), {model::CauseKind::Person, QStringLiteral("a test"), {}}, {}, std::move(changes)};
}

QByteArray exportOf(const QString& path)
{
    sqlite3* handle = openRaw(path);
    QByteArray text;
    for (const model::Entity entity : model::allEntities()) {
        QByteArray columns = store::tableOf(entity).rowColumns("t");
        columns.replace(", t.revision", "");
        for (const model::Field& field : model::describe(entity).fields) {
            if (field.has(model::Observed)) // beside the log: no undo brings it back
                columns.replace(", t.\"" + field.key.toLatin1().replace('-', '_') + '"', "");
        }
        const QByteArray sql = "SELECT " + columns + " FROM \"" + store::tableOf(entity).name + "\" t ORDER BY t.id";
        text += store::tableOf(entity).name + '\n';
        sqlite3_exec(handle, sql.constData(), appendRow, &text, nullptr);
    }
    sqlite3_close(handle);
    return text;
}

QString rawSql(const QString& path, const QByteArray& sql)
{
    sqlite3* handle = openRaw(path);
    const int result = sqlite3_exec(handle, sql.constData(), nullptr, nullptr, nullptr);
    const QString said = result == SQLITE_OK ? QString() : QString::fromUtf8(sqlite3_errmsg(handle));
    sqlite3_close(handle);
    return said;
}

QString rawValue(const QString& path, const QByteArray& sql)
{
    sqlite3* handle = openRaw(path);
    QByteArray text;
    sqlite3_exec(handle, sql.constData(), appendRow, &text, nullptr);
    sqlite3_close(handle);
    return QString::fromUtf8(text.left(text.indexOf('\t')));
}

} // namespace qm::test
