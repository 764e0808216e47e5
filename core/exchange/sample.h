#pragma once

#include "core/model/change.h"

namespace qm::exchange {

/// How large a sample company, and which one of its kind.
struct SampleOptions
{
    int people = 184;
    quint32 seed = 1;
    QDateTime now; ///< its history ends here and begins 30 months before
    QString company = {}; ///< its name; empty: one of its own
};

/// A company that never was: people, devices, apps, contracts and 30 months of what happened to them, with planted
/// faults. Deterministic: the same options give the same drafts. Drafts are in order of their effective time and are
/// to be submitted in that order to an empty workspace; ids are given from 1 on.
std::vector<model::Draft> sampleCompany(const SampleOptions& options);

} // namespace qm::exchange
