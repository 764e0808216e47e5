#pragma once

#include "core/vendor/http.h"
#include "core/vendor/template.h"
#include "core/vendor/value.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace qm::vendor {

/// A setting that the person fills in for a connection.
struct ConfigField
{
    enum class Need
    {
        Optional,
        Required
    };
    QString key;
    QString label;
    QString help;
    QString pattern; ///< the whole value must match; empty: anything
    Need need = Need::Optional;
};

/// How a call proves who it is: secrets by name and the header that carries them.
struct AuthRule
{
    QString id;
    QString type; ///< "token" is what the engine can do; others are kept for the page that explains them
    QStringList secrets;
    QByteArray header;
    Template value;
};

enum class PageStyle
{
    None,
    Link,
    NextUrl,
    Cursor,
    Offset,
    Number,
    Scim
};

/// How a list goes on after its first page.
struct PageRule
{
    PageStyle style = PageStyle::None;
    QString path;      ///< where the next URL or cursor stands in the answer
    QString param;     ///< the query parameter that takes the cursor, offset or number
    QString sizeParam; ///< the query parameter that takes `size`
    int size = 0;      ///< rows asked for; 0: the vendor's own
    qint64 start = 0;  ///< first offset or number
    QString more;      ///< a field that is true while there is more
};

using QueryRule = std::vector<std::pair<QString, Template>>;

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
    std::vector<std::pair<QString, Value>> fields;
};

/// One list that a vendor gives.
struct StreamRule
{
    QString id;
    Template path;
    QueryRule query;
    QString records; ///< where the list stands in the answer; empty: the answer is the list
    PageRule page;
    QList<int> optionalStatus; ///< "this plan doesn't have it": skipped, not failed
    QString optionalWhy;
    std::vector<OutRule> out;
};

/// What an answer looks like: every part that is given must hold. Kept as JSON, because `eq` may hold
/// {{in.x}}.
struct AnswerRule
{
    int status = 0;
    QString bodyContains; ///< alternatives parted by "|"
    QJsonValue field = QJsonValue::Undefined;
    QJsonValue equals = QJsonValue::Undefined;
    QString say; ///< plain words for the person; empty: the vendor's own
};

/// Looks up the object that a write would make.
struct FindRule
{
    Template path;
    QueryRule query;
    QString records;
    std::vector<std::pair<QString, Value>> yields;
};

/// Reads back what a write should have brought about.
struct VerifyRule
{
    Template path;
    QueryRule query;
    std::vector<AnswerRule> done;
};

/// What to do when a write's answer is lost.
enum class Resolve
{
    Ask,
    Safe,
    Find,
    Verify
};

/// One write.
struct ActionRule
{
    QString id;
    QStringList input;
    QString undo;
    QString danger;  ///< "", "revokes_access" or "destroys_data"
    QString confirm; ///< "" or "typed"
    QByteArray method;
    Template path;
    QueryRule query;
    QJsonValue body = QJsonValue::Undefined;
    QList<int> ok;
    std::vector<AnswerRule> done;
    std::vector<AnswerRule> fail;
    Resolve resolve = Resolve::Ask;
    std::vector<std::pair<QString, Value>> yields;
    std::optional<FindRule> find;
    std::optional<VerifyRule> verify;
};

/// A vendor as data: everything the engine needs to read from it and write to it. Parsed and linted, so that
/// the engine needs no further checks. A plain value.
struct Descriptor
{
    QString id;
    QString name;
    QString docs;
    std::vector<ConfigField> config;
    std::vector<AuthRule> auth;
    Template base;
    std::vector<Template> hosts; ///< further origins the token may go to
    std::vector<std::pair<QByteArray, Template>> headers;
    std::vector<LimitRule> limits;
    std::vector<StreamRule> streams;
    std::vector<ActionRule> actions;

    const StreamRule* stream(const QString& id) const;
    const ActionRule* action(const QString& id) const;
};

/// DescriptorInvalid: subject is the place ("actions[2].do.path"), detail the broken rule. Does no I/O.
base::Result<Descriptor> parseDescriptor(const QByteArray& json);

/// The rules that need the whole: every template key declared, every undo exists, reads without body...
/// Called by parseDescriptor().
base::Result<void> lintDescriptor(const Descriptor& descriptor);

/// The descriptor shipped under that id, or NotFound.
base::Result<Descriptor> loadShippedDescriptor(const QString& id);
/// Ids of all shipped descriptors, sorted.
QStringList shippedDescriptors();

} // namespace qm::vendor
