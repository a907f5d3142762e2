"""Which files foreign code may reach, by the kernel's Landlock: a domain that holds for a process and all that it starts."""

import ctypes
import os
import stat
import struct

import syscalls

PR_SET_NO_NEW_PRIVS = 38
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
TRUNCATE = 1 << 14
# Of what a folder's contents may be made: neither devices nor sockets.
DEVICES_AND_SOCKETS = (1 << 6) | (1 << 9) | (1 << 11)
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | (1 << 15)
# By version of the interface, from 1: all that there is to be refused of files, networks, and other processes.
FILE_RIGHTS = (0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF)
NET_RIGHTS = 0x3
SCOPES = 0x3
CREATE_VERSION = 1
RULE_PATH_BENEATH = 1


def version():
    """The kernel's version of the interface; 0 where there is none."""
    try:
        return syscalls.call("landlock_create_ruleset", None, ctypes.c_size_t(0), CREATE_VERSION)
    except OSError:
        return 0


def close_files(readable, writable, programs):
    """Leave this process and its children files to read, folders to write in, and programs to start, and no others.

    Raises OSError.
    """
    found = version()
    rights = FILE_RIGHTS[min(found, len(FILE_RIGHTS)) - 1]
    attributes = [rights] + ([NET_RIGHTS] if found >= 4 else []) + ([SCOPES] if found >= 6 else [])
    data = struct.pack("%dQ" % len(attributes), *attributes)
    ruleset = syscalls.call("landlock_create_ruleset", data, ctypes.c_size_t(len(data)), 0)
    try:
        for path in readable:
            allow(ruleset, path, READ_FILE | READ_DIR)
        for path in writable:
            allow(ruleset, path, rights & ~EXECUTE & ~DEVICES_AND_SOCKETS)
        for path in programs:
            allow(ruleset, path, READ_FILE | EXECUTE)
        syscalls.check(syscalls.libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
        syscalls.call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def allow(ruleset, path, rights):
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= OF_FILES
        rule = struct.pack("=Qi", rights, place)
        syscalls.call("landlock_add_rule", ruleset, RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(place)
