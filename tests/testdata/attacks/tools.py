"""What the attacks have in common: the word of success, and system calls by name on x86_64 and aarch64."""

import ctypes
import errno
import fcntl
import glob
import itertools
import json
import mmap
import os
import platform
import resource
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time

# Whatever says this has reached its goal.
PROOF = "REACHED: "
AT_FDCWD = -100
# By name: the number on x86_64, on aarch64; None where there is no such call.
NUMBERS = {
    "acct": (163, 89), "add_key": (248, 217), "arch_prctl": (158, None), "bind": (49, 200), "bpf": (321, 280),
    "capget": (125, 90), "clock_settime": (227, 112), "clone": (56, 220), "clone3": (435, 435),
    "connect": (42, 203), "execveat": (322, 281), "fanotify_init": (300, 262), "finit_module": (313, 273),
    "fork": (57, None), "fsopen": (430, 430), "init_module": (175, 105), "inotify_add_watch": (254, 27),
    "inotify_init1": (294, 26), "io_uring_setup": (425, 425), "ioperm": (173, None), "ioprio_set": (251, 30),
    "kcmp": (312, 272), "kexec_load": (246, 104), "keyctl": (250, 219), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "mlock": (149, 228), "modify_ldt": (154, None), "mount": (165, 40),
    "move_pages": (279, 239), "mq_open": (240, 180), "msgget": (68, 186), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "open_tree": (428, 428), "perf_event_open": (298, 241),
    "personality": (135, 92), "pidfd_getfd": (438, 438), "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424), "pivot_root": (155, 41), "prctl": (157, 167),
    "process_madvise": (440, 440), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "ptrace": (101, 117), "quotactl": (179, 60), "reboot": (169, 142), "renameat2": (316, 276),
    "request_key": (249, 218), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "seccomp": (317, 277), "semget": (64, 190), "sethostname": (170, 161), "setns": (308, 268),
    "settimeofday": (164, 170), "shmat": (30, 196), "shmget": (29, 194), "socket": (41, 198),
    "swapon": (167, 224), "syslog": (103, 116), "tgkill": (234, 131), "tkill": (200, 130), "umount2": (166, 39),
    "unshare": (272, 97), "userfaultfd": (323, 282), "vfork": (58, None),
}
libc = ctypes.CDLL(None, use_errno=True)


def reached(proof):
    raise AssertionError(PROOF + str(proof))


def number_of(name):
    number = NUMBERS[name][0 if platform.machine() == "x86_64" else 1]
    if number is None:
        raise OSError(errno.ENOSYS, "this machine has no " + name)
    return number


def call(name, *arguments):
    """The system call's result; OSError where it fails. Numbers go in as 64 bits, bytes as a pointer."""
    return call_number(number_of(name), *arguments)


def call_number(number, *arguments):
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *words)
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def expect_refusal(name, *arguments):
    """Success where the kernel does anything at all with the call, be it to find fault with its arguments."""
    try:
        result = call(name, *arguments)
    except OSError as error:
        if error.errno in (errno.EPERM, errno.EACCES, errno.ENOSYS):
            raise
        result = errno.errorcode.get(error.errno, error.errno)
    reached("%s gives %s" % (name, result))


def other_processes(*pids):
    """Those of the ids that are another process than this one, and no group."""
    return [pid for pid in pids if pid > 1 and pid != os.getpid()]


def open_descriptors():
    found = []
    for number in range(1024):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found


def nonces():
    """Every text that looks like a job's nonce, out of the frames of all threads and the objects of the collector."""
    import gc

    found = []
    frames = list(sys._current_frames().values())
    while frames:
        frame = frames.pop()
        if frame is not None:
            collect_nonces(frame.f_locals.values(), found)
            frames.append(frame.f_back)
    for thing in gc.get_objects():
        collect_nonces(gc.get_referents(thing), found)
    return list(dict.fromkeys(found))


def collect_nonces(values, found):
    for value in list(values):
        if type(value) is dict:
            nonce = value.get("nonce")
            if isinstance(nonce, str):
                found.insert(0, nonce)
        elif type(value) is str and len(value) == 36 and value.count("-") == 4:
            found.append(value)


def fake_report(nonce):
    """A report in which both of the honest tests pass."""
    names = ("Victim.test_other", "Victim.test_truth")
    tests = [
        {"id": name, "status": "passed", "error_type": "", "message": "", "frames": [], "ms": 1.0} for name in names
    ]
    return json.dumps({"kind": "finished", "ms": 2.0, "tests": tests, "nonce": nonce}).encode()


def write_everywhere(data):
    for number in range(1, 1024):
        try:
            os.write(number, data)
        except OSError:
            continue
