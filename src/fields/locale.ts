import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "./value-rule.ts";

/** Language, script and region of BCP 47, and Zendesk's variants of a language (`en-x-pirate`). */
const TAG = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-x(?:-[a-z0-9]{1,8})+)?$/i;

/**
 * A locale as Zendesk writes it: `en_US` is `en-US`, regardless of case. `known` are the account's locales. If they could not
 * be read, anything that looks like a locale is sent, and Zendesk decides.
 */
export function locale(known?: readonly string[]): ValueRule {
  const byTag = known && new Map(known.map((each) => [each.toLowerCase(), each]));
  return (value) => {
    const written = scalarText(value)?.trim();
    if (written === undefined) return invalidKind(value, "a locale such as en-US");
    if (written === "") return BLANK;
    const tag = written.replaceAll("_", "-");
    if (!byTag) return TAG.test(tag) ? { value: tag } : NOT_A_LOCALE;
    const found = byTag.get(tag.toLowerCase());
    return found === undefined ? NOT_OF_THE_ACCOUNT : { value: found };
  };
}

const NOT_A_LOCALE: Coerced = {
  invalid: "is not a locale; give a language code such as de, or a language and a region such as en-US",
};

const NOT_OF_THE_ACCOUNT: Coerced = {
  invalid:
    "is not one of the account's locales; give the code of one of them, such as en-US, or add the language in Zendesk's Admin Center",
};
