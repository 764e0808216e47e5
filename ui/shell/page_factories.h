#pragma once

#include "ui/pages/page.h"

#include <QHash>

#include <functional>

namespace qm::shell {

/// Makes a page. The subject is the record it is about (a person, a run); invalid for pages that stand alone.
using PageFactory = std::function<pages::Page*(console::Console& console, base::Id subject)>;

/// Which pages exist, by key; the navigation shows only those that do.
///
/// To add a page: derive from pages::Page in ui/pages/<name>_page.h (constructor: console, then the subject if it has
/// one), and add one line to pages::reportPages() (or wizards::...; allPages() in ui/shell/all_pages.cpp gathers them):
///     {QStringLiteral("spend"), [](console::Console& console, base::Id) { return new SpendPage(console); }},
/// Lists are called by their entity's key. The page about one record is "<entity>-page" ("person-page", "run-page"),
/// a wizard "join", "leave", "undo", "import", "connect": these get a subject and are made anew each time; the others are made
/// once, when first shown. Rows of the navigation are in ui/shell/nav_plan.cpp.
class PageFactories
{
public:
    void add(const QString& key, PageFactory factory) { m_factories.insert(key, std::move(factory)); }
    bool has(const QString& key) const { return m_factories.contains(key); }
    /// nullptr when there is no such page.
    pages::Page* make(const QString& key, console::Console& console, base::Id subject) const
    {
        const auto found = m_factories.constFind(key);
        return found == m_factories.constEnd() ? nullptr : (*found)(console, subject);
    }

private:
    QHash<QString, PageFactory> m_factories;
};

/// Every page of the program.
PageFactories allPages();

} // namespace qm::shell
