#pragma once

#include "core/vendor/action_rule.h"
#include "core/vendor/auth_rule.h"
#include "core/vendor/rate.h"
#include "core/vendor/stream_rule.h"

#include <QJsonArray>
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

/// What an answer means, whatever was asked: for failures that a status alone does not tell.
struct ErrorRule
{
    AnswerRule answer;
    base::ErrorCode code = base::ErrorCode::VendorRefused;
    base::Retry retry = base::Retry::Never;
};

/// Work that this vendor can't be asked to do: the person's way to do it.
struct ManualRule
{
    QString action;
    QString say;
};

/// Where a person finds what a connection needs.
struct GuideStep
{
    QString say;
    QString link; ///< https address, or ""
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
    HeaderRule headers;
    QueryRule query; ///< goes with every call
    RateRule rate;
    std::vector<ErrorRule> errors;
    std::vector<StreamRule> streams;
    std::vector<ActionRule> actions;
    std::vector<ManualRule> manual;
    std::vector<GuideStep> guide; ///< how a person makes the token or the app registration
    QHash<QString, QJsonArray> lists; ///< records that no API gives (product catalogues), to fan out over

    /// The way to sign in of that id, or the first (empty id); nullptr when there is none.
    const AuthRule* way(const QString& id) const;
    const StreamRule* stream(const QString& id) const;
    /// The first of that id.
    const ActionRule* action(const QString& id) const;
    /// The one of that id that the way to sign in can do and whose parts fit the inputs.
    const ActionRule* action(const QString& id, const QString& way, const QHash<QString, QString>& in) const;
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
