"""Which system calls foreign code may make: two seccomp filters, which hold for a process and all that it starts.

`close_kernel` is for the process that starts foreign code, once: it lets through what a Python at work needs, and no
call that reaches a network, another process, a device or a corner of the kernel that nobody needs. `close_process` is
for the foreign code itself, each time: it starts no process and signals none but its own.
"""

import ctypes
import errno
import os
import struct

import syscalls

PR_SET_NO_NEW_PRIVS = 38
SET_MODE_FILTER = 1
AUDIT_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_BIT = 0x40000000

LOAD, AND, JUMP_EQUAL, JUMP_NOT_BELOW, JUMP_ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
# Where the kernel's record of a call has them; of arguments, the lower half.
NUMBER, ARCHITECTURE, FIRST, SECOND = 0, 4, 16, 24
ALLOW = 0x7FFF0000
KILL = 0x80000000

CLONE_THREAD = 0x00010000
# Namespaces, tracing, and what no thread and no fork of ours asks for.
CLONE_FOREIGN = 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000 | 0x00020000 | 0x2000 | 0x800000
SOCKET_TYPE, SOCK_STREAM = 0xF, 1
# Whether it is a terminal, and of what size; how much there is to read; blocking; closing when a program starts.
IOCTLS = (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# By these a file tells another process of its changes, with any signal.
OWNER_COMMANDS = (8, 10, 15)
# A thread's name, and the names of pieces of memory.
PRCTLS = (15, 16, 0x53564D41)
# They change what Landlock does not watch: modes and times of files that belong to the same user.
METADATA = ("chmod", "fchmod", "fchmodat", "utime", "utimes", "futimesat", "utimensat")


def refuse(number):
    return [(RETURN, 0, 0, 0x00050000 | number)]


PASS = [(RETURN, 0, 0, ALLOW)]


def if_equal(value, then):
    """`then` where what was loaded last is the value; it ends with a return."""
    return [(JUMP_EQUAL, 0, len(then), value & 0xFFFFFFFF)] + then


def if_any_bit(bits, then):
    return [(JUMP_ANY_BIT, 0, len(then), bits)] + then


def if_one_of(values, then, otherwise):
    return [step for value in values for step in if_equal(value, then)] + otherwise


def by_name(rules):
    """What becomes of each call; a name that this machine does not have is left out."""
    steps = [(LOAD, 0, 0, NUMBER)]
    for name, then in rules:
        if name in syscalls.NUMBERS:
            steps += if_equal(syscalls.NUMBERS[name], then)
    return steps


def argument(at, then):
    return [(LOAD, 0, 0, at)] + then


def checked_architecture():
    """Calls by another architecture's numbers are the end of the process: their meaning is not the same."""
    steps = [(LOAD, 0, 0, ARCHITECTURE), (JUMP_EQUAL, 1, 0, AUDIT_ARCHITECTURES[syscalls.MACHINE]), (RETURN, 0, 0, KILL)]
    if syscalls.MACHINE == "x86_64":
        steps += [(LOAD, 0, 0, NUMBER), (JUMP_NOT_BELOW, 0, 1, X32_BIT)] + refuse(errno.ENOSYS)
    return steps


def kernel_filter(metadata, programs):
    """The filter of `close_kernel`.

    `metadata`: whether modes and times of files may be changed. `programs`: whether other programs may be started in
    a process's place.
    """
    free = [(name, PASS) for name in syscalls.numbers(syscalls.FREE) if name not in ("fcntl", "socketpair")]
    guarded = [
        ("fcntl", argument(SECOND, if_one_of(OWNER_COMMANDS, refuse(errno.EPERM), PASS))),
        # Of datagrams a pair could be sent to other addresses than its own.
        ("socketpair", argument(SECOND, [(AND, 0, 0, SOCKET_TYPE)] + if_equal(SOCK_STREAM, PASS) + refuse(errno.EPERM))),
        ("ioctl", argument(SECOND, if_one_of(IOCTLS, PASS, refuse(errno.ENOTTY)))),
        ("clone", argument(FIRST, if_any_bit(CLONE_FOREIGN, refuse(errno.EPERM)) + PASS)),
        # Its arguments lie where a filter cannot see them; libc then takes the older call.
        ("clone3", refuse(errno.ENOSYS)),
        ("execve", PASS if programs else refuse(errno.EACCES)),
        ("execveat", refuse(errno.EACCES)),
        # A process that may have children leads a session, by which they are found.
        ("setsid", PASS if programs else refuse(errno.EPERM)),
    ]
    guarded += [(name, PASS) for name in ("fork", "vfork", "kill", "tkill", "tgkill", "prctl", "prlimit64", "seccomp")]
    guarded += [(name, PASS if metadata else refuse(errno.EPERM)) for name in METADATA]
    return assemble(checked_architecture() + by_name(free + guarded) + refuse(errno.EPERM))


def process_filter(pid, programs, children=False, signals=False):
    """The filter of `close_process`, for the process of that number."""
    itself = if_equal(pid, PASS) + refuse(errno.EPERM)
    rules = [] if children else [
        ("clone", argument(FIRST, if_any_bit(CLONE_THREAD, PASS) + refuse(errno.EAGAIN))),
        ("fork", refuse(errno.EAGAIN)),
        ("vfork", refuse(errno.EAGAIN)),
    ]
    rules += [] if signals else [("kill", argument(FIRST, itself)), ("tgkill", argument(FIRST, itself))]
    rules += [
        ("setsid", refuse(errno.EPERM)),
        ("tkill", refuse(errno.EPERM)),
        ("prctl", argument(FIRST, if_one_of(PRCTLS, PASS, refuse(errno.EPERM)))),
        ("prlimit64", argument(FIRST, if_equal(0, PASS) + itself)),
        ("seccomp", refuse(errno.EPERM)),
    ]
    rules += [] if programs else [("execve", refuse(errno.EACCES))]
    return assemble(by_name(rules) + PASS)


def assemble(steps):
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def close_kernel(metadata, programs):
    """Close the kernel for this process and its children, for good. Raises OSError."""
    install(kernel_filter(metadata, programs))


def close_process(programs=False, children=False, signals=False):
    """Let this process start no other, and signal only itself, for good. Raises OSError.

    `children`: whether it may start others, which stay in its session. `signals`: whether it may signal whatever it sees.
    """
    install(process_filter(os.getpid(), programs, children, signals))


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def install(code):
    syscalls.check(syscalls.libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    program = Program(len(code) // 8, code)
    syscalls.call("seccomp", SET_MODE_FILTER, 0, ctypes.byref(program))
