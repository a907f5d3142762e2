"""A job that can be found from outside by the signals that it blocks: those of the list that is put in here."""

import signal
import time
import unittest


class Locate(unittest.TestCase):
    def test_wait(self):
        signal.pthread_sigmask(signal.SIG_BLOCK, [int(word) for word in "${SIGNALS}".split(",")])
        time.sleep(0.7)
        self.assertTrue(True)
