#pragma once

#include "core/base/error.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace qm::base {

/// An error on its way into a Result.
class Unexpected
{
public:
    explicit Unexpected(Error error)
        : m_error(std::move(error))
    {}
    Error&& take() && { return std::move(m_error); }

private:
    Error m_error;
};

/// `return fail(ErrorCode::NotFound, name);`
inline Unexpected fail(ErrorCode code, QString subject = {}, QString detail = {}, Retry retry = Retry::Never)
{
    return Unexpected({code, std::move(subject), std::move(detail), retry});
}
inline Unexpected fail(Error error)
{
    return Unexpected(std::move(error));
}

/// A value or an Error, with the names of std::expected. Reading the side that is not there is undefined:
/// ask first.
template <class T>
class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Unexpected unexpected)
        : m_state(std::in_place_index<1>, std::move(unexpected).take())
    {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return *std::get_if<0>(&m_state); }
    const T& value() const& { return *std::get_if<0>(&m_state); }
    T&& value() && { return std::move(*std::get_if<0>(&m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return *std::get_if<1>(&m_state); }
    T value_or(T other) const { return has_value() ? value() : std::move(other); }

    /// Calls `next` with the value, or passes the error on.
    template <class F>
    auto and_then(F&& next) && -> std::invoke_result_t<F, T&&>
    {
        if (!has_value())
            return fail(error());
        return std::forward<F>(next)(std::move(*this).value());
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;

    Result() = default;
    Result(Unexpected unexpected)
        : m_error(std::move(unexpected).take())
        , m_ok(false)
    {}

    bool has_value() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const Error& error() const { return m_error; }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace qm::base
