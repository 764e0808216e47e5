#include <QProcess>
#include <QTest>

#include <cstddef>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/// The window's program where no window can open.
class TestDisplay : public QObject
{
    Q_OBJECT

    static QProcess& start(QProcess& process, const QString& display, const QStringList& words)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DISPLAY"})
            environment.remove(QString::fromLatin1(name));
        if (!display.isEmpty())
            environment.insert(QStringLiteral("DISPLAY"), display);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(QM_BIN_DIR "/quartermaster"), words);
        return process;
    }

private Q_SLOTS:
    void saysSoInOneSentence_data()
    {
        QTest::addColumn<QString>("display");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("none") << QString() << QByteArray("There is no display here");
        QTest::newRow("not there") << QStringLiteral(":7743") << QByteArray("The display :7743 can't be reached");
        QTest::newRow("not there, with its screen") << QStringLiteral("unix:7743.0") << QByteArray("The display unix:7743.0 can't be reached");
    }
    void saysSoInOneSentence()
    {
        QFETCH(const QString, display);
        QFETCH(const QByteArray, says);
        QProcess process;
        QVERIFY(start(process, display, {}).waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QByteArray err = process.readAllStandardError();
        QVERIFY2(err.startsWith(says) && err.count('\n') == 1, err.constData());
    }
    void helpNeedsNoDisplay()
    {
        QProcess process;
        QVERIFY(start(process, QStringLiteral(":7743"), {QStringLiteral("--help")}).waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("--workspace"));
    }
    /// A server may listen without a file; it is left to Qt as soon as it answers.
    void aDisplayThatAnswersIsLeftToQt()
    {
        const QByteArray name = QByteArray(1, '\0') + "/tmp/.X11-unix/X7744";
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::copy(name.begin(), name.end(), address.sun_path);
        const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(name.size()));
        QVERIFY(server >= 0 && ::bind(server, reinterpret_cast<const sockaddr*>(&address), size) == 0 && ::listen(server, 5) == 0);
        const timeval patience{30, 0};
        ::setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        QProcess process;
        start(process, QStringLiteral(":7744"), {});
        const int looked = ::accept(server, nullptr, nullptr);
        QVERIFY(looked >= 0);
        ::close(looked);
        const int qt = ::accept(server, nullptr, nullptr); // it comes again in earnest
        QVERIFY(qt >= 0);
        process.kill();
        process.waitForFinished();
        ::close(qt);
        ::close(server);
    }
};

QTEST_GUILESS_MAIN(TestDisplay)
#include "test_display.moc"
