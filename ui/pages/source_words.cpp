#include "ui/pages/source_words.h"

#include "ui/format/words.h"

#include <QCoreApplication>

namespace qm::pages {
namespace {

using format::Cell;
using format::State;
using model::Source;

QString said(const char* words)
{
    return QCoreApplication::translate("source", words);
}

} // namespace

Cell sourceState(const Source& source, const QDateTime& now)
{
    const bool isCalm = source.state == Source::State::Ready || source.state == Source::State::Unknown;
    if (isCalm && source.lastRead.isValid() && !console::isFresh(source, now.toUTC().date()))
        return format::pill(State::Attention, said(QT_TRANSLATE_NOOP("source", "Out of date")));
    switch (source.state) {
    case Source::State::Ready: return format::pill(State::Ok, said(QT_TRANSLATE_NOOP("source", "Ready")));
    case Source::State::Reading: return format::pill(State::Info, said(QT_TRANSLATE_NOOP("source", "Reading")));
    case Source::State::SignInNeeded: return format::pill(State::Act, said(QT_TRANSLATE_NOOP("source", "Sign in again")));
    case Source::State::Failed: return format::pill(State::Act, said(QT_TRANSLATE_NOOP("source", "Could not be read")));
    case Source::State::Paused: return format::pill(State::Exempt, said(QT_TRANSLATE_NOOP("source", "Paused")));
    case Source::State::Held: return format::pill(State::Attention, said(QT_TRANSLATE_NOOP("source", "Needs your word")));
    case Source::State::Unknown: break;
    }
    if (source.kind == Source::Kind::File)
        return format::pill(State::Plain, said(QT_TRANSLATE_NOOP("source", "File")));
    return format::pill(State::Unknown, said(QT_TRANSLATE_NOOP("source", "Not read yet")));
}

Cell sourceAge(const Source& source, const QDateTime& now)
{
    if (!source.lastRead.isValid())
        return format::empty();
    return format::figure(format::ageWord(source.lastRead, now), console::isFresh(source, now.toUTC().date()) ? State::Plain : State::Attention);
}

QString sourceSentence(const Source& source, const QDateTime& now, qint64 differences)
{
    const QString reason = source.reason.isEmpty() ? QString() : format::reasonSentence(source.reason);
    if (!reason.isEmpty())
        return reason;
    switch (source.state) {
    case Source::State::SignInNeeded: return said(QT_TRANSLATE_NOOP("source", "The sign-in has ended. Sign in again; what was read so far stays."));
    case Source::State::Failed: return said(QT_TRANSLATE_NOOP("source", "The last reading did not come to its end. Nothing is concluded from what is missing."));
    case Source::State::Paused: return said(QT_TRANSLATE_NOOP("source", "It is not read until somebody starts it again."));
    default: break;
    }
    if (!source.lastRead.isValid())
        return said(QT_TRANSLATE_NOOP("source", "Nothing has been read yet."));
    const QString age = format::ageWord(source.lastRead, now);
    if (!console::isFresh(source, now.toUTC().date()))
        return said(QT_TRANSLATE_NOOP("source", "Last read %1 ago. Figures that stand on it may be out of date.")).arg(age);
    if (differences == 1)
        return said(QT_TRANSLATE_NOOP("source", "Everything came through at the last reading. 1 difference waits for you."));
    if (differences > 1)
        return said(QT_TRANSLATE_NOOP("source", "Everything came through at the last reading. %1 differences wait for you.")).arg(format::countWord(differences));
    return said(QT_TRANSLATE_NOOP("source", "Everything came through at the last reading. Nothing needs doing."));
}

bool isConnected(const Source& source)
{
    return source.kind == Source::Kind::Vendor && !source.descriptor.isEmpty();
}

} // namespace qm::pages
