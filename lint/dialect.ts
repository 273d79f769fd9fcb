import { booleanNames } from "./boolean-names.ts";
import { noPositionalBooleans } from "./no-positional-booleans.ts";
import { oneLineBodies } from "./one-line-bodies.ts";
import { upperCaseConstants } from "./upper-case-constants.ts";
import { verbFunctions } from "./verb-functions.ts";

/**
 * The rules that `.oxlintrc.json` calls `dialect/…`: the parts of this repository's style that the linter's own rules
 * cannot express.
 */
export default {
  meta: { name: "dialect" },
  rules: {
    "boolean-names": booleanNames,
    "no-positional-booleans": noPositionalBooleans,
    "one-line-bodies": oneLineBodies,
    "upper-case-constants": upperCaseConstants,
    "verb-functions": verbFunctions,
  },
};
