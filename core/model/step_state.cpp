#include "core/model/step_state.h"

namespace qm::model {

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

bool needsSomebody(Step::State state)
{
    return state == Step::State::Failed || state == Step::State::Unknown || state == Step::State::NeedsAttention;
}

} // namespace qm::model
