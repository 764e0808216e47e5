#include "core/console/import_file.h"

namespace qm::console {

base::Result<ImportFile> withTarget(ImportFile file, const QString& column, const QString& target)
{
    auto mapping = exchange::withTarget(*file.table, file.mapping, column, target);
    if (!mapping)
        return base::fail(mapping.error());
    file.mapping = std::move(*mapping);
    file.questions = exchange::questionsOf(*file.table, file.mapping);
    return file;
}

ImportFile withDates(ImportFile file, int column, exchange::DateOrder order)
{
    file.mapping.columns[column].form.dates = order;
    file.questions = exchange::questionsOf(*file.table, file.mapping);
    return file;
}

ImportFile withDecimals(ImportFile file, int column, exchange::DecimalSign sign)
{
    file.mapping.columns[column].form.decimals = sign;
    file.questions = exchange::questionsOf(*file.table, file.mapping);
    return file;
}

} // namespace qm::console
