"""Numbers of Linux system calls, for x86_64 and aarch64, and the one way to make one that Python has no word for.

From the kernel's asm/unistd_64.h and asm-generic/unistd.h; -1 where an architecture has no such call.
"""

import ctypes
import os
import platform
import sys

LINUX = sys.platform.startswith("linux")
ARCHITECTURES = ("x86_64", "aarch64")
MACHINE = platform.machine()

# What foreign code may call freely.
FREE = """
read=0,63 write=1,64 readv=19,65 writev=20,66 pread64=17,67 pwrite64=18,68 preadv=295,69 pwritev=296,70
preadv2=327,286 pwritev2=328,287 lseek=8,62 open=2,-1 openat=257,56 close=3,57 close_range=436,436 dup=32,23
dup2=33,-1 dup3=292,24 fcntl=72,25 flock=73,32 ftruncate=77,46 truncate=76,45 fsync=74,82 fdatasync=75,83
fallocate=285,47 fadvise64=221,223 copy_file_range=326,285 sendfile=40,71 stat=4,-1 fstat=5,80 lstat=6,-1
newfstatat=262,79 statx=332,291 statfs=137,43 fstatfs=138,44 access=21,-1 faccessat=269,48 faccessat2=439,439
readlink=89,-1 readlinkat=267,78 getdents=78,-1 getdents64=217,61 getcwd=79,17 chdir=80,49 fchdir=81,50
mkdir=83,-1 mkdirat=258,34 rmdir=84,-1 unlink=87,-1 unlinkat=263,35 rename=82,-1 renameat=264,38
renameat2=316,276 link=86,-1 linkat=265,37 symlink=88,-1 symlinkat=266,36 umask=95,166
pipe=22,-1 pipe2=293,59 poll=7,-1 ppoll=271,73 select=23,-1 pselect6=270,72 epoll_create=213,-1
epoll_create1=291,20 epoll_ctl=233,21 epoll_wait=232,-1 epoll_pwait=281,22 epoll_pwait2=441,441 eventfd=284,-1
eventfd2=290,19 timerfd_create=283,85 timerfd_settime=286,86 timerfd_gettime=287,87
socketpair=53,199 sendto=44,206 recvfrom=45,207 sendmsg=46,211 recvmsg=47,212 shutdown=48,210 getsockopt=55,209
setsockopt=54,208 getsockname=51,204 getpeername=52,205
mmap=9,222 mprotect=10,226 munmap=11,215 brk=12,214 mremap=25,216 madvise=28,233 msync=26,227 mincore=27,232
membarrier=324,283
getpid=39,172 gettid=186,178 getppid=110,173 getuid=102,174 geteuid=107,175 getgid=104,176 getegid=108,177
getgroups=115,158 getresuid=118,148 getresgid=120,150 getpgid=121,155 getpgrp=111,-1 getsid=124,156 uname=63,160
sysinfo=99,179 times=100,153 getrusage=98,165 getrlimit=97,163 setrlimit=160,164 sched_yield=24,124
sched_getaffinity=204,123 sched_getparam=143,121 sched_getscheduler=145,120 sched_get_priority_max=146,125
sched_get_priority_min=147,126 getpriority=140,141 getcpu=309,168 capget=125,90
clock_gettime=228,113 clock_getres=229,114 clock_nanosleep=230,115 nanosleep=35,101 gettimeofday=96,169
time=201,-1 alarm=37,-1 getitimer=36,102 setitimer=38,103 timer_create=222,107 timer_settime=223,110
timer_gettime=224,108 timer_getoverrun=225,109 timer_delete=226,111
futex=202,98 set_robust_list=273,99 get_robust_list=274,100 set_tid_address=218,96 rseq=334,293
arch_prctl=158,-1 rt_sigaction=13,134 rt_sigprocmask=14,135 rt_sigreturn=15,139 rt_sigpending=127,136
rt_sigtimedwait=128,137 rt_sigsuspend=130,133 sigaltstack=131,132 restart_syscall=219,128 pause=34,-1
wait4=61,260 waitid=247,95 exit=60,93 exit_group=231,94 getrandom=318,278
"""

# What it may call with some arguments, or the process that starts it.
GUARDED = """
clone=56,220 clone3=435,435 fork=57,-1 vfork=58,-1 execve=59,221 execveat=322,281 kill=62,129 tkill=200,130
tgkill=234,131 setsid=112,157 prctl=157,167 prlimit64=302,261 ioctl=16,29 seccomp=317,277 chmod=90,-1 fchmod=91,52
fchmodat=268,53 utime=132,-1 utimes=235,-1 futimesat=261,-1 utimensat=280,88
"""

# What only setting up needs.
OWN = """
landlock_create_ruleset=444,444 landlock_add_rule=445,445 landlock_restrict_self=446,446 mount_setattr=442,442
pivot_root=155,41
"""


def numbers(table):
    """A table's calls that this machine has: name to number."""
    column = ARCHITECTURES.index(MACHINE) if MACHINE in ARCHITECTURES else None
    found = {}
    for word in table.split():
        name, values = word.split("=")
        number = int(values.split(",")[column]) if column is not None else -1
        if number >= 0:
            found[name] = number
    return found


NUMBERS = numbers(FREE + GUARDED + OWN)
libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """Make a system call by name; its result. Raises OSError."""
    if name not in NUMBERS:
        raise OSError(38, "%s: not known on %s" % (name, MACHINE))
    return check(libc.syscall(ctypes.c_long(NUMBERS[name]), *arguments), name)


def check(result, what):
    """The result of a call into libc; raises OSError where it is -1."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, "%s: %s" % (what, os.strerror(number)))
    return result
