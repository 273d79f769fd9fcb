import { booleanNames } from "./boolean-names.ts";
import { noPositionalBooleans } from "./no-positional-booleans.ts";
import { oneLineBodies } from "./one-line-bodies.ts";
import { upperCaseConstants } from "./upper-case-constants.ts";
import { verbFunctions } from "./verb-functions.ts";

/** What `.oxlintrc.json` calls `dialect/…`: how this repository writes, beyond what the linter's own rules can say. */
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
