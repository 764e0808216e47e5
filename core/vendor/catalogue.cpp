#include "core/vendor/catalogue.h"

#include "core/vendor/json_text.h"
#include "core/vendor/schema_check.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>

namespace qm::vendor {
namespace {

using base::ErrorCode;
using Problems = QList<DescriptorProblem>;

constexpr int kDeepestForm = 32;

/// What a file holds, or what is wrong with it.
struct OwnFile
{
    std::optional<Descriptor> descriptor;
    Problems problems;
};

base::Result<QByteArray> contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorCode::DescriptorInvalid, {}, QStringLiteral("can't be read"));
    const QByteArray content = file.read(Catalogue::kLargestFile + 1);
    if (content.size() > Catalogue::kLargestFile)
        return base::fail(ErrorCode::DescriptorInvalid, {}, QStringLiteral("is larger than one megabyte"));
    return content;
}

OwnFile broken(const QString& file, const QString& place, const QString& rule)
{
    return {std::nullopt, {{file, place, rule}}};
}

// The schema first, because it finds everything at once; then what needs the whole.
OwnFile fileAt(const QString& path)
{
    const QString file = QFileInfo(path).fileName();
    const auto content = contentOf(path);
    if (!content)
        return broken(file, {}, content.error().detail);
    const auto form = parseJson(*content, kDeepestForm);
    if (!form)
        return broken(file, {}, form.error().detail);
    OwnFile result;
    for (const SchemaFault& fault : schemaFaults(*form))
        result.problems.append({file, fault.place, fault.rule});
    if (!result.problems.isEmpty())
        return result;
    auto parsed = parseDescriptor(*content);
    if (!parsed)
        return broken(file, parsed.error().subject, parsed.error().detail);
    if (parsed->id + QStringLiteral(".json") != file)
        return broken(file, QStringLiteral("id"), QStringLiteral("the file must be called %1.json").arg(parsed->id));
    if (shippedDescriptors().contains(parsed->id))
        return broken(file, QStringLiteral("id"), QStringLiteral("\"%1\" comes with the program: choose another id").arg(parsed->id));
    result.descriptor = std::move(*parsed);
    return result;
}

} // namespace

Catalogue::Catalogue(const QString& folder)
{
    for (const QString& id : shippedDescriptors()) {
        const auto descriptor = loadShippedDescriptor(id);
        CatalogueEntry entry{id, descriptor ? descriptor->name : id, CatalogueEntry::Origin::Shipped, {}};
        if (!descriptor)
            entry.problems.append({id + QStringLiteral(".json"), descriptor.error().subject, descriptor.error().detail});
        m_entries.append(entry);
    }
    const QDir dir(folder);
    const QStringList files = dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString& file : files.mid(0, kMostFiles))
        add(dir.filePath(file));
    for (const QString& file : files.mid(kMostFiles))
        m_entries.append({file, file, CatalogueEntry::Origin::Own, {{file, {}, QStringLiteral("more than %1 files: left out").arg(kMostFiles)}}});
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const CatalogueEntry& a, const CatalogueEntry& b) {
        return QString::compare(a.name, b.name, Qt::CaseInsensitive) < 0;
    });
}

void Catalogue::add(const QString& path)
{
    OwnFile file = fileAt(path);
    const QString name = QFileInfo(path).fileName();
    CatalogueEntry entry{name, name, CatalogueEntry::Origin::Own, file.problems};
    if (file.descriptor) {
        entry.id = file.descriptor->id;
        entry.name = file.descriptor->name;
        m_own.insert(entry.id, std::move(*file.descriptor));
    }
    m_entries.append(entry);
}

base::Result<Descriptor> Catalogue::load(const QString& id) const
{
    if (const auto own = m_own.find(id); own != m_own.end())
        return *own;
    for (const CatalogueEntry& entry : m_entries) {
        const bool isIt = entry.id == id || entry.id == id + QStringLiteral(".json");
        if (!isIt || entry.problems.isEmpty())
            continue;
        if (entry.origin == CatalogueEntry::Origin::Own && shippedDescriptors().contains(id))
            continue; // the shipped one is meant
        const DescriptorProblem& first = entry.problems.front();
        return base::fail(ErrorCode::DescriptorInvalid, first.file + QStringLiteral(": ") + first.place, first.rule);
    }
    return loadShippedDescriptor(id);
}

QString Catalogue::ownFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(QStringLiteral("connectors"));
}

} // namespace qm::vendor
