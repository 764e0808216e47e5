#include "ui/format/plan_line.h"

#include <QCoreApplication>
#include <QStringList>

namespace qm::format {

QString spokenWords(const PlanLine& line)
{
    Cell sign;
    sign.kind = CellKind::Sign;
    sign.sign = line.sign;
    const QString owner =
        line.owner.isEmpty() ? QCoreApplication::translate("PlanLine", "automatic") : line.owner;
    QStringList words{spokenWords(sign), line.what, line.detail, owner, line.when, line.money, line.warning};
    if (line.outcome != State::Plain)
        words << line.outcomeWord << stateWord(line.outcome);
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

} // namespace qm::format
