#include <cstdarg>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

/// QProcess lets a child use its parent's memory until it is the other program (vfork). The thread sanitizer then takes
/// the child's first steps for the parent's, and does not hear the parent's locks from there on. Linked into the tests of
/// that build only: the child gets memory of its own, as with fork.
extern "C" int clone(int (*work)(void*), void*, int flags, void* argument, ...) noexcept
{
    std::va_list rest;
    va_start(rest, argument);
    int* const descriptor = va_arg(rest, int*);
    va_end(rest);
    const long child = syscall(SYS_clone, flags & ~(CLONE_VM | CLONE_VFORK), nullptr, descriptor, nullptr, nullptr);
    if (child == 0)
        _exit(work(argument));
    return static_cast<int>(child);
}
