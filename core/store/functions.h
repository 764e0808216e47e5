#pragma once

struct sqlite3;

namespace qm::store {

/// Gives a connection the function casefold(text): base::folded, the spelling by which texts are compared, sorted
/// and kept unique. The schema's indexes use it, so every connection needs it.
void registerFunctions(sqlite3* handle);

} // namespace qm::store
