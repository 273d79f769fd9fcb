import { oneLineBodies } from "./one-line-bodies.ts";
import { upperCaseConstants } from "./upper-case-constants.ts";

/** What `.oxlintrc.json` calls `dialect/…`: how this repository writes, beyond what the linter's own rules can say. */
export default {
  meta: { name: "dialect" },
  rules: { "one-line-bodies": oneLineBodies, "upper-case-constants": upperCaseConstants },
};
