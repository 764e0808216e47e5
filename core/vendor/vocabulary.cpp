#include "core/vendor/vocabulary.h"

#include <QHash>

namespace qm::vendor {
namespace {

QStringList words(const char* ascii)
{
    return QString::fromLatin1(ascii).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

const QStringList& tableNames()
{
    static const QStringList all =
        words("account group membership grant app license assignment device usage person spend status");
    return all;
}

QStringList columnsOf(const QString& table)
{
    static const QHash<QString, QStringList> columns{
        {QStringLiteral("account"), words("vendor_id username email name given family employee_number department title "
                                          "status kind is_admin mfa last_used created")},
        {QStringLiteral("group"), words("vendor_id name dynamic synced")},
        {QStringLiteral("membership"), words("group account")},
        {QStringLiteral("app"), words("vendor_id name state scopes")},
        {QStringLiteral("grant"), words("app account everyone scopes origin")},
        {QStringLiteral("license"), words("name sku bought used state")},
        {QStringLiteral("assignment"), words("license account since last_used ends")},
        {QStringLiteral("device"), words("vendor_id serial name platform os_version model maker owner_email encrypted "
                                         "managed compliant last_seen")},
        {QStringLiteral("usage"), words("account email app at")},
        {QStringLiteral("person"), words("email employee_number name given family department title manager start end "
                                         "status site")},
        {QStringLiteral("spend"), words("date amount currency vendor_name memo card account")},
        {QStringLiteral("status"), words("name state since incident")}};
    return columns.value(table);
}

const QStringList& inputNames()
{
    static const QStringList all = words("id email username given family name title department country password group "
                                         "license device app grant card to");
    return all;
}

const QStringList& actionNames()
{
    static const QStringList all =
        words("user.create user.suspend user.activate user.delete user.sign_out user.reset_mfa license.assign "
              "license.remove license.change group.add group.remove app.assign app.remove grant.revoke token.revoke "
              "data.transfer device.lock device.unlock device.wipe device.retire device.locate card.lock card.unlock");
    return all;
}

} // namespace qm::vendor
