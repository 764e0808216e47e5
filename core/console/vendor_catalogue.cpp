#include "core/console/vendor_catalogue.h"

#include "core/base/log.h"
#include "core/vendor/descriptor.h"

#include <algorithm>

namespace qm::console {
namespace {

using vendor::AuthRule;

VendorSignIn::Kind kindOf(AuthRule::Type type)
{
    switch (type) {
    case AuthRule::Type::Code: return VendorSignIn::Kind::Browser;
    case AuthRule::Type::Device: return VendorSignIn::Kind::Device;
    case AuthRule::Type::Client:
    case AuthRule::Type::JwtBearer: return VendorSignIn::Kind::Program;
    case AuthRule::Type::None:
    case AuthRule::Type::Token:
    case AuthRule::Type::Basic: break;
    }
    return VendorSignIn::Kind::Paste;
}

/// The engine knows the name: what lies under it signs, and is written in PEM.
VendorSignIn signInOf(const AuthRule& rule)
{
    VendorSignIn way{rule.id, rule.label, kindOf(rule.type), {}, rule.scopes};
    for (const vendor::SecretField& secret : rule.secrets)
        way.secrets.append({secret.name, secret.label, secret.help, {}, true, secret.name == u"private_key"});
    return way;
}

VendorStream streamOf(const vendor::StreamRule& rule)
{
    VendorStream stream{rule.id, {}, rule.optionalWhy};
    for (const vendor::OutRule& out : rule.out) {
        if (!stream.tables.contains(out.table))
            stream.tables.append(out.table);
    }
    return stream;
}

VendorInfo infoOf(const vendor::Descriptor& descriptor)
{
    VendorInfo info{descriptor.id, descriptor.name, descriptor.docs, {}, {}, {}, {}, {}, {}};
    for (const vendor::ConfigField& field : descriptor.config)
        info.config.append({field.key, field.label, field.help, field.pattern, field.need == vendor::ConfigField::Need::Required, false});
    for (const AuthRule& rule : descriptor.auth)
        info.ways.append(signInOf(rule));
    for (const vendor::StreamRule& rule : descriptor.streams)
        info.streams.append(streamOf(rule));
    for (const vendor::ActionRule& rule : descriptor.actions)
        info.actions.append({rule.id, rule.label, rule.danger, rule.costs, !rule.undo.isEmpty()});
    for (const vendor::ManualRule& rule : descriptor.manual)
        info.byHand.append({rule.action, rule.say});
    for (const vendor::GuideStep& step : descriptor.guide)
        info.guide.append({step.say, step.link});
    return info;
}

} // namespace

bool VendorInfo::tells(const QString& table) const
{
    return std::any_of(streams.begin(), streams.end(), [&table](const VendorStream& stream) { return stream.tables.contains(table); });
}

QList<VendorInfo> shippedVendors()
{
    QList<VendorInfo> all;
    for (const QString& id : vendor::shippedDescriptors()) {
        const auto descriptor = vendor::loadShippedDescriptor(id);
        if (!descriptor) {
            qCWarning(base::logVendor) << "descriptor" << id << "left out:" << descriptor.error().subject << descriptor.error().detail;
            continue;
        }
        all.append(infoOf(*descriptor));
    }
    std::sort(all.begin(), all.end(), [](const VendorInfo& a, const VendorInfo& b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    return all;
}

} // namespace qm::console
