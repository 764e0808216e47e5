#include "core/vendor/vault_file.h"

#include "core/base/log.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>

#include <sodium.h>

#include <optional>

namespace qm::vendor {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr int formatVersion = 1;
constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

QString jsonKey(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

bool isId(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9a-f]{32}\\z"));
    return form.match(text).hasMatch();
}

QString chanceId()
{
    QByteArray bytes(16, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return QString::fromLatin1(bytes.toHex());
}

std::optional<VaultFile> parse(const QByteArray& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    VaultFile file{json.value(jsonKey("vault")).toString(), json.value(jsonKey("workspace")).toString(), json.value(jsonKey("place")).toString(), {}};
    const QJsonObject boxes = json.value(jsonKey("boxes")).toObject();
    const bool isWhole = json.value(jsonKey("version")).toInt() == formatVersion && isId(file.id) && isId(file.workspace) && json.value(jsonKey("boxes")).isObject();
    if (!isWhole || boxes.size() > VaultFile::mostBoxes)
        return std::nullopt;
    for (auto it = boxes.begin(); it != boxes.end(); ++it) {
        const auto box = QByteArray::fromBase64Encoding(it->toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!box)
            return std::nullopt;
        file.boxes.insert(it.key(), *box);
    }
    return file;
}

Result<VaultFile> load(const QString& path)
{
    QFile file(path);
    if (file.size() > VaultFile::mostBytes)
        return fail(ErrorCode::SecretDamaged, path, QStringLiteral("too large"));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    auto parsed = parse(file.readAll());
    if (!parsed)
        return fail(ErrorCode::SecretDamaged, path, QStringLiteral("no vault file"));
    return std::move(*parsed);
}

QStringList pathsOf(const VaultPlace& place)
{
    const QDir folder(place.folder);
    QStringList paths;
    if (!isId(place.workspaceId))
        return paths;
    for (const QString& name : folder.entryList({place.workspaceId + QStringLiteral("-*.vault")}, QDir::Files, QDir::Name))
        paths.append(folder.filePath(name));
    return paths;
}

} // namespace

VaultFile VaultFile::madeFor(const VaultPlace& place)
{
    return {chanceId(), place.workspaceId, place.workspacePath, {}};
}

Result<VaultFile> VaultFile::find(const VaultPlace& place)
{
    VaultFile moved;
    std::optional<base::Error> damage;
    for (const QString& path : pathsOf(place)) {
        auto file = load(path);
        if (!file) {
            damage = file.error();
            continue;
        }
        if (file->workspace != place.workspaceId)
            continue;
        if (file->place == place.workspacePath)
            return file;
        if (!QFile::exists(file->place))
            moved = std::move(*file);
    }
    if (!moved.isThere() && damage)
        return fail(*damage);
    if (!moved.isThere())
        return moved;
    moved.place = place.workspacePath;
    if (auto kept = moved.save(place.folder); !kept)
        return fail(kept.error());
    return moved;
}

void VaultFile::putAside(const QString& path)
{
    const QString aside = path + QStringLiteral(".unopened");
    QFile::remove(aside);
    if (!QFile::rename(path, aside))
        qCWarning(base::logVendor) << "a vault file can't be put aside:" << path;
}

QString VaultFile::pathIn(const QString& folder) const
{
    return QDir(folder).filePath(workspace + u'-' + id.left(8) + QStringLiteral(".vault"));
}

Result<void> VaultFile::save(const QString& folder) const
{
    if (boxes.size() > mostBoxes)
        return fail(ErrorCode::OutOfRange, QStringLiteral("vault"), QString::number(mostBoxes));
    QJsonObject kept;
    for (auto it = boxes.begin(); it != boxes.end(); ++it)
        kept.insert(it.key(), QString::fromLatin1(it->toBase64()));
    const QJsonObject json{{jsonKey("version"), formatVersion}, {jsonKey("vault"), id}, {jsonKey("workspace"), workspace}, {jsonKey("place"), place}, {jsonKey("boxes"), kept}};
    const QString path = pathIn(folder);
    const QByteArray text = QJsonDocument(json).toJson();
    if (!QDir(folder).exists()) {
        QDir().mkpath(folder);
        QFile::setPermissions(folder, ownerOnly | QFile::ExeOwner);
    }
    QSaveFile file(path);
    const bool isKept = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly) && file.write(text) == text.size() && file.commit();
    if (!isKept)
        return fail(ErrorCode::FileUnwritable, path, file.errorString());
    return {};
}

} // namespace qm::vendor
