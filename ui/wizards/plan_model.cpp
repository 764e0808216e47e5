#include "ui/wizards/plan_model.h"

#include "ui/format/words.h"

#include <QLocale>

namespace qm::wizards {

namespace {

format::Sign signOf(model::Sign sign)
{
    switch (sign) {
    case model::Sign::Add: return format::Sign::Add;
    case model::Sign::Change: return format::Sign::Change;
    case model::Sign::Remove: return format::Sign::Remove;
    case model::Sign::Irreversible: return format::Sign::Irreversible;
    case model::Sign::Unknown: break;
    }
    return format::Sign::Unknown;
}

} // namespace

PlanModel::PlanModel(QObject* parent)
    : QAbstractListModel(parent)
{}

QDate PlanModel::dayOf(const model::PlanLine& line) const
{
    const QDate today = m_now.date();
    const QDate due = line.due.isValid() ? line.due.toTimeZone(m_now.timeZone()).date() : today;
    return qMax(due, today);
}

void PlanModel::setPlan(const model::Plan& plan, const PlanNames& names, const QDateTime& now)
{
    beginResetModel();
    m_plan = plan;
    m_names = names;
    m_now = now;
    QList<int> order;
    for (int i = 0; i < m_plan.lines.size(); ++i)
        order << i;
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
        const auto& left = m_plan.lines[a];
        const auto& right = m_plan.lines[b];
        return dayOf(left) != dayOf(right) ? dayOf(left) < dayOf(right) : left.due < right.due;
    });
    m_rows.clear();
    for (const int line : std::as_const(order)) {
        const QDate day = dayOf(m_plan.lines[line]);
        if (m_rows.isEmpty() || m_rows.last().day != day)
            m_rows.append({-1, day});
        m_rows.append({line, day});
    }
    endResetModel();
}

int PlanModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

format::GroupLine PlanModel::groupLine(QDate day) const
{
    const QDate today = m_now.date();
    const qint64 offset = m_plan.effectiveAt.toTimeZone(m_now.timeZone()).date().daysTo(day);
    const QString number = offset == 0 ? QStringLiteral("0") : (offset < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + QString::number(qAbs(offset));
    const QString date = QLocale().toString(day, QStringLiteral("dddd d MMMM"));
    model::Plan part;
    for (const Row& row : m_rows) {
        if (row.line >= 0 && row.day == day)
            part.lines << m_plan.lines[row.line];
    }
    QStringList sums;
    for (const base::Money& sum : part.monthlyCosts()) {
        if (sum.minor != 0)
            sums << tr("%1 a month").arg(format::moneyDelta(sum));
    }
    return {tr("Day %1").arg(number), day == today ? tr("today, %1").arg(date) : date, sums.isEmpty() ? tr("no cost") : sums.join(QStringLiteral(" \u00b7 "))};
}

QString PlanModel::missingFor(const model::PlanLine& line) const
{
    for (const model::PlanLine& other : m_plan.lines) {
        if (!other.ticked && line.dependsOn.contains(other.position))
            return tr("not without \u201c%1\u201d").arg(other.title);
    }
    return {};
}

format::PlanLine PlanModel::planLine(const model::PlanLine& line) const
{
    format::PlanLine shown;
    shown.sign = signOf(line.sign);
    shown.ticked = line.ticked;
    shown.what = line.title;
    shown.detail = line.detail;
    const QString missing = line.ticked ? QString() : missingFor(line);
    if (!missing.isEmpty())
        shown.detail = missing;
    shown.warning = line.warning;
    if (line.kind == model::Step::Kind::Human)
        shown.owner = m_names.value(line.owner, tr("somebody"));
    const bool now = !line.due.isValid() || line.due <= m_now;
    shown.when = now ? tr("now") : line.due.toTimeZone(m_now.timeZone()).toString(QStringLiteral("HH:mm"));
    if (line.monthlyCost) {
        shown.money = line.monthlyCost->minor == 0 ? tr("free") : format::moneyDelta(*line.monthlyCost);
        shown.moneyState = line.monthlyCost->minor < 0 ? format::State::Ok : format::State::Plain;
    }
    return shown;
}

QVariant PlanModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_rows[index.row()];
    if (row.line < 0)
        return role == format::GroupRole ? QVariant::fromValue(groupLine(row.day)) : QVariant();
    const model::PlanLine& line = m_plan.lines[row.line];
    switch (role) {
    case format::PlanLineRole: return QVariant::fromValue(planLine(line));
    case Qt::CheckStateRole: return line.ticked ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleTextRole: return format::spokenWords(planLine(line));
    default: return {};
    }
}

Qt::ItemFlags PlanModel::flags(const QModelIndex& index) const
{
    const bool heading = index.isValid() && m_rows[index.row()].line < 0;
    return heading ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable;
}

void PlanModel::tick(int position)
{
    for (model::PlanLine& line : m_plan.lines) {
        if (line.position != position || line.ticked)
            continue;
        line.ticked = true;
        for (const int before : std::as_const(line.dependsOn))
            tick(before);
    }
}

bool PlanModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const Row& row = m_rows[index.row()];
    if (role != Qt::CheckStateRole || row.line < 0)
        return false;
    const int position = m_plan.lines[row.line].position;
    if (value.toInt() == Qt::Checked)
        tick(position);
    else
        m_plan.untick(position);
    Q_EMIT dataChanged(this->index(0), this->index(rowCount() - 1));
    Q_EMIT ticksChanged();
    return true;
}

} // namespace qm::wizards
