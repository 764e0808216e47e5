#pragma once

#include "core/base/result.h"

#include <QJsonValue>
#include <QString>

#include <functional>
#include <vector>

namespace qm::vendor {

/// Where a rendered text goes; decides how the values in it are encoded. The template's own letters are kept.
enum class Place
{
    Whole,       ///< a base URL from the settings, taken as it is
    PathSegment, ///< percent-encoded; empty, "." and ".." are refused
    Query,       ///< percent-encoded by the URL builder, so here as it is
    Json,        ///< inside a JSON string, which the writer encodes
    Header,      ///< line breaks and other control characters are refused
};

/// Gives the value of "{{space.name}}", or nullopt when there is none.
using Lookup = std::function<std::optional<QString>(const QString& space, const QString& name)>;

/// A text with {{space.name}} in it. Inside straight double quotes (a SCIM or JSON-like filter string) quotes
/// and backslashes of a value are escaped whatever the place. Inside single quotes the reference says how:
/// '{{in.email:backslash}}' or '{{in.email:doubled}}'. Pure and total.
class Template
{
public:
    struct Piece
    {
        QString literal; ///< when `space` is empty
        QString space;
        QString name;
        /// What is escaped, and how: \" in double quotes, \' or '' (OData, SQL) in single ones.
        enum class Quoting
        {
            None,
            Double,
            Backslash,
            Doubled
        };
        Quoting quoting = Quoting::None;
    };

    /// Invalid (detail: why) on an open brace, an empty or odd name, or a reference inside single quotes that does not
    /// say how quotes are written there.
    static base::Result<Template> parse(const QString& text);

    /// Required when a value is missing, Refused when it may not stand in that place; the subject is
    /// "space.name".
    base::Result<QString> render(Place place, const Lookup& lookup) const;
    const std::vector<Piece>& pieces() const { return m_pieces; }

private:
    std::vector<Piece> m_pieces;
};

/// Renders every string of a JSON tree (keys are kept as they are).
base::Result<QJsonValue> renderJson(const QJsonValue& tree, const Lookup& lookup);

} // namespace qm::vendor
