import { findLeak } from "../bugs/find_leak.ts";
import { BugPreference } from "../bugs/bug_preference.ts";
import type { Choice } from "../bugs/choice_score.ts";
import { type CaughtBug, isWritten, pickBug, rankBugs, type RatedBug } from "../bugs/pick_bug.ts";
import { PlaceMap } from "../bugs/place_kind.ts";
import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import { contentHash } from "../core/content_hash.ts";
import type { DifficultyLabel } from "../core/payload.ts";
import { checkSteady } from "../stages/5_verdicts.ts";
import { BugStock, type GroupSubject } from "./bug_stock.ts";
import { chooseCombination } from "./choose_combination.ts";
import { MUTANT_SAMPLE } from "./suite_strength.ts";

/** Candidates judged for a module's first bug, besides those that an author or a model wrote for it. */
const FIRST_WINDOW = MUTANT_SAMPLE + 10;
/** More candidates for each further bug. */
const WINDOW_STEP = 8;

/** Combinations that are run before more single bugs are judged, and where there are no more. */
const COMBINATIONS = { more: 12, last: 48 };

/** A picked bug, and what became of the candidates that it was picked from. */
export interface Pick {
  readonly bug: RatedBug;
  /** Candidates by verdict. */
  readonly counts: Readonly<Record<string, number>>;
}

/** The bug that is wanted. */
export interface WantedBug {
  /** Which of the module's, from 1. */
  readonly ordinal: number;
  /** What was picked before, here or elsewhere: of combined bugs their parts. */
  readonly before: readonly Candidate[];
  /** Distinct faults in different functions. */
  readonly faults: number;
  /** Labels that will do; null for all. */
  readonly difficulty: readonly DifficultyLabel[] | null;
}

/**
 * The bugs that some strategies have for a module: judged a few at a time, those that promise most first, and picked best
 * first. What was written and anyone would see at once is not picked.
 */
export class BugGroup {
  /** Where the bugs come from. */
  readonly stock: BugStock;
  readonly #source: string;
  readonly #places: PlaceMap;
  /** Combinations that came to nothing. */
  #failed = new Set<string>();

  /** A group; nothing is asked before a bug is wanted. */
  constructor(subject: GroupSubject, strategies: readonly BugStrategy[]) {
    const { spec, tree } = subject.request.module;
    this.stock = new BugStock(subject, strategies);
    this.#source = spec.correctCode;
    this.#places = new PlaceMap(tree);
  }

  /** The best bug besides those that were picked before; null where there is none left. */
  async next(wanted: WantedBug): Promise<Pick | null> {
    const candidates = await this.stock.propose();
    if (new Set(candidates.map((candidate) => candidate.function)).size < wanted.faults) return null;
    const choice = this.#choice(wanted.ordinal);
    let window = candidates.filter(isWritten).length + FIRST_WINDOW + WINDOW_STEP * (wanted.ordinal - 1);
    while (true) {
      await this.stock.judgeUpTo(window, { ...wanted, choice });
      const bug = await this.#choose(wanted, choice);
      if (bug !== null) return { bug, counts: this.stock.counts };
      if (this.stock.sizes.pending > 0) window = this.stock.sizes.judged + FIRST_WINDOW;
      else if (!await this.stock.complicate()) return null;
    }
  }

  async #choose({ before, faults, difficulty }: WantedBug, choice: Choice): Promise<RatedBug | null> {
    if (faults > 1) {
      return await chooseCombination({
        ranked: rankBugs(this.stock.caught, { before, choice }),
        size: faults,
        judging: this.stock.judging,
        rate: (bug) => this.stock.rate(bug),
        difficulty,
        most: this.stock.sizes.pending > 0 ? COMBINATIONS.more : COMBINATIONS.last,
        failed: this.#failed,
        whyNot: (bug) => this.#whyNot(bug),
      });
    }
    const isWanted = (bug: RatedBug) => difficulty === null || difficulty.includes(bug.difficulty.label);
    while (true) {
      const bug = pickBug(this.stock.caught.filter(isWanted), { before, choice });
      if (bug === null) return null;
      if (await this.#whyNot(bug) === null) return bug;
    }
  }

  /** Why a caught bug is not to be shipped, which leaves it out from here on; null where it may be. */
  async #whyNot(bug: CaughtBug): Promise<string | null> {
    const leak = findLeak(bug, this.stock.judging.checked);
    const state = leak === null ? await checkSteady(bug, this.stock.judging) : "leaks";
    if (state === "steady") return null;
    this.stock.drop(bug, state, leak ?? undefined);
    return state;
  }

  /** What bugs are weighed by: it follows from the module and the number alone. */
  #choice(ordinal: number): Choice {
    const preference = new BugPreference(`${contentHash(this.#source)} choice of bug ${ordinal}`);
    return { source: this.#source, places: this.#places, preference };
  }
}
