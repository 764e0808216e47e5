#pragma once

#include "core/vendor/descriptor.h"
#include "core/vendor/form_reader.h"
#include "core/vendor/json_text.h"

namespace qm::vendor {

/// The pieces that the forms of streams, actions and limits are made of. All of them report into the reader and
/// answer with something empty when the form is wrong.
QStringList names(std::initializer_list<const char*> ascii);
Template templateAt(const FormReader& at);
Value valueAt(const FormReader& at);
FieldRules valuesAt(const FormReader& at);
QueryRule queryAt(const FormReader& at);
HeaderRule headersAt(const FormReader& at);
AnswerRule answerAt(const FormReader& at);
std::vector<AnswerRule> answersAt(const FormReader& at);
/// A condition over a record: field and eq.
std::vector<Condition> conditionsAt(const FormReader& at);
/// Method (one of `methods`, the first when absent), path, query, headers and body of an object.
CallRule callAt(const FormReader& at, const QStringList& methods);
/// The methods of a reading: some vendors want their questions in a body.
QStringList readMethods();
/// The keys of an object that callAt() reads.
QStringList callKeys();

AuthRule authAt(const FormReader& at);
RateRule rateAt(const FormReader& at);
StreamRule streamAt(const FormReader& at, const FormReader& page);
ActionRule actionAt(const FormReader& at);

} // namespace qm::vendor
