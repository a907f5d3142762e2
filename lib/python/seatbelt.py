"""macOS: its sandbox, and how much memory a process holds, which its limits do not bound.

Written after Apple's headers and the profiles that the system ships; not yet tried on a Mac. The attacks that each place
must withstand before it is used are what decides.
"""

import ctypes
import os
import struct
import sys

import syscalls

# Where the system and the usual distributors of Python keep libraries.
LIBRARIES = ("/usr/lib", "/usr/share", "/System", "/Library/Frameworks", "/opt/homebrew", "/usr/local", "/private/var/db/dyld")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
PROFILE = """(version 1)
(deny default)
(allow sysctl-read)
(allow signal (target self))
(allow file-read-metadata %(ancestors)s)
(allow file-read* %(readable)s)
(allow file-read* file-write* %(writable)s)
%(programs)s
"""
RUSAGE_INFO_V0, RESIDENT_SIZE = 0, 64


def close_process(box, programs, children=False):
    """Leave this process the interpreter's files and its box, no network, no other process, for good. Raises OSError."""
    error = ctypes.c_char_p()
    if syscalls.libc.sandbox_init(profile(box, programs, children).encode("utf-8"), ctypes.c_uint64(0), ctypes.byref(error)) != 0:
        raise OSError("the sandbox refuses its profile: %s" % (error.value or b"").decode("utf-8", "replace"))


def profile(box, programs, children=False):
    """The sandbox's profile; `programs`: whether the interpreter may be started; `children`: as other processes too."""
    executable = os.path.realpath(sys.executable)
    readable = LIBRARIES + (os.path.realpath(sys.base_prefix), os.path.dirname(os.path.realpath(os.__file__)))
    ancestors = set()
    for path in readable + (box, executable):
        while path != "/":
            path = os.path.dirname(path)
            ancestors.add(path)
    return PROFILE % {
        "ancestors": " ".join("(literal %s)" % quoted(path) for path in sorted(ancestors)),
        "readable": " ".join("(subpath %s)" % quoted(path) for path in readable)
        + " ".join(" (literal %s)" % quoted(path) for path in DEVICES),
        "writable": "(subpath %s) (literal %s)" % (quoted(box), quoted("/dev/null")),
        "programs": ("(allow process-exec (literal %s))" % quoted(executable) if programs else "")
        + (" (allow process-fork) (allow signal (target children))" if children else ""),
    }


def quoted(path):
    return '"%s"' % path.replace("\\", "\\\\").replace('"', '\\"')


def memory_of(pid):
    """The bytes that a process holds in memory; 0 where it is gone."""
    record = ctypes.create_string_buffer(512)
    if syscalls.libc.proc_pid_rusage(pid, RUSAGE_INFO_V0, record) != 0:
        return 0
    return struct.unpack_from("=Q", record, RESIDENT_SIZE)[0]
