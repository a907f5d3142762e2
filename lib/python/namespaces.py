"""A world of its own for foreign code, of the kernel's namespaces: no network, no other processes, and a file system in
which there are only the interpreter, the system's libraries, and an empty folder in memory.
"""

import ctypes
import errno
import os
import stat
import sys
import sysconfig

import syscalls

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 0x20, 0x1000, 0x4000, 0x40000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 0x1, 0x2, 0x4, 0x8
MNT_DETACH = 2
AT_FDCWD, AT_RECURSIVE = -100, 0x8000
MOUNT_ATTR_RDONLY = 0x1

EXECUTABLE = os.path.realpath(sys.executable)
# A folder that every system has, to build the new root on.
SITES = ("/tmp", "/mnt", "/usr")
BOX = "/box"
# Where the system keeps shared libraries, and how the loader finds them.
LIBRARIES = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
BOX_OPTIONS = "size=64m,nr_inodes=10000,mode=0700,uid=%d,gid=%d"


def unshare(flags):
    syscalls.check(syscalls.libc.unshare(flags), "unshare")


def mount(source, target, kind, flags, options=None):
    words = [None if word is None else os.fsencode(word) for word in (source, target, kind, options)]
    result = syscalls.libc.mount(words[0], words[1], words[2], ctypes.c_ulong(flags), words[3])
    syscalls.check(result, "mount %s" % target)


def leave_system():
    """Move this process into namespaces of its own, and into a root folder with nothing in it but what Python needs.

    An ordinary user needs a user namespace for it, in which it stays itself. Raises OSError.
    """
    uid, gid = os.geteuid(), os.getegid()
    spaces = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
    unshare(spaces if uid == 0 else spaces | CLONE_NEWUSER)
    if uid != 0:
        for name, text in (("setgroups", "deny"), ("uid_map", "%d %d 1" % (uid, uid)), ("gid_map", "%d %d 1" % (gid, gid))):
            with open("/proc/self/" + name, "w") as file:
                file.write(text)
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    change_root()


def change_root():
    """Make a folder in memory the root, with the interpreter and the libraries in their places, read-only."""
    root = os.path.realpath(next(site for site in SITES if os.path.isdir(site)))
    # What lies below the new root's place is out of reach by name as soon as that is covered.
    sources = [(path, os.open(path, os.O_PATH | os.O_CLOEXEC)) for path in needed_paths()]
    mount("tmpfs", root, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,nr_inodes=2000,mode=0755")
    for path, source in sources:
        bind(source, root + path)
        os.close(source)
    os.mkdir(root + BOX)
    for path in LIBRARIES:
        if os.path.islink(path) and not os.path.lexists(root + path):
            os.symlink(os.readlink(path), root + path)
    make_read_only(root, [path for path, _ in sources])
    old = os.open("/", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    os.chdir(root)
    # The old root comes to lie over the new one, and is taken away from there.
    syscalls.call("pivot_root", b".", b".")
    os.fchdir(old)
    syscalls.check(syscalls.libc.umount2(b".", MNT_DETACH), "umount the old root")
    os.close(old)
    os.chdir("/")


def bind(source, target):
    """Mount an open file or folder at a path that is not there yet."""
    os.makedirs(os.path.dirname(target), mode=0o755, exist_ok=True)
    if os.path.lexists(target):
        return
    if stat.S_ISDIR(os.fstat(source).st_mode):
        os.mkdir(target, 0o755)
    else:
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o644))
    mount("/proc/self/fd/%d" % source, target, None, MS_BIND | MS_REC)


def make_read_only(root, paths):
    """Refuse every write below the root, for this process too: a mistake of ours must not reach the system's files."""
    attributes = (ctypes.c_uint64 * 4)(MOUNT_ATTR_RDONLY, 0, 0, 0)
    flags, size = ctypes.c_uint(AT_RECURSIVE), ctypes.c_size_t(ctypes.sizeof(attributes))
    try:
        syscalls.call("mount_setattr", AT_FDCWD, os.fsencode(root), flags, ctypes.byref(attributes), size)
    except OSError as error:
        if error.errno != errno.ENOSYS:
            raise
        # Before Linux 5.12, one by one; what a mount has to keep is named again.
        for path in [root] + [root + path for path in paths]:
            kept = os.statvfs(path).f_flag & (MS_NOSUID | MS_NODEV | MS_NOEXEC)
            mount(None, path, None, MS_REMOUNT | MS_BIND | MS_RDONLY | kept)


def new_box(uid, gid):
    """For this process and its children: process numbers of their own, and an empty folder in memory to write in."""
    unshare(CLONE_NEWNS | CLONE_NEWPID)
    mount("tmpfs", BOX, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, BOX_OPTIONS % (uid, gid))


def needed_paths():
    """Files and folders that the interpreter needs, as real paths, outer ones first."""
    paths = [path for path in LIBRARIES + DEVICES if os.path.exists(path)] + interpreter_paths()
    real = sorted({os.path.realpath(path) for path in paths}, key=lambda path: path.count("/"))
    return [path for path in real if not any(path.startswith(other + "/") for other in real)]


def interpreter_paths():
    """The interpreter, its library, and the folders of what it has loaded."""
    loaded = set()
    with open("/proc/self/maps") as file:
        for line in file:
            path = line.split(maxsplit=5)[-1].strip()
            if ".so" in path and path.startswith("/"):
                loaded.add(os.path.dirname(path))
    library = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib")]
    # What was added to it are folders of installed packages.
    added = [path for path in sys.path if os.path.isdir(path)]
    return [EXECUTABLE] + library + added + sorted(loaded)


def loader_paths():
    """Programs that a new interpreter needs: itself, and the loader that the kernel starts for it."""
    with open(EXECUTABLE, "rb") as file:
        head = file.read(4096)
    start = head.find(b"/lib")
    loader = head[start : head.find(b"\0", start)].decode() if start >= 0 else ""
    return [path for path in (EXECUTABLE, loader) if os.path.exists(path)]
