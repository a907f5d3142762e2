// Makes one verified debugging task with the built-in library: no key, no set-up.
// deno run -A examples/generate_one.ts
import { DebugConversationPipeline } from "../mod.ts";

// `await using` ends the pipeline's Python processes when the program is done with it.
await using pipeline = new DebugConversationPipeline({ catalogSeed: "42" });

const conversation = await pipeline.generate();
await Deno.writeTextFile("task.json", conversation.toJson());

const { module_name, bugs, tests, difficulty } = conversation.payload;
console.log(`task.json: ${module_name}.py, a ${difficulty.label} bug in ${bugs[0]!.function}`);
console.log(`${tests.fail_to_pass.length} tests fail, ${tests.pass_to_pass.length} pass`);

// The same bug as files for someone to mend: `cd task && python3 run_tests.py` fails until then.
const { domain, topic, subtopic } = conversation.payload;
const seed = { domain, topic, subtopic };
const task = await pipeline.generateFileEditTask({ bugFilePath: `task/${module_name}.py`, seed });
console.log(`mend ${task.bugFilePath}`);
