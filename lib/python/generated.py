"""Code that the standard library writes while a module is imported, for its dataclasses, compiled once for a scenario.

Compiling it is most of what importing a small module costs. What is written is looked up by its whole text, so that a
candidate whose dataclass is another gets what is written for that one.
"""

import dataclasses

# What a job may have compiled for those after it: far more than a module has.
MAX_TEXTS = 64
MAX_LENGTH = 4000


class Generated:
    """What was written before, compiled, and what was new."""

    def __init__(self):
        self.known = {}
        self.fresh = []

    def install(self):
        """Stand in for `exec` in `dataclasses`, where code is given to it as text."""
        dataclasses.exec = self.run

    def run(self, source, *namespaces):
        code = self.known.get(source)
        if code is None:
            code = compile(source, "<string>", "exec")
            self.fresh.append(source)
        exec(code, *namespaces)

    def texts(self):
        """What a job is to report of what was new."""
        return [text for text in self.fresh if len(text) <= MAX_LENGTH][:MAX_TEXTS]

    def learn(self, texts):
        """Compile what a job says was written: whoever asks for just that text later has it ready."""
        for text in texts[: MAX_TEXTS - len(self.known)]:
            if isinstance(text, str) and len(text) <= MAX_LENGTH:
                try:
                    self.known[text] = compile(text, "<string>", "exec")
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    continue
