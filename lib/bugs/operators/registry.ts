import type { MutantOperator } from "../../core/operator.ts";
import { absoluteDropped } from "./absolute_dropped.ts";
import { accumulationLost } from "./accumulation_lost.ts";
import { accumulatorHoisted } from "./accumulator_hoisted.ts";
import { accumulatorStart } from "./accumulator_start.ts";
import { andOrSwapped } from "./and_or_swapped.ts";
import { angleConversionDropped } from "./angle_conversion_dropped.ts";
import { angleConversionSwapped } from "./angle_conversion_swapped.ts";
import { angleConvertedAgain } from "./angle_converted_again.ts";
import { appendExtend } from "./append_extend.ts";
import { argumentDropped } from "./argument_dropped.ts";
import { argumentOrder } from "./argument_order.ts";
import { assignmentsSwapped } from "./assignments_swapped.ts";
import { augmentedSign } from "./augmented_sign.ts";
import { booleanFlipped } from "./boolean_flipped.ts";
import { boundDropped } from "./bound_dropped.ts";
import { branchesSwapped } from "./branches_swapped.ts";
import { celsiusOffsetDropped } from "./celsius_offset_dropped.ts";
import { checkCallDropped } from "./check_call_dropped.ts";
import { checksSwapped } from "./checks_swapped.ts";
import { clampDropped } from "./clamp_dropped.ts";
import { clampMirrored } from "./clamp_mirrored.ts";
import { clauseDropped } from "./clause_dropped.ts";
import { coefficientSign } from "./coefficient_sign.ts";
import { comparisonBoundary } from "./comparison_boundary.ts";
import { comparisonEquality } from "./comparison_equality.ts";
import { comparisonReversed } from "./comparison_reversed.ts";
import { complementDropped } from "./complement_dropped.ts";
import { conditionInverted } from "./condition_inverted.ts";
import { copyDropped } from "./copy_dropped.ts";
import { divisorOffByOne } from "./divisor_off_by_one.ts";
import { duplicatesKept } from "./duplicates_kept.ts";
import { elifToIf } from "./elif_to_if.ts";
import { enumerateStart } from "./enumerate_start.ts";
import { errorSwallowed } from "./error_swallowed.ts";
import { exponent } from "./exponent.ts";
import { factorDropped } from "./factor_dropped.ts";
import { failureReturned } from "./failure_returned.ts";
import { filterDropped } from "./filter_dropped.ts";
import { floatCoefficient } from "./float_coefficient.ts";
import { floatDigits } from "./float_digits.ts";
import { floatPowerOfTen } from "./float_power_of_ten.ts";
import { functionSwapped } from "./function_swapped.ts";
import { guardClauseDropped } from "./guard_clause_dropped.ts";
import { guardDropped } from "./guard_dropped.ts";
import { guardLate } from "./guard_late.ts";
import { guardWeakened } from "./guard_weakened.ts";
import { handlerMismatch } from "./handler_mismatch.ts";
import { indexEndSwapped } from "./index_end_swapped.ts";
import { indexOffByOne } from "./index_off_by_one.ts";
import { indexOrder } from "./index_order.ts";
import { integerDigits } from "./integer_digits.ts";
import { integerDivision } from "./integer_division.ts";
import { integerOffByOne } from "./integer_off_by_one.ts";
import { iteratorExhausted } from "./iterator_exhausted.ts";
import { keywordValuesSwapped } from "./keyword_values_swapped.ts";
import { levelFactor } from "./level_factor.ts";
import { lookupDefault } from "./lookup_default.ts";
import { loopExit } from "./loop_exit.ts";
import { loopsOrder } from "./loops_order.ts";
import { nanAccepted } from "./nan_accepted.ts";
import { nanCheckLost } from "./nan_check_lost.ts";
import { notDropped } from "./not_dropped.ts";
import { operandOrder } from "./operand_order.ts";
import { orderDropped } from "./order_dropped.ts";
import { parallelUpdateSplit } from "./parallel_update_split.ts";
import { parenthesesDropped } from "./parentheses_dropped.ts";
import { percentDropped } from "./percent_dropped.ts";
import { popEnd } from "./pop_end.ts";
import { powerOutsideSum } from "./power_outside_sum.ts";
import { productQuotient } from "./product_quotient.ts";
import { quadrantLost } from "./quadrant_lost.ts";
import { quantifierSwapped } from "./quantifier_swapped.ts";
import { rangeBounds } from "./range_bounds.ts";
import { remainderKind } from "./remainder_kind.ts";
import { resetForgotten } from "./reset_forgotten.ts";
import { resultOrder } from "./result_order.ts";
import { returnInLoop } from "./return_in_loop.ts";
import { roundingMode } from "./rounding_mode.ts";
import { rowsAliased } from "./rows_aliased.ts";
import { selfDropped } from "./self_dropped.ts";
import { selfMissing } from "./self_missing.ts";
import { sharedClassAttribute } from "./shared_class_attribute.ts";
import { signDropped } from "./sign_dropped.ts";
import { signLost } from "./sign_lost.ts";
import { sliceBound } from "./slice_bound.ts";
import { specialCaseValue } from "./special_case_value.ts";
import { staleReturn } from "./stale_return.ts";
import { stateOverwritten } from "./state_overwritten.ts";
import { statementDedented } from "./statement_dedented.ts";
import { sumSign } from "./sum_sign.ts";
import { superCallDropped } from "./super_call_dropped.ts";
import { termDropped } from "./term_dropped.ts";
import { tieBreakDropped } from "./tie_break_dropped.ts";
import { timeStepDropped } from "./time_step_dropped.ts";
import { timeUnitMistaken } from "./time_unit_mistaken.ts";
import { toleranceIgnored } from "./tolerance_ignored.ts";
import { toleranceLoosened } from "./tolerance_loosened.ts";
import { twoPiDropped } from "./two_pi_dropped.ts";
import { unitFactorDropped } from "./unit_factor_dropped.ts";
import { unitFactorReversed } from "./unit_factor_reversed.ts";
import { unstableFormula } from "./unstable_formula.ts";
import { updateForgotten } from "./update_forgotten.ts";
import { updateTooEarly } from "./update_too_early.ts";
import { updatesSwapped } from "./updates_swapped.ts";
import { weightsSwapped } from "./weights_swapped.ts";
import { wrapDropped } from "./wrap_dropped.ts";
import { wrapperDropped } from "./wrapper_dropped.ts";
import { wrongAttribute } from "./wrong_attribute.ts";
import { wrongConstant } from "./wrong_constant.ts";
import { wrongException } from "./wrong_exception.ts";
import { wrongFunction } from "./wrong_function.ts";
import { wrongIndex } from "./wrong_index.ts";
import { wrongKey } from "./wrong_key.ts";
import { wrongNorm } from "./wrong_norm.ts";
import { wrongVariable } from "./wrong_variable.ts";
import { zeroAsMissing } from "./zero_as_missing.ts";

/** All mutant operators, sorted by name. */
export const OPERATORS: readonly MutantOperator[] = [
  absoluteDropped,
  accumulationLost,
  accumulatorHoisted,
  accumulatorStart,
  andOrSwapped,
  angleConversionDropped,
  angleConversionSwapped,
  angleConvertedAgain,
  appendExtend,
  argumentDropped,
  argumentOrder,
  assignmentsSwapped,
  augmentedSign,
  booleanFlipped,
  boundDropped,
  branchesSwapped,
  celsiusOffsetDropped,
  checkCallDropped,
  checksSwapped,
  clampDropped,
  clampMirrored,
  clauseDropped,
  coefficientSign,
  comparisonBoundary,
  comparisonEquality,
  comparisonReversed,
  complementDropped,
  conditionInverted,
  copyDropped,
  divisorOffByOne,
  duplicatesKept,
  elifToIf,
  enumerateStart,
  errorSwallowed,
  exponent,
  factorDropped,
  failureReturned,
  filterDropped,
  floatCoefficient,
  floatDigits,
  floatPowerOfTen,
  functionSwapped,
  guardClauseDropped,
  guardDropped,
  guardLate,
  guardWeakened,
  handlerMismatch,
  indexEndSwapped,
  indexOffByOne,
  indexOrder,
  integerDigits,
  integerDivision,
  integerOffByOne,
  iteratorExhausted,
  keywordValuesSwapped,
  levelFactor,
  lookupDefault,
  loopExit,
  loopsOrder,
  nanAccepted,
  nanCheckLost,
  notDropped,
  operandOrder,
  orderDropped,
  parallelUpdateSplit,
  parenthesesDropped,
  percentDropped,
  popEnd,
  powerOutsideSum,
  productQuotient,
  quadrantLost,
  quantifierSwapped,
  rangeBounds,
  remainderKind,
  resetForgotten,
  resultOrder,
  returnInLoop,
  roundingMode,
  rowsAliased,
  selfDropped,
  selfMissing,
  sharedClassAttribute,
  signDropped,
  signLost,
  sliceBound,
  specialCaseValue,
  staleReturn,
  stateOverwritten,
  statementDedented,
  sumSign,
  superCallDropped,
  termDropped,
  tieBreakDropped,
  timeStepDropped,
  timeUnitMistaken,
  toleranceIgnored,
  toleranceLoosened,
  twoPiDropped,
  unitFactorDropped,
  unitFactorReversed,
  unstableFormula,
  updateForgotten,
  updateTooEarly,
  updatesSwapped,
  weightsSwapped,
  wrapDropped,
  wrapperDropped,
  wrongAttribute,
  wrongConstant,
  wrongException,
  wrongFunction,
  wrongIndex,
  wrongKey,
  wrongNorm,
  wrongVariable,
  zeroAsMissing,
];
