#include "core/store/payload.h"

#include <QCryptographicHash>
#include <QSet>

namespace qm::store {
namespace {

using model::Entity;
using model::Patch;
using model::Value;

enum Tag : unsigned char { Nothing, TextTag, IntegerTag, No, Yes, DateTag, InstantTag, MoneyTag, ReferenceTag };

QString fieldName(const model::EntityDescription& description, const model::Field& field)
{
    return description.key + u'.' + field.key;
}

/// Reads what PayloadWriter wrote, never past the end; after the first mistake everything is empty.
class PayloadReader
{
public:
    explicit PayloadReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {}

    bool isGood() const { return m_good; }
    bool isAtEnd() const { return m_at == m_bytes.size(); }

    unsigned char byte()
    {
        if (m_at >= m_bytes.size()) {
            m_good = false;
            return 0;
        }
        return static_cast<unsigned char>(m_bytes[m_at++]);
    }
    quint64 number()
    {
        quint64 number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const unsigned char next = byte();
            number |= static_cast<quint64>(next & 0x7f) << shift;
            if (!(next & 0x80))
                return number;
        }
        m_good = false;
        return 0;
    }
    qint64 signedNumber()
    {
        const quint64 folded = number();
        return static_cast<qint64>(folded >> 1) ^ -static_cast<qint64>(folded & 1);
    }
    QByteArrayView take(quint64 size)
    {
        if (size > static_cast<quint64>(m_bytes.size() - m_at)) {
            m_good = false;
            return {};
        }
        const QByteArrayView taken = m_bytes.sliced(m_at, static_cast<qsizetype>(size));
        m_at += taken.size();
        return taken;
    }
    Value money()
    {
        const auto currency = base::Currency::fromCode(QString::fromLatin1(take(3)));
        const qint64 minor = signedNumber();
        m_good = m_good && currency;
        return m_good ? Value(base::Money{minor, *currency}) : Value();
    }
    Value value()
    {
        switch (byte()) {
        case Nothing: return {};
        case TextTag: return QString::fromUtf8(take(number()));
        case IntegerTag: return signedNumber();
        case No: return false;
        case Yes: return true;
        case DateTag: return QDate::fromJulianDay(signedNumber());
        case InstantTag: return QDateTime::fromMSecsSinceEpoch(signedNumber(), Qt::UTC);
        case MoneyTag: return money();
        case ReferenceTag: return base::Id{signedNumber()};
        default: m_good = false; return {};
        }
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_good = true;
};

Patch readPatch(PayloadReader& reader, const NameCodes& codes)
{
    Patch patch;
    for (quint64 left = reader.number(); left > 0 && reader.isGood(); --left) {
        const auto field = codes.fieldOf(reader.number());
        Value value = reader.value();
        if (field && *field >= 0)
            patch.append({*field, std::move(value)});
    }
    return patch;
}

} // namespace

QByteArray digestOf(const QStringList& names)
{
    return QCryptographicHash::hash(names.join(u'\n').toUtf8(), QCryptographicHash::Sha256);
}

/// Writes one value with its tag.
struct PayloadValue
{
    PayloadWriter& writer;

    PayloadWriter::Span tagged(Tag tag, qint64 number) const
    {
        writer.m_bytes.push_back(static_cast<char>(tag));
        writer.signedNumber(number);
        return {};
    }
    PayloadWriter::Span bare(Tag tag) const
    {
        writer.m_bytes.push_back(static_cast<char>(tag));
        return {};
    }

    PayloadWriter::Span operator()(std::monostate) const { return bare(Nothing); }
    PayloadWriter::Span operator()(bool yes) const { return bare(yes ? Yes : No); }
    PayloadWriter::Span operator()(qint64 number) const { return tagged(IntegerTag, number); }
    PayloadWriter::Span operator()(QDate date) const { return tagged(DateTag, date.toJulianDay()); }
    PayloadWriter::Span operator()(const QDateTime& instant) const { return tagged(InstantTag, instant.toMSecsSinceEpoch()); }
    PayloadWriter::Span operator()(base::Id id) const { return tagged(ReferenceTag, id.value); }
    PayloadWriter::Span operator()(const base::Money& money) const
    {
        bare(MoneyTag);
        writer.m_bytes += money.currency.code().toLatin1().toStdString();
        writer.signedNumber(money.minor);
        return {};
    }
    PayloadWriter::Span operator()(const QString& text) const
    {
        bare(TextTag);
        return writer.text(text);
    }
};

NameCodes::NameCodes(QStringList names)
    : m_names(std::move(names))
    , m_digest(digestOf(m_names))
    , m_fieldByCode(static_cast<std::size_t>(m_names.size()) + 1, -1)
{
    QHash<QString, int> codes;
    for (qsizetype i = 0; i < m_names.size(); ++i)
        codes.insert(m_names[i], static_cast<int>(i) + 1);
    for (const Entity entity : model::allEntities()) {
        const model::EntityDescription& description = model::describe(entity);
        m_entities.push_back(codes.value(description.key));
        m_entityByCode.insert(m_entities.back(), entity);
        std::vector<int>& fields = m_fields.emplace_back();
        for (const model::Field& field : description.fields) {
            fields.push_back(codes.value(fieldName(description, field)));
            if (field.hasColumn()) // a field that has become computed is no part of the log any more
                m_fieldByCode[static_cast<std::size_t>(fields.back())] = static_cast<int>(fields.size()) - 1;
        }
    }
}

std::optional<Entity> NameCodes::entityOf(qint64 code) const
{
    const auto found = m_entityByCode.constFind(static_cast<int>(code));
    return found == m_entityByCode.cend() || code <= 0 ? std::nullopt : std::optional(*found);
}

std::optional<int> NameCodes::fieldOf(quint64 code) const
{
    if (code == 0 || code >= m_fieldByCode.size())
        return std::nullopt;
    return m_fieldByCode[static_cast<std::size_t>(code)];
}

QStringList NameCodes::missing(const QStringList& names)
{
    const QSet<QString> known(names.begin(), names.end());
    QStringList added;
    for (const Entity entity : model::allEntities()) {
        const model::EntityDescription& description = model::describe(entity);
        if (!known.contains(description.key))
            added.append(description.key);
        for (const model::Field& field : description.fields) {
            if (field.hasColumn() && !known.contains(fieldName(description, field)))
                added.append(fieldName(description, field));
        }
    }
    return added;
}

void PayloadWriter::number(quint64 number)
{
    while (number >= 0x80) {
        m_bytes.push_back(static_cast<char>(number | 0x80));
        number >>= 7;
    }
    m_bytes.push_back(static_cast<char>(number));
}

void PayloadWriter::signedNumber(qint64 value)
{
    number((static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63));
}

PayloadWriter::Span PayloadWriter::text(QStringView text)
{
    // ASCII, the usual case, needs no converter and its length is known before.
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    if (!plain) {
        const QByteArray utf8 = text.toUtf8();
        number(static_cast<quint64>(utf8.size()));
        m_bytes.append(utf8.constData(), static_cast<std::size_t>(utf8.size()));
        return {m_bytes.size() - static_cast<std::size_t>(utf8.size()), static_cast<std::size_t>(utf8.size())};
    }
    const auto size = static_cast<std::size_t>(text.size());
    number(size);
    const std::size_t begin = m_bytes.size();
    m_bytes.resize(begin + size);
    std::transform(text.begin(), text.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(begin), [](QChar c) { return static_cast<char>(c.unicode()); });
    return {begin, size};
}

PayloadWriter::Span PayloadWriter::value(const Value& value)
{
    return std::visit(PayloadValue{*this}, value);
}

void writePatch(PayloadWriter& writer, const NameCodes& codes, Entity entity, const Patch& patch)
{
    writer.number(static_cast<quint64>(patch.size()));
    for (const model::FieldValue& each : patch) {
        writer.number(static_cast<quint64>(codes.codeOf(entity, each.field)));
        writer.value(each.value);
    }
}

std::optional<Patches> readPatches(QByteArrayView payload, const NameCodes& codes)
{
    PayloadReader reader(payload);
    Patches patches;
    patches.before = readPatch(reader, codes);
    patches.after = readPatch(reader, codes);
    if (!reader.isGood() || !reader.isAtEnd())
        return std::nullopt;
    return patches;
}

} // namespace qm::store
