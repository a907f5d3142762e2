/** A function of the module and how many tests run it. */
export interface FunctionReach {
  /** "Class.method" or "function". */
  readonly name: string;
  readonly failing: number;
  readonly passing: number;
}
