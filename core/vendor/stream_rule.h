#pragma once

#include "core/vendor/answer_rule.h"
#include "core/vendor/call_rule.h"

namespace qm::vendor {

enum class PageStyle
{
    None,
    Link,
    NextUrl,
    Cursor,
    Offset,
    Number,
    Scim,
    LastId
};

/// How a list goes on after its first page.
struct PageRule
{
    /// Query: a parameter of the address. Body: a field of the body. BodyOnly: the whole body is that field.
    enum class In
    {
        Query,
        Body,
        BodyOnly
    };
    PageStyle style = PageStyle::None;
    QString path;      ///< where the next URL or cursor stands in the answer; last id: in the record
    QString param;     ///< what takes the cursor, offset, number or last id; in a body a dotted path. An offset or
                       ///< number may instead stand in the query as {{page.position}}, beside {{page.size}}.
    QString sizeParam; ///< what takes `size`
    int size = 0;      ///< rows asked for; 0: the vendor's own
    qint64 start = 0;  ///< first offset or number
    QString more;      ///< a field that is true while there is more
    QString total;     ///< a field with the number of all records; a hint only
    In in = In::Query;
    Template nextPath; ///< another address for all pages but the first; empty: the same
};

/// One table that a record becomes rows of.
struct OutRule
{
    enum class Mode
    {
        Whole,
        Patch
    };
    QString table;
    Value key;
    QString each;      ///< rows are the elements of this list; empty: the record itself
    QString replaceBy; ///< the listed rows are all there are for this field's value
    Mode mode = Mode::Whole;
    FieldRules fields;
    std::vector<Condition> when; ///< only records that fit one of them; empty: all
};

/// Reads a stream once per record of another stream, or once per day.
struct ForEachRule
{
    QString stream; ///< whose records
    QString list;   ///< or: a list of the descriptor; both empty: no fan-out
    QString as;     ///< their name in templates
    std::vector<Condition> when; ///< only records that fit one of them; empty: all
    int everyDays = 0; ///< each record's turn comes once in so many days, spread evenly; 0: every time

    bool isUsed() const { return !stream.isEmpty() || !list.isEmpty(); }
};

/// How a stream is read without reading it all again.
struct IncrementalRule
{
    /// Link: the last page gives a link to what changed later. Cursor: the last cursor goes on where it ended.
    /// Since: a parameter asks for what is newer. Windows: one reading per span of days, which never changes later.
    enum class Mode
    {
        None,
        Link,
        Since,
        Cursor,
        Windows
    };
    Mode mode = Mode::None;
    QString path;           ///< link: where it stands in the last answer
    Value gone;             ///< link: what is there when a record was removed
    bool tellsGone = false; ///< `gone` was given
    std::vector<AnswerRule> reset; ///< answers that mean: start again in full
    QString param;          ///< since: the parameter; empty: the query itself holds {{since.iso}}
    Template value;         ///< since: what it holds, with {{since.iso}}, {{since.date}}, {{since.epoch}}, {{since.epoch_ms}}
    Value field;            ///< since: the instant of a record
    qint64 overlapSeconds = 0;
    qint64 firstSeconds = 0;     ///< how far back the first reading goes; 0: all
    qint64 retentionSeconds = 0; ///< older memory is useless; 0: never
    int days = 1;                ///< windows: days of one
    int lagDays = 0;             ///< windows: how late the vendor is
};

/// One list that a vendor gives.
struct StreamRule
{
    enum class Decode
    {
        Json,
        Csv
    };
    /// Entries: an object whose members are the records, as {key, value}.
    enum class Shape
    {
        List,
        Entries
    };
    QString id;
    CallRule call;
    QStringList with; ///< ways to sign in that can read it; empty: all
    QString records;  ///< where the list stands in the answer; empty: the answer is the list
    Shape shape = Shape::List;
    std::vector<AnswerRule> empty; ///< answers without a list that mean: there are none
    Decode decode = Decode::Json;
    PageRule page;
    ForEachRule forEach;
    IncrementalRule incremental;
    std::vector<AnswerRule> optional; ///< "this plan doesn't have it": skipped, not failed
    QString optionalWhy;
    std::vector<OutRule> out;
    QString form; ///< a digest of all this: memory made by another form is not used

    /// Whether that way to sign in can read it.
    bool goesWith(const QString& way) const { return with.isEmpty() || with.contains(way); }
};

} // namespace qm::vendor
