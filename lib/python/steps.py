"""Follow a function line by line: after each line that ran, what it changed among the local variables."""

import leaves

# Counted, and not timed: what is recorded must not depend on how busy the machine is.
MAX_STEPS = 2000
MAX_TEXT = 400000


class Clock:
    """Numbers what is recorded of one test, in order, until it is too much."""

    def __init__(self):
        self.now = 0
        self.steps = 0
        self.text = 0

    def tick(self):
        self.now += 1
        return self.now

    def is_over(self):
        return self.steps >= MAX_STEPS or self.text >= MAX_TEXT


class Steps:
    """The steps of one call: [number, line, {way to a value: its repr, or None where it is gone}]."""

    def __init__(self, frame, clock):
        self.clock = clock
        self.line = None
        self.plain = {}
        self.known = {}
        self.taken = []
        self.given = self.changes(frame)

    def on_line(self, frame):
        """A line is about to run: the one before it has."""
        self.settle(frame)
        self.line = frame.f_lineno

    def settle(self, frame):
        if self.line is None or self.clock.is_over():
            return
        changed = self.changes(frame)
        self.clock.steps += 1
        self.clock.text += sum(len(path) + len(text or "") for path, text in changed.items())
        self.taken.append([self.clock.tick(), self.line, changed])

    def changes(self, frame):
        changed = {}
        names = frame.f_locals
        for name in list(self.known):
            if name not in names:
                changed.update((path, None) for path in self.known.pop(name))
                self.plain.pop(name, None)
        for name, value in names.items():
            if name in self.plain and self.plain[name] is value:
                continue
            now = leaves.take_apart(name, value)
            before = self.known.get(name, {})
            changed.update((path, text) for path, text in now.items() if before.get(path) != text)
            changed.update((path, None) for path in before if path not in now)
            self.known[name] = now
            # What cannot change need not be looked at again while it is the same.
            if isinstance(value, leaves.PLAIN):
                self.plain[name] = value
            else:
                self.plain.pop(name, None)
        return changed
