#pragma once

#include "ui/pages/page.h"

#include <QHash>

#include <functional>

namespace qm::pages {

/// Makes a page; the subject is the record it is about.
using PageMaker = std::function<Page*(console::Console&, base::Id)>;

/// The reports and the pages about one person or run, by key; the shell adds them to its factories.
QHash<QString, PageMaker> reportPages();

} // namespace qm::pages
