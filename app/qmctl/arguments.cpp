#include "app/qmctl/arguments.h"

namespace qm::qmctl {

using base::ErrorCode;
using base::fail;

QString Arguments::value(const QString& option, const QString& otherwise) const
{
    const auto found = values.find(option);
    return found == values.end() || found->isEmpty() ? otherwise : found->last();
}

base::Result<Arguments> parseArguments(const QStringList& typed, const QList<Option>& options)
{
    Arguments arguments;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QString& word = typed.at(i);
        if (!word.startsWith(u'-') || word == u"-") {
            arguments.words.append(word);
            continue;
        }
        const QString name = word.section(u'=', 0, 0);
        const auto option = std::find_if(options.begin(), options.end(), [&name](const Option& each) { return each.name == name; });
        if (option == options.end())
            return fail(ErrorCode::Usage, QStringLiteral("There is no option %1 here.").arg(name));
        if (arguments.has(name) && !option->repeats)
            return fail(ErrorCode::Usage, QStringLiteral("%1 is given twice.").arg(name));
        QStringList& values = arguments.values[name];
        if (option->valueName.isEmpty())
            continue;
        if (word.contains(u'='))
            values.append(word.section(u'=', 1));
        else if (i + 1 < typed.size())
            values.append(typed.at(++i));
        else
            return fail(ErrorCode::Usage, QStringLiteral("%1 needs %2.").arg(name, option->valueName));
    }
    return arguments;
}

} // namespace qm::qmctl
