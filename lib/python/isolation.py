"""What keeps a run of untrusted Python in its place: a ladder of rungs, of which the program takes the highest that holds.

1 full: namespaces, Landlock and seccomp. 2 kernel: Landlock and seccomp, where a container refuses namespaces.
3 namespaces and seccomp, on kernels without Landlock. 4 none: limits alone. 5 macOS: the system's sandbox and limits.

The harness enters a rung once (`enter`), each process that starts foreign code is confined once (`confine_template`),
and each process that is to run it, each time (`confine_job`). Whatever a rung needs and the machine refuses is an
OSError: no rung is ever taken in part.
"""

import os
import resource
import signal
import struct
import sys
import tempfile

import landlock
import namespaces
import seatbelt
import seccomp
import syscalls

FULL, KERNEL, NO_LANDLOCK, NONE, MACOS = 1, 2, 3, 4, 5
PR_SET_DUMPABLE = 4
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_CAP_AMBIENT = 1, 24, 36, 47
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION = 0x20080522
# Far above every uid that a system hands out, so that no other process shares the process limit.
FIRST_JOB_UID = 1_900_000_000
MEBIBYTE = 1 << 20


class Isolation:
    """A rung that this process has entered, and what it means for the processes that come of it."""

    def __init__(self, rung, packages=()):
        self.rung = rung
        # Folders of installed packages that foreign code may import.
        self.packages = list(packages)
        self.layers = ["rlimits"]
        # The user that foreign code runs as; None where it is ours.
        self.uid = None
        # As they are called here; another root has them in the same places.
        self.readable = namespaces.needed_paths() if self.has_landlock else []
        self.programs = namespaces.loader_paths() if self.has_landlock else []

    @property
    def has_namespaces(self):
        return self.rung in (FULL, NO_LANDLOCK)

    @property
    def has_landlock(self):
        return self.rung in (FULL, KERNEL)

    @property
    def has_seccomp(self):
        return self.rung in (FULL, KERNEL, NO_LANDLOCK)

    def enter(self):
        """Take the rung, as far as it is this process's. Raises OSError."""
        if self.has_namespaces:
            namespaces.leave_system()
            self.layers.append("namespaces")
        if syscalls.LINUX:
            # What outlives its parent is handed to us, to be ended, and to be taken note of.
            syscalls.libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        if self.has_landlock:
            if landlock.version() == 0:
                raise OSError("the kernel has no Landlock")
            self.layers.append("landlock")
        if self.has_seccomp:
            self.layers.append("seccomp")
        if self.rung == MACOS:
            self.layers.append("seatbelt")
        if os.geteuid() == 0:
            uid = FIRST_JOB_UID + os.getpid()
            if works_as(uid, self.packages):
                self.uid = uid
                self.layers.append("uid-drop")
        self.layers.sort()

    def open_box(self):
        """An empty folder to write in, for this process and its children. Raises OSError."""
        if self.has_namespaces:
            uid = os.geteuid() if self.uid is None else self.uid
            namespaces.new_box(uid, os.getegid() if self.uid is None else uid)
            return namespaces.BOX
        folder = os.path.realpath(tempfile.mkdtemp())
        if self.uid is not None:
            os.chown(folder, self.uid, self.uid)
        return folder

    def close_box(self, folder):
        """Remove a box that lies on disk; one in memory ends with its processes."""
        if not self.has_namespaces and folder is not None:
            empty(folder)
            os.rmdir(folder)

    def confine_template(self, box, limits, programs):
        """Confine this process, which is to start foreign code in the box, for good. Raises OSError."""
        os.setsid()
        limit(resource.RLIMIT_CORE, 0)
        limit(resource.RLIMIT_FSIZE, limits["file_mb"] * MEBIBYTE)
        limit(resource.RLIMIT_NOFILE, 64)
        limit(resource.RLIMIT_MEMLOCK, 0)
        if syscalls.LINUX:
            # macOS does not honour RLIMIT_AS, and counts all of the user's processes from the start.
            limit(resource.RLIMIT_AS, limits["memory_mb"] * MEBIBYTE)
            if self.uid is not None or self.has_namespaces:
                limit(resource.RLIMIT_NPROC, limits["processes"])
        if self.uid is not None:
            become(self.uid)
        if not syscalls.LINUX:
            return
        drop_capabilities()
        # Who is not may have its descriptors opened by its children, by way of /proc.
        syscalls.check(syscalls.libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "not dumpable")
        syscalls.check(syscalls.libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
        die_with_parent()
        if self.has_landlock:
            landlock.close_files(self.readable, [box, "/dev/null"], self.programs if programs else [])
        if self.has_seccomp:
            seccomp.close_kernel(metadata=self.has_namespaces, programs=programs)

    def confine_job(self, box, limits, programs, children=False):
        """Confine this process, which is to run foreign code in the box, for good. Raises OSError.

        `children`: whether it may have some, of which none leaves its session.
        """
        limit(resource.RLIMIT_CPU, max(1, -(-limits["cpu_ms"] // 1000) + 1))
        if syscalls.LINUX:
            die_with_parent()
        if self.has_seccomp:
            if children:
                os.setsid()
            # In numbers of its own it sees no other's processes.
            seccomp.close_process(programs, children, signals=children and self.has_namespaces)
            return
        # Without it a job may have children: they are found by its group.
        os.setsid()
        if self.rung == MACOS:
            seatbelt.close_process(box, programs, children)

    def memory_of(self, pid):
        """The bytes that a job holds in memory, where nothing else bounds them; else 0."""
        return seatbelt.memory_of(pid) if self.rung == MACOS else 0

    def end_others(self):
        """End whatever else a job left: without namespaces what was handed to us, else all that there is."""
        if self.has_namespaces:
            try:
                # As the first process of its numbers it is itself spared.
                os.kill(-1, signal.SIGKILL)
            except ProcessLookupError:
                pass
        elif syscalls.LINUX and not self.has_seccomp:
            kill_children()


def die_with_parent():
    # After a change of user, which clears it.
    syscalls.check(syscalls.libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "pdeathsig")


def works_as(uid, packages):
    """Whether that user can reach the interpreter, its library and the packages that it may import: tried in a child."""
    pid = os.fork()
    if pid == 0:
        try:
            become(uid)
            reached = os.access(sys.executable, os.X_OK) and os.access(os.__file__, os.R_OK)
            reached = reached and all(os.access(folder, os.R_OK | os.X_OK) for folder in packages)
            os._exit(0 if reached else 1)
        except BaseException:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def become(uid):
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def drop_capabilities():
    """Give up every privilege, also those that starting a program could bring back."""
    for number in range(64):
        if syscalls.libc.prctl(PR_CAPBSET_DROP, number, 0, 0, 0) != 0:
            # The first that there is not; or nothing may be dropped, by a process that has nothing.
            break
    syscalls.libc.prctl(PR_CAP_AMBIENT, 4, 0, 0, 0)
    header, none = struct.pack("Ii", CAPABILITY_VERSION, 0), bytes(24)
    syscalls.check(syscalls.libc.capset(header, none), "capset")


def limit(which, value):
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def kill_children():
    """End all children, and theirs as they are handed to us."""
    try:
        with open("/proc/self/task/%d/children" % os.getpid()) as file:
            pids = [int(word) for word in file.read().split()]
    except OSError:
        return
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    if pids:
        kill_children()


def empty(folder):
    """Empty a folder of whatever a job left in it, following no links. Raises OSError.

    Folders are brought up to the top before they are emptied, so that no depth is too deep.
    """
    entries = open_folder(folder)
    count = 0
    while entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            for inner in open_folder(entry.path):
                if not inner.is_dir(follow_symlinks=False):
                    os.unlink(inner.path)
                    continue
                open_folder(inner.path)
                count += 1
                os.rename(inner.path, os.path.join(folder, ".%d.%d" % (os.getpid(), count)))
            os.rmdir(entry.path)
        entries = open_folder(folder)


def open_folder(path):
    """What is in a folder, which is opened where it was closed."""
    if os.stat(path, follow_symlinks=False).st_mode & 0o700 != 0o700:
        os.chmod(path, 0o700)
    return list(os.scandir(path))
