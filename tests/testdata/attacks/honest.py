import unittest
import thing


class Victim(unittest.TestCase):
    def test_other(self):
        thing.touch()
        self.assertEqual(2, 2)

    def test_truth(self):
        thing.touch()
        self.assertEqual(1, 2)
        self.assertIsNone(None)
