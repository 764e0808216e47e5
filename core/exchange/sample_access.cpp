#include "core/exchange/sample_software.h"
#include "core/model/identity.h"

#include <QSet>

namespace qm::exchange {
namespace {

using base::Id;
using model::Account;
using model::Entity;

/// Gives seats, accounts and grants out; classes fall as the company's description says.
class Granting
{
public:
    Granting(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff)
        : m_ledger(ledger)
        , m_dice(dice)
        , m_staff(staff)
    {}

    void run(const SampleSoftware& software)
    {
        for (const SampleApp& app : software.paid)
            giveOut(app);
        makeOrphans(software);
        makeSharedLogins(software);
    }

private:
    void giveOut(const SampleApp& app)
    {
        makeEntitlements(app);
        const int bought = static_cast<int>(*app.terms.quantity);
        const int leavers = std::min({m_staff.leavers(), std::max(1, bought * 3 / 100), 8});
        const int assigned = std::max(0, bought - std::max(1, bought * 6 / 100) - leavers);
        const int holders = std::min(assigned, m_staff.current);
        const int offset = m_dice.below(m_staff.current);
        const bool everyone = holders >= m_staff.current * 9 / 10;
        for (int i = 0; i < holders; ++i)
            seat(app, m_staff.people[static_cast<std::size_t>(everyone ? i : (offset + i) % m_staff.current)], i);
        for (int i = 0; i < leavers; ++i)
            seat(app, m_staff.leaver(i), -1);
    }

    void makeEntitlements(const SampleApp& app)
    {
        m_groups.clear();
        for (const char* title : {"Everyone", "Editors", "Administrators"}) {
            model::Entitlement entitlement;
            entitlement.title = QString::fromLatin1(title);
            entitlement.name = app.name + QStringLiteral(" / ") + entitlement.title;
            entitlement.app = app.app;
            m_groups.append(m_ledger.create(entitlement, m_ledger.firstDay()));
        }
    }

    QDate since(const SampleApp& app, const SamplePerson& person) const
    {
        return std::max({person.person.start, app.terms.start, m_ledger.firstDay()});
    }

    /// n counts the holders of this app; -1 is somebody who has left.
    void seat(const SampleApp& app, const SamplePerson& person, int n)
    {
        const QDate today = m_ledger.today();
        const QDate day = std::min(since(app, person), today);
        Account account;
        account.name = app.name + QStringLiteral(" / ") + person.person.workMail;
        account.app = app.app;
        account.person = person.id;
        account.login = person.person.workMail;
        account.mail = person.person.workMail;
        account.displayName = person.person.name;
        account.state = n >= 0 && n % 97 == 41 ? Account::State::Suspended : Account::State::Active;
        account.mfa = m_dice.percent(92);
        account.privileged = n == 2;
        model::Seat seat;
        seat.name = account.name;
        seat.licenceLine = app.line;
        seat.person = person.id;
        seat.since = day;
        use(app, n, seat);
        account.lastUsed = seat.lastUsed;
        seat.account = m_ledger.create(account, day);
        m_ledger.create(seat, day);
        grant(app, seat.account, person, n);
    }

    /// 54 % active, 10 underused, 20 unused or never, the rest suspended, unknown or spare.
    void use(const SampleApp& app, int n, model::Seat& seat)
    {
        seat.usageKnown = !app.noUsage;
        if (app.noUsage || n < 0)
            return;
        const int roll = m_dice.below(100);
        const bool isOld = seat.since.daysTo(m_ledger.today()) > 20;
        if (roll < 6 && isOld)
            return; // never
        const int days = roll < 23 && isOld ? m_dice.between(61, 200) : m_dice.below(12);
        seat.lastUsed = QDateTime(std::max(m_ledger.today().addDays(-days), seat.since), QTime(7, m_dice.below(60)), Qt::UTC);
        const bool cheaper = app.terms.cheaperPrice.has_value();
        seat.activePercent = cheaper && roll >= 23 && roll < 52 ? m_dice.between(4, 34) : m_dice.between(45, 98);
    }

    void grant(const SampleApp& app, Id account, const SamplePerson& person, int n)
    {
        addGrant(app, account, person, 0);
        if (n >= 0 && n % 2 == 0)
            addGrant(app, account, person, 1);
        if (n == 2)
            addGrant(app, account, person, 2);
    }

    void addGrant(const SampleApp& app, Id account, const SamplePerson& person, int group)
    {
        static const QStringList titles = {QStringLiteral("Everyone"), QStringLiteral("Editors"), QStringLiteral("Administrators")};
        model::Grant grant;
        grant.name = QStringLiteral("%1 / %2 / %3").arg(app.name, titles.at(group), person.person.workMail);
        grant.account = account;
        grant.entitlement = m_groups.at(group);
        grant.origin = group == 0 ? model::Grant::Origin::Rule : model::Grant::Origin::Request;
        grant.since = std::min(since(app, person), m_ledger.today());
        m_ledger.create(grant, grant.since);
    }

    void makeOrphans(const SampleSoftware& software)
    {
        static const QStringList logins = {QStringLiteral("test-user"), QStringLiteral("intern2024"), QStringLiteral("integration"), QStringLiteral("demo"), QStringLiteral("old-admin"), QStringLiteral("scanner"), QStringLiteral("j.unknown")};
        for (int i = 0; i < logins.size(); ++i) {
            const SampleApp& app = software.paid[static_cast<std::size_t>(i * 3 % static_cast<int>(software.paid.size()))];
            Account account;
            account.name = app.name + QStringLiteral(" / ") + logins.at(i);
            account.app = app.app;
            account.login = logins.at(i);
            account.state = Account::State::Active;
            m_ledger.create(account, m_ledger.today().addDays(-40 - i * 30));
        }
    }

    void makeSharedLogins(const SampleSoftware& software)
    {
        static const QStringList logins = {QStringLiteral("lab-bench"), QStringLiteral("tenders")};
        for (int i = 0; i < logins.size() && i < m_staff.leavers(); ++i) {
            const SampleApp& app = software.paid[static_cast<std::size_t>(8 + i)];
            Account account;
            account.name = app.name + QStringLiteral(" / ") + logins.at(i);
            account.app = app.app;
            account.login = logins.at(i);
            account.person = m_staff.leaver(i).id;
            account.shared = true;
            account.state = Account::State::Active;
            m_ledger.create(account, std::max(m_staff.leaver(i).person.start, m_ledger.firstDay()));
        }
    }

    SampleLedger& m_ledger;
    SampleDice& m_dice;
    const SampleStaff& m_staff;
    QList<Id> m_groups;
};

} // namespace

void makeAccess(SampleLedger& ledger, SampleDice& dice, const SampleStaff& staff, const SampleSoftware& software)
{
    Granting(ledger, dice, staff).run(software);
}

} // namespace qm::exchange
