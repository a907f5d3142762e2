/**
 * Makes verified Python debugging tasks: a module is proved healthy by its own tests, broken by a bug that those tests
 * catch, and explained from what was measured.
 *
 * ```ts
 * import { DebugConversationPipeline } from "./mod.ts";
 *
 * await using pipeline = new DebugConversationPipeline();
 * const conversation = await pipeline.generate();
 * await Deno.writeTextFile("task.json", conversation.toJson());
 * ```
 *
 * @module
 */
export {
  DebugConversation,
  DebugConversationPipeline,
  type FileEditOptions,
  type GenerateOptions,
  type PipelineOptions,
} from "./lib/flows/pipeline.ts";
export {
  type FromAssertionsOptions,
  type FromExamplesOptions,
  generateFromAssertions,
  generateFromExamples,
  injectInto,
  type InjectIntoOptions,
  type OwnCodeOptions,
} from "./lib/flows/inject_api.ts";
export type { Example } from "./lib/inject/read_examples.ts";
export { type ExampleValue, NumberText } from "./lib/inject/example_values.ts";
export type { OwnTexts } from "./lib/inject/own_spec.ts";
export { type BatchOptions, runBatch } from "./lib/flows/batch.ts";
export type { BatchProgress, BatchSummary } from "./lib/flows/batch_summary.ts";
export {
  catalogueSource,
  type DrawLimitsOfRun,
  type Drawn,
  type DrawSource,
  inventedSource,
} from "./lib/flows/draw_source.ts";
export type { ModuleYield } from "./lib/flows/tally.ts";
export { TaskMaker, type TaskMakerOptions, type TaskResult } from "./lib/flows/task_maker.ts";
export { type AuditReport, auditTask } from "./lib/flows/audit.ts";
export type { GradeFailure, GradeReason, GradeReport, PassCount } from "./lib/core/grade.ts";
export { type GradeOptions, gradeTask } from "./lib/flows/grade_task.ts";
export { type FolderGrade, gradeFolder } from "./lib/flows/grade_folder.ts";
export type { EditMeasure } from "./lib/core/measure_edit.ts";
export { auditRepeatedly, type RepeatedReport } from "./lib/flows/repeat_audit.ts";
export type { RejectedCandidate } from "./lib/flows/candidate_log.ts";
export { Journal, type JournalEvent } from "./lib/flows/journal.ts";
export { type Catalogue, loadCatalogue, parseCatalogue } from "./lib/catalogue/catalogue.ts";
export { type DrawState, memoryState, openState } from "./lib/catalogue/state.ts";
export { type StateOptions } from "./lib/catalogue/state_file.ts";
export { offlineAuthor } from "./lib/library/offline_author.ts";
export { modelAuthor } from "./lib/llm/model_author.ts";
export { forgoingChat } from "./lib/llm/forgoing_chat.ts";
export { type ModelChat, modelChat } from "./lib/llm/model_chat.ts";
export type { ModelOptions } from "./lib/llm/model_options.ts";
export { type BudgetLimits } from "./lib/llm/budget.ts";
export { type BookEntry, Books, type BooksTotals, type Sums } from "./lib/llm/books.ts";
export type { Completion, ReportedUsage } from "./lib/llm/completion.ts";
export { loadPrices, type ModelPrice, priceOf, type PriceTable } from "./lib/llm/prices.ts";
export type { PriceList, TokenRates } from "./lib/llm/parse_prices.ts";
export {
  openReplay,
  openRequestCache,
  type RequestCache,
  type RequestIdentity,
  type RequestPurpose,
} from "./lib/llm/request_cache.ts";
export type { BugRange } from "./lib/bugs/bug_range.ts";
export { llmStrategies, STRATEGIES } from "./lib/bugs/strategies.ts";
export { parseStrategyWeights, type StrategyWeights } from "./lib/bugs/choose_strategies.ts";
export {
  type DuplicateRecord,
  type JudgedModule,
  recordDuplicates,
  replayDuplicates,
} from "./lib/catalogue/duplicate_record.ts";
export {
  type IndexedModule,
  type ModuleIndex,
  type NearModule,
  type NewModule,
  openModuleIndex,
} from "./lib/catalogue/module_index.ts";
export {
  type Invention,
  type InventorOptions,
  ScenarioInventor,
  type UsedDraws,
} from "./lib/catalogue/invent_scenarios.ts";
export { type InventionList, openInventionList } from "./lib/catalogue/invention_list.ts";
export { OPERATORS } from "./lib/bugs/operators/registry.ts";
export { type PoolOptions, PythonPool } from "./lib/python/pool.ts";
export type { IsolationChoice } from "./lib/python/rungs.ts";
export type { Author, AuthorAnswer, AuthorRequest, Repair } from "./lib/core/author.ts";
export { NO_USAGE, type Usage } from "./lib/core/usage.ts";
export type { Chat, ChatAnswer, ChatMessage, ChatPurpose, ChatRequest } from "./lib/core/chat.ts";
export type { BugRequest, BugStrategy, Proposal, TrivialBug } from "./lib/core/bug_strategy.ts";
export type { BugFamily, Candidate, Strategy } from "./lib/core/candidate.ts";
export type { MutantExample, MutantOperator, Mutation, MutationSite } from "./lib/core/operator.ts";
export type { AstNode } from "./lib/core/ast.ts";
export { applyEdits, type SpanEdit } from "./lib/core/span_edit.ts";
export { type Draw, type Seed, seedKey } from "./lib/core/seed.ts";
export type { AuthorBug, CheckedSpec, Spec } from "./lib/core/spec.ts";
export { SCHEMA_VERSION } from "./lib/core/payload.ts";
export type {
  Difficulty,
  DifficultyLabel,
  Payload,
  PayloadBug,
  PayloadEdit,
  Provenance,
  Role,
  Turn,
} from "./lib/core/payload.ts";
export type { Quality, SuiteRun } from "./lib/core/quality.ts";
export type { MutationScore } from "./lib/core/mutation_score.ts";
export type {
  Divergence,
  Evidence,
  FailedAssertion,
  FaultEvidence,
  FaultSample,
  FaultValue,
  FunctionReach,
  Probe,
} from "./lib/core/evidence.ts";
export type { ReadPayload } from "./lib/core/read_payload.ts";
export type {
  ColdRun,
  GradedRun,
  Parsed,
  ParseOptions,
  Python,
  PythonGrader,
  RunOptions,
  TaskFiles,
  Watched,
  WatchedCall,
  WatchedStep,
  WatchOptions,
} from "./lib/core/python.ts";
export type { Frame, TestResult, TestRun, TestStatus } from "./lib/core/test_run.ts";
export type { TestId } from "./lib/core/test_ids.ts";
export type { Verdict } from "./lib/core/verdict.ts";
export type { Outcome, Rejection } from "./lib/core/rejection.ts";
export {
  BudgetError,
  EnvironmentError,
  ProviderError,
  ShortfallError,
  SynthdebugError,
  UsageError,
} from "./lib/core/errors.ts";
export { VERSION } from "./lib/version.ts";
