"""A warm Python that does jobs for the program: one JSON line in, one JSON line out.

It runs nothing foreign itself. It isolates itself once, keeps a template for each of the last few scenarios, and hands
each job to the template of its scenario. Jobs: "tests" (run a suite), "lines", "functions" and "calls" (the same, watched), "syntax"
(dump a source's tree), "cold" (start a new interpreter on the shipped run_tests.py), "probe" (run a script beside the
shipped files), "grade" (run a grader and what it starts in a folder of theirs), "attacks" (what this place must withstand). The end of standard input ends the harness and all that it started, so nothing outlives the program.
"""

import gc
import json
import os
import select
import signal

import isolation
import template

MAX_TEMPLATES = 4
CHUNK = 1 << 16
WARM_MODULES = (
    "abc bisect cmath collections contextlib copy dataclasses decimal enum fractions functools heapq itertools json "
    "math numbers operator random re statistics string textwrap traceback types typing unittest unittest.util"
).split()


class Harness:
    def __init__(self, rung, packages):
        for name in WARM_MODULES:
            __import__(name)
        self.isolation = isolation.Isolation(rung, packages)
        self.isolation.enter()
        # By what they are for, the one that was used last at the end.
        self.templates = {}
        self.input = b""
        for number in (signal.SIGINT, signal.SIGTERM):
            # The program ends the harness through its input; a terminal's Ctrl-C must not.
            signal.signal(number, signal.SIG_IGN)

    def serve(self):
        # What is there now is shared with every child: keep the collector from touching, so copying, it.
        gc.collect()
        gc.freeze()
        try:
            self.reply(json.dumps({"ready": True, "layers": self.isolation.layers}).encode("ascii"))
            while True:
                line = self.read_line()
                if line is None:
                    return
                self.reply(self.run(line))
        except (ProgramGone, BrokenPipeError):
            return
        finally:
            while self.templates:
                self.end_oldest()

    def read_line(self):
        while b"\n" not in self.input:
            chunk = os.read(0, CHUNK)
            if not chunk:
                return None
            self.input += chunk
        line, self.input = self.input.split(b"\n", 1)
        return line

    def reply(self, line):
        data = line + b"\n"
        while data:
            data = data[os.write(1, data):]

    def run(self, line):
        """A job's reply; where its template fails, that is all that is known of it."""
        job = json.loads(line)
        key = (job.get("module"), job["tests"]) if "tests" in job else None
        own = self.templates.pop(key, None) or self.new_template(job)
        try:
            if not own.is_ready:
                own.become_ready()
            answer = own.ask(line)
        except TemplateFailed as failure:
            own.end()
            return json.dumps({"id": job["id"], "lost": str(failure)}).encode("ascii")
        except ProgramGone:
            own.end()
            raise
        self.templates[key] = own
        return answer

    def new_template(self, job):
        while len(self.templates) >= MAX_TEMPLATES:
            self.end_oldest()
        return TemplateProcess(job, self.isolation)

    def end_oldest(self):
        self.templates.pop(next(iter(self.templates))).end()


class ProgramGone(Exception):
    """Standard input hung up in the middle of a job."""


class TemplateFailed(Exception):
    """A template died, or could not be set up."""


class TemplateProcess:
    """The harness's side of a template."""

    def __init__(self, job, place):
        self.place = place
        self.is_ready = False
        self.box = None if place.has_namespaces else place.open_box()
        request_read, self.requests = os.pipe()
        self.replies, reply_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            start(job, place, self.box, request_read, reply_write)
        os.close(request_read)
        os.close(reply_write)

    def become_ready(self):
        """Wait until it can take jobs. Raises TemplateFailed."""
        self.next_line()
        self.is_ready = True

    def ask(self, line):
        """The reply to a job's line. Raises TemplateFailed."""
        try:
            data = line + b"\n"
            while data:
                data = data[os.write(self.requests, data):]
        except BrokenPipeError:
            raise TemplateFailed("the process of its scenario died")
        return self.next_line()

    def next_line(self):
        poller = select.poll()
        poller.register(self.replies, select.POLLIN)
        # Only its hang-up: the next job waits in the pipe until this one is done.
        poller.register(0, select.POLLHUP)
        parts = []
        while not parts or not parts[-1].endswith(b"\n"):
            for number, event in poller.poll():
                if number == 0 and event & (select.POLLHUP | select.POLLERR):
                    raise ProgramGone()
            chunk = os.read(self.replies, CHUNK)
            if not chunk:
                raise TemplateFailed("the process of its scenario died")
            parts.append(chunk)
        line = b"".join(parts)[:-1]
        if line.startswith(b'{"failed"'):
            raise TemplateFailed(json.loads(line)["failed"])
        return line

    def end(self):
        """End the template with all that it started, and take its box away."""
        # The end of its input ends it as well, should the signal come before there is anyone to hear it.
        os.close(self.requests)
        try:
            os.kill(self.pid, signal.SIGTERM if self.place.has_namespaces else signal.SIGKILL)
        except ProcessLookupError:
            pass
        wait_for(self.pid)
        if not self.place.has_namespaces:
            self.place.end_others()
            self.place.close_box(self.box)
        os.close(self.replies)


def stand_by(pid):
    """In the process between harness and template: be there, so that the kernel ends the template when this one ends.

    Asked to end, it ends the template first, and takes note of that. Does not return.
    """
    signal.signal(signal.SIGTERM, lambda *_: os.kill(pid, signal.SIGKILL))
    os.closerange(0, 65536)
    os.waitpid(pid, 0)
    os._exit(0)


def wait_for(pid):
    """Take note of the end of a child, and of those that were handed to us."""
    try:
        os.waitpid(pid, 0)
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            continue
    except ChildProcessError:
        # There are none, or it was taken note of before.
        return


def start(job, place, box, requests, replies):
    """In the forked process: become the template, in namespaces of its own by another fork. Does not return."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        if place.has_namespaces:
            isolation.die_with_parent()
            box = place.open_box()
            pid = os.fork()
            if pid != 0:
                stand_by(pid)
        template.serve(job, place, box, requests, replies)
    except BaseException as error:
        text = "%s: %s" % (type(error).__name__, error)
        os.write(replies, json.dumps({"failed": text[:2000]}).encode("ascii") + b"\n")
    finally:
        os._exit(71)
