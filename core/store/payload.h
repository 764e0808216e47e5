#pragma once

#include "core/model/change.h"

#include <optional>
#include <string>

namespace qm::store {

/// The numbers under which entities and fields stand in the audit log, so that a row stays readable when a
/// description gains fields or is put in another order. Numbers are given once and never change.
class NameCodes
{
public:
    /// Names in the order of their codes, the first being 1: "person", "person.work-mail".
    explicit NameCodes(QStringList names);

    int codeOf(model::Entity entity) const { return m_entities[static_cast<std::size_t>(entity)]; }
    int codeOf(model::Entity entity, int field) const { return m_fields[static_cast<std::size_t>(entity)][static_cast<std::size_t>(field)]; }
    std::optional<model::Entity> entityOf(qint64 code) const;
    /// nullopt for a code that is not known here; position -1 for a field that no longer exists.
    std::optional<int> fieldOf(quint64 code) const;
    const QStringList& names() const { return m_names; }
    /// Covers every name in its order; part of the hash chain.
    const QByteArray& digest() const { return m_digest; }
    /// Names of the descriptions that have no code yet, in the order in which they are to be added.
    static QStringList missing(const QStringList& names);

private:
    QStringList m_names;
    QByteArray m_digest;
    std::vector<int> m_entities;
    std::vector<std::vector<int>> m_fields;
    QHash<int, model::Entity> m_entityByCode;
    std::vector<int> m_fieldByCode;
};

/// What the hash chain knows of a dictionary.
QByteArray digestOf(const QStringList& names);

/// Writes the compact binary form of a change's before and after: counts, codes and values as varints and UTF-8.
/// Reused from row to row; the bytes are valid until clear().
class PayloadWriter
{
public:
    /// Where a text just written stands in bytes(), so that it can be bound without a second conversion.
    struct Span
    {
        std::size_t begin = 0;
        std::size_t size = 0;
    };

    void clear() { m_bytes.clear(); }
    void number(quint64 number);
    void signedNumber(qint64 number);
    Span text(QStringView text);
    /// The span of a text value, an empty one of any other.
    Span value(const model::Value& value);
    QByteArrayView bytes() const { return QByteArrayView(m_bytes.data(), static_cast<qsizetype>(m_bytes.size())); }
    QByteArrayView at(Span span) const { return bytes().sliced(static_cast<qsizetype>(span.begin), static_cast<qsizetype>(span.size)); }

private:
    friend struct PayloadValue;
    std::string m_bytes;
};

/// Appends one patch; the counterpart of readPatches().
void writePatch(PayloadWriter& writer, const NameCodes& codes, model::Entity entity, const model::Patch& patch);

struct Patches
{
    model::Patch before;
    model::Patch after;
};

/// Reads a payload. Every length is checked against the bytes there are; nullopt when they make no sense.
std::optional<Patches> readPatches(QByteArrayView payload, const NameCodes& codes);

} // namespace qm::store
