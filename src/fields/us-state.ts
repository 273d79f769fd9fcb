import { CODE_OF_STATE } from "./us-state-names.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

const TWO_LETTERS = /^[A-Za-z]{2}$/;

/**
 * Any two letters become capitals, so that Canadian provinces and codes of the armed forces pass. Names are known for
 * the states, the District of Columbia and the territories.
 */
export function usState(value: unknown): Coerced {
  if (typeof value !== "string") return invalidKind(value, "the two-letter code or name of a state");
  // NFKC turns the full-width letters of East Asian keyboards into ASCII.
  const written = value.normalize("NFKC").trim();
  if (written === "") return BLANK;
  const code = TWO_LETTERS.test(written) ? written.toUpperCase() : CODE_OF_STATE.get(comparable(written));
  return code === undefined
    ? {
        invalid:
          "is neither a two-letter code nor the name of a US state; give the two-letter code, or remove the field from the setting us_state_fields",
      }
    : { value: code };
}

/** Lower case, without points, commas and the ʻokina of Hawaiʻi, words separated by one space. */
function comparable(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[.,'‘’ʻ]/g, "")
    .replaceAll(/[\s_-]+/g, " ")
    .trim();
}
