import { pick, type Random } from "../../lib/core/random.ts";
import type { Seed } from "../../lib/core/seed.ts";
import { BAD_DOCUMENTS, BAD_FORMS, type ModelAnswer } from "./bad_answers.ts";
import { BAD_BUGS } from "./bad_bugs.ts";
import { readParts } from "./generated_modules.ts";
import { GoodModel } from "./good_answers.ts";
import { BAD_NARRATIONS, readReasoning } from "./narration_answers.ts";
import type { ReadPrompt } from "./read_prompt.ts";
import { readRecordedAnswers } from "./recorded_answers.ts";

/** An answer, and what it is called in the books: "answer", or "bad:" with its kind. */
export interface NamedAnswer {
  readonly name: string;
  readonly answer: ModelAnswer;
}

/** A model that knows every module it is asked for, and says so in all the bad ways of models where it is told to. */
export class ChaosModel {
  readonly #good: GoodModel;
  readonly #recorded: Readonly<Record<string, (seed: Seed) => string>>;
  /** The kinds of bad answers to those who ask for a module. */
  readonly kinds: readonly string[];

  private constructor(good: GoodModel, recorded: Readonly<Record<string, (seed: Seed) => string>>) {
    this.#good = good;
    this.#recorded = recorded;
    this.kinds = [BAD_FORMS, BAD_DOCUMENTS, recorded].flatMap((kinds) => Object.keys(kinds));
  }

  /** A model with a catalogue of so many scenarios. */
  static async open(count: number): Promise<ChaosModel> {
    return new ChaosModel(new GoodModel(await readParts(), count), await readRecordedAnswers());
  }

  /** The scenarios of its catalogue. */
  get seeds(): readonly Seed[] {
    return this.#good.seeds;
  }

  /** The right answer. */
  answer(prompt: ReadPrompt, random: Random): NamedAnswer {
    return { name: "answer", answer: { text: this.#good.answer(prompt, random) } };
  }

  /** A bad answer of any kind that fits what is asked for. */
  badAnswer(prompt: ReadPrompt, random: Random): NamedAnswer {
    if (prompt.seed !== null) {
      const group = pick(random, [BAD_FORMS, BAD_DOCUMENTS, this.#recorded]);
      return this.#bad(pick(random, Object.keys(group)), prompt, random);
    }
    const own = this.#ownFaults(prompt, random);
    const kind = pick(random, [...Object.keys(BAD_FORMS), ...Object.keys(own)]);
    if (!Object.hasOwn(own, kind)) return this.#bad(kind, prompt, random);
    return { name: `bad:${kind}`, answer: { text: own[kind]!() } };
  }

  /** The faults that only answers to such a prompt have. */
  #ownFaults(prompt: ReadPrompt, random: Random): Readonly<Record<string, () => string>> {
    if (prompt.asked === "narration") {
      const texts = readReasoning(prompt.said.join("\n"));
      return mapValues(BAD_NARRATIONS, (make) => () => make(texts));
    }
    const bugs = prompt.code === null ? [] : this.#good.bugs(prompt, random);
    if (bugs.length === 0) return {};
    return mapValues(BAD_BUGS, (make) => () => `${make(bugs, prompt.code!).trimEnd()}\nend: true\n`);
  }

  /** The bad answer of the kind that has the scenario's number; null where there is none. */
  numberedAnswer(prompt: ReadPrompt, random: Random): NamedAnswer | null {
    const number = prompt.asked === "module" ? this.#good.numberOf(prompt.seed!) : null;
    const kind = this.kinds[(number ?? 0) - 1];
    return kind === undefined ? null : this.#bad(kind, prompt, random);
  }

  #bad(kind: string, prompt: ReadPrompt, random: Random): NamedAnswer {
    const name = `bad:${kind}`;
    if (Object.hasOwn(BAD_FORMS, kind)) {
      return { name, answer: BAD_FORMS[kind]!(this.#good.answer(prompt, random)) };
    }
    if (Object.hasOwn(BAD_DOCUMENTS, kind)) {
      return { name, answer: BAD_DOCUMENTS[kind]!(this.#good.document(prompt)) };
    }
    return { name, answer: { text: this.#recorded[kind]!(prompt.seed!) } };
  }
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
