#include "core/model/step_state.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace qm::model {

bool isOpen(const Run& run)
{
    return run.state != Run::State::Done && run.state != Run::State::Cancelled;
}

bool isDone(Step::State state)
{
    return state == Step::State::Done || state == Step::State::AlreadySo;
}

bool isLeftOut(Step::State state)
{
    return state == Step::State::Skipped || state == Step::State::Cancelled;
}

bool isClosed(Step::State state)
{
    return isDone(state) || isLeftOut(state);
}

Filter stepsOfOpenRuns()
{
    return *Filter::fromText(u"run.state in (running, paused, needs-attention)");
}

bool isReadBack(const Step& step)
{
    return !QJsonDocument::fromJson(step.evidence.toUtf8()).object()[QStringLiteral("readBack")].toString().isEmpty();
}

bool isByHand(const Step& step)
{
    return step.kind == Step::Kind::Human || QJsonDocument::fromJson(step.evidence.toUtf8()).object()[QStringLiteral("byHand")].toBool();
}

bool isOutcomeOpen(const Step& step)
{
    return step.kind == Step::Kind::Vendor && !isClosed(step.state) && step.state != Step::State::Failed && step.attempts.value_or(0) > 0;
}

bool needsSomebody(Step::State state)
{
    return state == Step::State::Failed || state == Step::State::Unknown || state == Step::State::NeedsAttention;
}

} // namespace qm::model
