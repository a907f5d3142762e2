/** Causes that no run of a module's tests shows, each with the stem that the evidence must have for it. */
export const FOREIGN_CAUSES: readonly { readonly pattern: RegExp; readonly stem: string }[] = [
  ["floating", "floating[\\s-]+point|floats?['\\u2019]?\\s+(?:im)?precision"],
  ["round", "rounding(?:[\\s-]+errors?)?|round[\\s-]?off"],
  ["garbage", "garbage[\\s-]+collect\\p{L}*"],
  ["race", "races?(?:[\\s-]+conditions?)?"],
  ["thread", "threads|threading|(?<!\\b(?:common|this|that)\\s)thread|multi-?thread\\p{L}*"],
  ["cache", "cache[sd]?|caching"],
  ["compil", "compilers?|compilation|miscompil\\p{L}*"],
  ["interpret", "interpreters?"],
  ["hardware", "hardware|CPU|processors?"],
  ["python version", "python(?:['\\u2019]s)?\\s+version|versions?\\s+of\\s+python|python\\s+\\d[\\d.]*"],
  ["network", "networks?"],
].map(([stem, source]) => ({ stem: stem!, pattern: new RegExp(`\\b(?:${source})\\b`, "giu") }));

const FIX = "(?:fix|change|edit|repair|patch|correction)";
const IS = "(?:(?:is|was|has|had|would|could|have|been|be|really|actually|even|in\\s+fact)\\s+)";
const NOT = "(?:not|never|hardly|(?:is|was|would|had)n['\\u2019]t)";
const NEEDED = "(?:needed|necessary|required|called\\s+for)";
const VERB =
  "(?:delet|remov|skip|disabl|loosen|relax|weaken|chang|edit|rewrit|adjust|alter|modify|modifi|adapt)" +
  "(?:e|es|ed|ing|s|t|ting|ten|ped|ping|d)?";
const NEGATED =
  "(?<!\\b(?:not|never|without|nor|no\\s+need\\s+to|rather\\s+than|instead\\s+of|n['\\u2019]t)" +
  "\\s(?:\\p{L}+\\s)?)";
const THE_TESTS =
  "(?:(?:the|this|that|these|those|a|an|any|all|both|its|our|failing|unit|very|simplest|first|" +
  "wrong|expected\\s+values?\\s+(?:of|in))\\s+){0,4}tests?(?!\\p{L})";

/** Ways to blame the tests, or to call the fix needless or the marked line right. */
export const DENIALS: readonly string[] = [
  `\\btests?\\s+(?:itself\\s+|themselves\\s+)?(?:is|are|was|were|seems?|looks?|must\\s+be|has\\s+to\\s+be)\\s+` +
  "(?:(?:simply|just|itself|themselves|too|what\\s+is|plainly|clearly)\\s+)*" +
  "(?:wrong|incorrect|mistaken|flawed|faulty|at\\s+fault|to\\s+blame|buggy|broken|strict|outdated|not\\s+right|" +
  "not\\s+correct|unreliable|flaky)\\b",
  `${NEGATED}\\b${VERB}\\s+${THE_TESTS}`,
  `\\btests?\\s+(?:should|must|can|could|may|might|ought\\s+to|has\\s+to|have\\s+to|needs?\\s+to)\\s+` +
  `(?:simply\\s+|just\\s+)?be\\s+${VERB}(?!\\p{L})`,
  `\\b(?:the|this|that)\\s+(?:\\p{L}+\\s+)?${FIX}\\s+${IS}*${NOT}\\s+${IS}*${NEEDED}\\b`,
  `\\b(?:the|this|that)\\s+(?:\\p{L}+\\s+)?${FIX}\\s+${IS}+(?:unnecessary|needless|superfluous|redundant|` +
  "pointless|unneeded)\\b",
  `\\bno\\s+${FIX}\\s+${IS}+${NEEDED}\\b(?!\\s+(?:elsewhere|anywhere|beyond|outside|to|in|of|for)\\b)`,
  "\\b(?:marked|faulty|flagged|highlighted|suspect)\\s+(?:line|statement|code|expression|function|place)s?\\s+" +
  "(?:itself\\s+)?(?:is|are|was|were|looks?|seems?|stays?)\\s+" +
  "(?:(?:perfectly|entirely|quite|actually|just|already|all|in\\s+fact)\\s+){0,2}" +
  "(?:right|correct|fine|sound|innocent|harmless|not\\s+(?:wrong|at\\s+fault|faulty|to\\s+blame|the\\s+(?:fault|cause)))\\b",
];
