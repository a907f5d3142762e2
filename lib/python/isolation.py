"""What keeps a run of untrusted Python in its place.

`enter` isolates the harness once: no network, a read-only system, scratch space in memory. `confine` is called in
each child before any foreign code: own session, limits, no privileges, dies with the harness. What this
machine does not allow is left out, and `enter` says which layers hold.
"""

import ctypes
import os
import resource
import signal
import sys
import tempfile

CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
MS_NOSUID_NODEV = 0x2 | 0x4
MS_BIND_REC = 0x1000 | 0x4000
MS_PRIVATE_REC = 0x40000 | 0x4000
SYS_MOUNT_SETATTR = 442
AT_FDCWD = -100
AT_RECURSIVE = 0x8000
MOUNT_ATTR_RDONLY = 0x1
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
# Far above every uid that a system hands out, so that no other process shares the process limit.
FIRST_JOB_UID = 1_900_000_000

LINUX = sys.platform.startswith("linux")
libc = ctypes.CDLL(None, use_errno=True)


class Place:
    """Where jobs run: their scratch folder, whether it is on disk, their uid if not ours, and the layers in force.

    `refused` is what the machine did not allow, "" if nothing.
    """

    def __init__(self, scratch, on_disk, uid, layers, refused=""):
        self.scratch = scratch
        self.on_disk = on_disk
        self.uid = uid
        self.layers = sorted(layers)
        self.refused = refused


def enter():
    """Isolate this process as far as the machine allows, and give the place where jobs run."""
    layers = ["process-group", "rlimits"]
    root = os.geteuid() == 0
    refused = ""
    if LINUX:
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        try:
            leave_network(root)
            layers.append("no-network")
            scratch = own_file_system(root)
            layers += ["private-scratch", "read-only-system"]
            return Place(scratch, False, uid_of_jobs(layers), layers)
        except OSError as error:
            # Containers and hardened systems refuse these; the layers that hold are reported.
            refused = str(error)
    scratch = tempfile.mkdtemp(prefix="synthdebug-")
    uid = uid_of_jobs(layers)
    if uid is not None:
        os.chmod(scratch, 0o711)
    return Place(scratch, True, uid, layers, refused)


def uid_of_jobs(layers):
    """The uid that jobs of root run as; None where we are not root, or such a user cannot reach the interpreter."""
    uid = FIRST_JOB_UID + os.getpid()
    if os.geteuid() != 0 or not works_as(uid):
        return None
    layers.append("uid-drop")
    return uid


def leave_network(root):
    """Move to an empty network and private mounts; an ordinary user needs a user namespace for it."""
    uid, gid = os.geteuid(), os.getegid()
    spaces = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC
    check(libc.unshare(spaces if root else spaces | CLONE_NEWUSER), "unshare")
    if not root:
        write("/proc/self/setgroups", "deny")
        write("/proc/self/uid_map", "%d %d 1" % (uid, uid))
        write("/proc/self/gid_map", "%d %d 1" % (gid, gid))


def own_file_system(root):
    """Make everything read-only but a scratch folder in memory, which covers the folder for temporary files.

    Nothing is made on the machine's disk, so nothing can be left there.
    """
    check(libc.mount(None, b"/", None, MS_PRIVATE_REC, None), "make mounts private")
    prefix = os.path.realpath(sys.base_prefix)
    python = os.open(prefix, os.O_RDONLY | os.O_DIRECTORY)
    closed = first_closed_folder(prefix) if root else None
    if closed:
        # An ordinary user cannot reach a Python under /root: only the way to it is laid open.
        cover(closed, "size=64k,mode=0755", python, prefix)
    scratch = os.path.realpath(tempfile.gettempdir())
    read_only()
    cover(scratch, "size=256m,nr_inodes=20000,mode=0755", python, prefix)
    if os.path.realpath(prefix).startswith(scratch + os.sep):
        read_only(prefix)
    os.close(python)
    return scratch


def cover(folder, options, python, prefix):
    """Put an empty folder in memory over `folder`; the interpreter keeps its place if it was in there."""
    result = libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", MS_NOSUID_NODEV, options.encode())
    check(result, "mount tmpfs")
    if prefix.startswith(folder + os.sep):
        os.makedirs(prefix)
        source = b"/proc/self/fd/%d" % python
        check(libc.mount(source, os.fsencode(prefix), None, MS_BIND_REC, None), "bind the interpreter")


def read_only(path="/"):
    """Refuse every write below `path`, for this process too: a mistake of ours must not reach the machine's files."""
    attributes = (ctypes.c_uint64 * 4)(MOUNT_ATTR_RDONLY, 0, 0, 0)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    flags = ctypes.c_uint(AT_RECURSIVE)
    result = libc.syscall(
        SYS_MOUNT_SETATTR, AT_FDCWD, os.fsencode(path), flags, ctypes.byref(attributes), size
    )
    check(result, "make the system read-only")


def first_closed_folder(path):
    """The outermost folder on the way to `path` that others may not pass through."""
    at = "/"
    for part in path.strip("/").split("/"):
        at = os.path.join(at, part)
        if not os.stat(at).st_mode & 0o001:
            return at
    return None


def works_as(uid):
    """Whether that user can reach the interpreter and its library: tried in a child."""
    pid = os.fork()
    if pid == 0:
        try:
            become(uid)
            reached = os.access(sys.executable, os.X_OK) and os.access(os.__file__, os.R_OK)
            os._exit(0 if reached else 1)
        except BaseException:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def become(uid):
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def check(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, "%s: %s" % (what, os.strerror(number)))


def confine(limits, uid):
    """Confine this process, a fresh child, for good: session, limits, user, death with its parent."""
    os.setsid()
    mebibyte = 1 << 20
    cpu = max(1, -(-limits["cpu_ms"] // 1000) + 1)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_CPU, cpu)
    limit(resource.RLIMIT_FSIZE, limits["file_mb"] * mebibyte)
    limit(resource.RLIMIT_NOFILE, 64)
    if LINUX:
        # macOS does not honour RLIMIT_AS, and counts all of the user's processes from the start.
        limit(resource.RLIMIT_AS, limits["memory_mb"] * mebibyte)
        limit(resource.RLIMIT_NPROC, limits["processes"])
    if uid is not None:
        become(uid)
    if LINUX:
        check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
        # After the change of user, which clears it.
        check(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "pdeathsig")


def limit(which, value):
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def kill_descendants():
    """Kill what escaped its process group: as subreaper, the harness is now its parent."""
    if not LINUX:
        return
    try:
        with open("/proc/self/task/%d/children" % os.getpid()) as file:
            pids = [int(word) for word in file.read().split()]
    except OSError:
        return
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    if pids:
        kill_descendants()
