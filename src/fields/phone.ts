import { isSupportedCountry, ParseError, parsePhoneNumberWithError, type CountryCode } from "libphonenumber-js/min";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "./value-rule.ts";

/** A number that some program turned into a float: `4155552671.0`. Its last zero is not part of the number. */
const FLOAT_TEXT = /^\+?\d+\.0*$/;
/** Invisible marks that are copied along from a contact: directions, joiners, soft hyphens. */
const FORMAT_MARKS = /\p{Cf}/gu;
/** A North American area code starts with 2–9. With a 1, it is usually a +1 number that lost a digit. */
const NO_AREA_CODE = /^\+1[01]/;

const NOT_A_NUMBER = "is not a phone number; give one number in digits; foreign numbers need + and the country code";
const PARSE_PROBLEMS: Readonly<Record<string, string>> = {
  INVALID_COUNTRY: "starts with a country code that does not exist",
  TOO_SHORT: "has too few digits for a phone number",
  TOO_LONG: "has too many digits for one phone number",
};

export function isPhoneCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/**
 * Gives E.164. Numbers without `+` are read as dialed in `country`, for which isPhoneCountry must hold.
 *
 * The length decides ("possible"), not whether the range is assigned ("valid"): new ranges open faster than images are
 * updated, and a working number must not reject its owner's record.
 */
export function phone(country: string): ValueRule {
  if (!isPhoneCountry(country)) throw new RangeError(`no phone numbers are known for the country ${country}`);
  const isAmerican = country === "US" || country === "CA";
  return (value) => {
    const american = typeof value === "string" ? readAmerican(value, isAmerican) : undefined;
    if (american !== undefined) return { value: american };
    const written = scalarText(value)?.replace(FORMAT_MARKS, "").trim();
    if (written === undefined) return invalidKind(value, "one phone number");
    if (written === "") return BLANK;
    if (FLOAT_TEXT.test(written)) {
      return { invalid: "is a phone number that was turned into a decimal; cast it to text in the source" };
    }
    return parse(written, country);
  };
}

/** The usual notations of a North American number. */
const AMERICAN = /^(\+1[ .-]?)?(?:\(([2-9]\d{2})\) ?|([2-9]\d{2})[ .-]?)(\d{3})[ .-]?(\d{4})$/;

/** What the parser would give, which takes 30 times as long. Undefined: the parser must decide. */
function readAmerican(written: string, isAmerican: boolean): string | undefined {
  const [, prefix, inParentheses, area = inParentheses, exchange, line] = AMERICAN.exec(written) ?? [];
  if (area === undefined || (prefix === undefined && !isAmerican)) return undefined;
  return `+1${area}${exchange}${line}`;
}

function parse(written: string, country: CountryCode): Coerced {
  try {
    const parsed = parsePhoneNumberWithError(written, { defaultCountry: country, extract: false });
    if (parsed.ext) return { invalid: "has an extension, which E.164 cannot hold; put it into a field of its own" };
    if (!parsed.isPossible()) {
      return { invalid: `has too many or too few digits for a number of +${parsed.countryCallingCode}` };
    }
    if (NO_AREA_CODE.test(parsed.number)) return { invalid: "has an area code that starts with 0 or 1" };
    return { value: parsed.number };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { invalid: PARSE_PROBLEMS[error.message] ?? NOT_A_NUMBER };
  }
}
