import { assertEquals, assertRejects } from "@std/assert";
import { workAhead } from "../../lib/files/work_ahead.ts";

/** Work on numbers that ends when it is told to. */
function held(): { work: (item: number) => Promise<number>; end: (item: number) => void; begun: number[] } {
  const begun: number[] = [];
  const all = Array.from({ length: 10 }, () => Promise.withResolvers<void>());
  const work = async (item: number) => {
    begun.push(item);
    await all[item]!.promise;
    if (item === 7) throw new RangeError("seven");
    return item * item;
  };
  return { work, end: (item) => all[item]!.resolve(), begun };
}

Deno.test("workAhead() gives results in the items' order, whichever ends first, and runs no further ahead than told", async () => {
  const { work, end, begun } = held();
  const results = workAhead([0, 1, 2, 3, 4], { ahead: 3, work });
  const first = results.next();
  end(2);
  end(1);
  assertEquals(begun, [0, 1, 2]);
  end(0);
  assertEquals((await first).value, 0);
  assertEquals((await results.next()).value, 1);
  assertEquals(begun, [0, 1, 2, 3]);
  end(3);
  end(4);
  assertEquals(await Array.fromAsync(results), [4, 9, 16]);
});

Deno.test("workAhead() brings an error in its turn, after the results before it", async () => {
  const { work, end } = held();
  const results = workAhead([1, 7, 2], { ahead: 3, work });
  const first = results.next();
  end(7);
  await new Promise((resolve) => setTimeout(resolve, 5));
  end(1);
  end(2);
  assertEquals((await first).value, 1);
  await assertRejects(() => results.next(), RangeError, "seven");
});

Deno.test("workAhead() leaves nothing running behind who stops early", async () => {
  const { work, end, begun } = held();
  let ended = 0;
  const counted = async (item: number) => {
    const result = await work(item);
    ended++;
    return result;
  };
  const stop = async () => {
    for await (const _ of workAhead([0, 1, 2, 3], { ahead: 3, work: counted })) break;
    return ended;
  };
  const stopped = stop();
  end(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  end(1);
  end(2);
  assertEquals([await stopped, begun], [3, [0, 1, 2]]);
});
