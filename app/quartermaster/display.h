#pragma once

#include <QString>

namespace qm::app {

/// Why no window can open here, as one sentence; empty where one can or where only Qt can tell. Qt itself ends the program
/// with words for programmers. For the start of main, before there is an application.
QString whyNoWindow(int argc, char** argv);

} // namespace qm::app
