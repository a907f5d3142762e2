"""A warm Python that forks a confined child for each job: one JSON line in, one JSON line out.

Jobs: "tests" (run a suite), "lines" and "calls" (the same, watched), "syntax" (dump a source's tree), "cold" (start a
new interpreter on the shipped run_tests.py). The end of standard input ends the harness and all that it started, so
nothing outlives the program, however it dies.
"""

import errno
import gc
import json
import os
import select
import shutil
import signal
import stat
import sys
import time

import child
import isolation

MAX_RESULT = 16 << 20
MAX_TESTS = 64
CHUNK = 1 << 16
WARM_MODULES = (
    "abc bisect cmath collections contextlib copy dataclasses decimal enum fractions functools heapq itertools json "
    "math numbers operator random re statistics string textwrap traceback types typing unittest unittest.util"
).split()


class Harness:
    def __init__(self):
        for name in WARM_MODULES:
            __import__(name)
        self.place = isolation.enter()
        self.uid = self.place.uid
        # Always the same, so that compiled tests carry the right file name.
        self.folder = os.path.join(self.place.scratch, "job")
        self.tests = {}
        self.input = b""
        self.wake_read, wake_write = os.pipe()
        os.set_blocking(self.wake_read, False)
        os.set_blocking(wake_write, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            # The program ends the harness through its input; a terminal's Ctrl-C must not.
            signal.signal(number, signal.SIG_IGN)

    def serve(self):
        # What is there now is shared with every child: keep the collector from touching, so copying, it.
        gc.collect()
        gc.freeze()
        try:
            self.reply({"ready": True, "layers": self.place.layers, "refused": self.place.refused})
            while True:
                line = self.read_line()
                if line is None:
                    return
                self.reply(self.run(json.loads(line)))
        except (ProgramGone, BrokenPipeError):
            return
        finally:
            self.clean()

    def read_line(self):
        while b"\n" not in self.input:
            chunk = os.read(0, CHUNK)
            if not chunk:
                return None
            self.input += chunk
        line, self.input = self.input.split(b"\n", 1)
        return line

    def reply(self, message):
        data = json.dumps(message).encode("ascii") + b"\n"
        while data:
            data = data[os.write(1, data):]

    def run(self, job):
        folder = self.folder
        os.mkdir(folder, 0o700)
        try:
            for name, text in job.get("files", {}).items():
                # What is no Unicode goes in as it is: importing it then fails as Python has it.
                path = os.path.join(folder, name)
                with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
                    file.write(text)
            if self.uid is not None:
                os.chown(folder, self.uid, self.uid)
                for name in job.get("files", {}):
                    os.chown(os.path.join(folder, name), self.uid, self.uid)
            answer = self.watch_child(job, *self.start_child(job, folder))
        finally:
            remove(folder)
        if answer["result"] and "test_module" in job:
            self.keep_tests(job)
        answer["id"] = job["id"]
        return answer

    def keep_tests(self, job):
        """Compile tests that a child has run, for those who run them next: half of a short job is compiling."""
        name, source = self.tests_of(job)
        if (name, source) in self.tests:
            return
        if len(self.tests) >= MAX_TESTS:
            self.tests.clear()
        try:
            code = compile(source, os.path.join(self.folder, name), "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            # They are compiled anew each time, to fail where they should.
            code = None
        self.tests[name, source] = code

    def tests_of(self, job):
        name = "%s.py" % job.get("test_module")
        return name, job.get("files", {}).get(name)

    def start_child(self, job, folder):
        result_read, result_write = os.pipe()
        output_read, output_write = os.pipe()
        pid = os.fork()
        if pid == 0:
            job["compiled_tests"] = self.tests.get(self.tests_of(job))
            child.run_child(job, folder, result_write, output_write, self.uid)
        os.close(result_write)
        os.close(output_write)
        return pid, result_read, output_read

    def watch_child(self, job, pid, result_read, output_read):
        limits = job["limits"]
        started = time.monotonic()
        deadline = started + limits["wall_ms"] / 1000.0
        streams = {
            result_read: Stream(MAX_RESULT),
            output_read: Stream(limits["output_kb"] << 10),
        }
        poller = select.poll()
        for number in streams:
            os.set_blocking(number, False)
            poller.register(number, select.POLLIN)
        poller.register(self.wake_read, select.POLLIN)
        # Only its hang-up: the next job waits in the pipe until this one is done.
        poller.register(0, select.POLLHUP)
        timed_out = False
        try:
            while not has_exited(pid):
                left = deadline - time.monotonic()
                if left <= 0:
                    timed_out = True
                    break
                for number, event in poller.poll(left * 1000.0 + 1):
                    if number == 0 and event & (select.POLLHUP | select.POLLERR):
                        raise ProgramGone()
                    if number == self.wake_read:
                        drain(self.wake_read)
                    elif number in streams and not streams[number].read(number):
                        poller.unregister(number)
        finally:
            end_group(pid)
            status = os.waitpid(pid, 0)[1]
            isolation.kill_descendants()
            for number, stream in streams.items():
                while stream.read(number):
                    pass
                os.close(number)
        return {
            "timed_out": timed_out,
            "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "ms": (time.monotonic() - started) * 1000.0,
            "result": streams[result_read].text(),
            "output": streams[output_read].text(),
            "output_cut": streams[output_read].cut,
        }

    def clean(self):
        if self.place.on_disk:
            remove(self.place.scratch)


class ProgramGone(Exception):
    """Standard input hung up in the middle of a job."""


class Stream:
    """What came out of a pipe, up to a limit; the rest is read and thrown away."""

    def __init__(self, limit):
        self.limit = limit
        self.data = bytearray()
        self.cut = False

    def read(self, number):
        """Read once; false where nothing is left for now."""
        try:
            chunk = os.read(number, CHUNK)
        except BlockingIOError:
            return False
        room = self.limit - len(self.data)
        self.cut = self.cut or len(chunk) > room
        self.data += chunk[:room]
        return bool(chunk)

    def text(self):
        return self.data.decode("utf-8", "backslashreplace")


def has_exited(pid):
    """Whether the child has ended; it stays a zombie, so its group's number cannot be taken by another."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def end_group(pid):
    for target in (os.killpg, os.kill):
        # The group is missing if the child was stopped before it had one of its own.
        try:
            target(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        except PermissionError as error:
            if error.errno != errno.EPERM:
                raise


def drain(number):
    try:
        while os.read(number, CHUNK):
            continue
    except BlockingIOError:
        return


def remove(folder):
    """Remove a folder with whatever a job left in it, following no links.

    A job may have closed its own folders: these are opened again, and nothing outside `folder` is ever touched.
    """

    def open_and_retry(function, path, _):
        for place in (os.path.dirname(path), path):
            if place.startswith(folder + os.sep) and not os.path.islink(place) and os.path.isdir(place):
                os.chmod(place, stat.S_IRWXU)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path, ignore_errors=True)
        elif os.path.lexists(path):
            os.unlink(path)

    shutil.rmtree(folder, onerror=open_and_retry)
