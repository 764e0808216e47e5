#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace {

struct Run
{
    double ms = 0;
    long peakKilobytes = 0;
    int exit = 1;
};

/// One cold process from exec to its end.
Run runOnce(const std::vector<std::string>& command)
{
    std::vector<char*> words;
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        freopen("/dev/null", "w", stdout);
        freopen("/dev/null", "w", stderr);
        execv(words.front(), words.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    return {took.count(), usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 1};
}

Run median(const std::vector<std::string>& command)
{
    constexpr int rounds = 9;
    std::vector<Run> runs;
    for (int i = 0; i < rounds; ++i)
        runs.push_back(runOnce(command));
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.ms < b.ms; });
    return runs[rounds / 2];
}

} // namespace

/// Home painted from a cold process on the sample company against an empty window in the same dress, and the peak
/// memory of the whole program. Then a list of a million devices (bench_list, in a process of its own), which fails
/// above its targets. Prints one line per figure.
int main()
{
    QTemporaryDir folder;
    const QString workspace = folder.filePath(QStringLiteral("sample.quartermaster"));
    QTextStream out(stdout);
    if (QProcess::execute(QStringLiteral(QM_BIN_DIR "/qmctl"), {QStringLiteral("new"), workspace, QStringLiteral("--sample")}) != 0) {
        out << "the sample company can't be made\n";
        return 1;
    }
    const Run empty = median({QM_TEST_DIR "/bench_ui_start"});
    const Run home = median({QM_BIN_DIR "/quartermaster", "--workspace", workspace.toStdString(), "--page", "home", "--size", "1440x900", "--measure"});
    out << "empty dressed window " << empty.ms << " ms, " << empty.peakKilobytes / 1024 << " MB\n"
        << "home on the sample company " << home.ms << " ms, " << home.peakKilobytes / 1024 << " MB\n"
        << "ratio " << home.ms / empty.ms << " (target: at most 3; memory at most 250 MB)\n";
    out.flush();
    const int list = QProcess::execute(QStringLiteral(QM_TEST_DIR "/bench_list"), {});
    return empty.exit == 0 && home.exit == 0 && list == 0 ? 0 : 1;
}
