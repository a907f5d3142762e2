import { assertEquals } from "@std/assert";
import { findImports } from "../../lib/core/python_imports.ts";
import { findTestIds } from "../../lib/core/test_ids.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

async function treeOf(source: string) {
  const parsed = await pool().parse(source);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.tree;
}

const SUITE = `import unittest
from unittest import TestCase, IsolatedAsyncioTestCase

class Mixin:
    def test_from_mixin(self): pass
    def helper(self): pass

class Base(unittest.TestCase):
    def setUp(self): pass
    def test_base(self): pass
    def test_overridden(self): pass

class Derived(Mixin, Base):
    def test_overridden(self): pass
    def testCamelCase(self): pass
    def not_a_test(self): pass
    test_attribute = 3

class Later(Derived): pass

class AsyncTest(IsolatedAsyncioTestCase):
    async def test_async(self): pass
    async def help(self): pass

class Plain:
    def test_of_no_case(self): pass

class Nested(TestCase):
    class Inner(TestCase):
        def test_inner(self): pass
    def test_outer(self):
        def test_local(): pass

def test_function(): pass
`;

Deno.test("findTestIds() finds what unittest runs: inherited, mixed in and asynchronous tests too", async () => {
  const ids = findTestIds(await treeOf(SUITE));
  assertEquals(ids, [
    "Base.test_base",
    "Base.test_overridden",
    "Derived.test_from_mixin",
    "Derived.test_base",
    "Derived.test_overridden",
    "Derived.testCamelCase",
    "Later.test_from_mixin",
    "Later.test_base",
    "Later.test_overridden",
    "Later.testCamelCase",
    "AsyncTest.test_async",
    "Nested.test_outer",
  ]);
  const run = await pool().runTests({
    moduleName: "thing",
    code: "",
    tests: SUITE.replace("test_attribute = 3", ""),
  }, {
    limitMs: 5000,
  });
  assertEquals(run.kind === "finished" && run.tests.map(({ id }) => id).sort(), ids.toSorted());
});

Deno.test("findTestIds() ends on classes that descend from themselves", async () => {
  const source = "class A(B):\n    def test_a(self): pass\nclass B(A):\n    def test_b(self): pass\n";
  assertEquals(findTestIds(await treeOf(source)), []);
});

Deno.test("findTestIds() finds nothing in a file without test cases", async () => {
  for (const source of ["", "import unittest\n", "class T(unittest.TestCase):\n    pass\n"]) {
    assertEquals(findTestIds(await treeOf(source)), []);
  }
});

Deno.test("findImports() gives each top-level module once, wherever it is imported", async () => {
  const source = `import os.path, sys as system
from collections.abc import Mapping
from . import sibling
from ..package.module import name
def f():
    import os
    try:
        from numpy.linalg import norm
    except ImportError:
        import json
`;
  assertEquals(findImports(await treeOf(source)), [
    "os",
    "sys",
    "collections",
    ".",
    "..package.module",
    "numpy",
    "json",
  ]);
});
