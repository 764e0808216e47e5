#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace qm::test {

/// What one call of the program said and how it ended.
struct Said
{
    int exit = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    /// One plain sentence (or two) on a line of its own.
    bool isOneLine() const { return err.endsWith('\n') && err.trimmed().size() > 10 && !err.trimmed().contains('\n'); }
};

/// The real qmctl over a workspace in a folder of its own.
class Qmctl
{
public:
    /// Makes an empty workspace.
    Qmctl() { run({QStringLiteral("new"), workspace(), QStringLiteral("--company"), QStringLiteral("Test Ltd")}); }

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString workspace() const { return path(QStringLiteral("work.quartermaster")); }

    static QString program() { return QStringLiteral(QM_BIN_DIR "/qmctl"); }
    QStringList words(const QStringList& typed) const { return QStringList{QStringLiteral("--workspace"), workspace()} + typed; }
    Said run(const QStringList& typed, const QByteArray& input = {}, int longestMs = 60'000) const
    {
        QProcess process;
        process.start(program(), words(typed));
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(longestMs)) {
            process.kill();
            process.waitForFinished();
            return {-2, {}, "did not end"};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -3, process.readAllStandardOutput(), process.readAllStandardError()};
    }
    /// Words split at blanks, with --json.
    Said json(const QString& typed) const { return run(typed.split(u' ') + QStringList{QStringLiteral("--json")}); }

    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s can't be written", qPrintable(name));
    }
    QByteArray bytes(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Every record of every entity as JSON, as `list` prints it.
    QByteArray everything() const
    {
        QByteArray text;
        for (const QString& entity : entities())
            text += entity.toUtf8() + '\n' + json(QStringLiteral("list ") + entity).out;
        return text;
    }
    qint64 count(const QString& entity) const { return json(QStringLiteral("list ") + entity).array().size(); }
    bool isSound() const { return json(QStringLiteral("verify")).object()[QStringLiteral("ok")].toBool(); }

    QStringList entities() const
    {
        const QString help = QString::fromUtf8(run({QStringLiteral("--help")}).out);
        return help.section(QStringLiteral("Entities: "), 1).section(u'\n', 0, 0).split(QStringLiteral(", "));
    }

private:
    QTemporaryDir m_folder;
};

} // namespace qm::test
