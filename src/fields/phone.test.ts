import { parsePhoneNumberWithError } from "libphonenumber-js/min";
import { describe, expect, it } from "vitest";
import { isPhoneCountry, phone } from "./phone.ts";

describe("a phone number", () => {
  it.each<[country: string, written: unknown, e164: string]>([
    ["US", "(415) 555-2671", "+14155552671"],
    ["US", "415.555.2671", "+14155552671"],
    ["US", "415 555 2671", "+14155552671"],
    ["US", "1-415-555-2671", "+14155552671"],
    ["US", "+1 415 555 2671", "+14155552671"],
    ["US", "+14155552671", "+14155552671"],
    ["US", 4155552671, "+14155552671"],
    ["US", 14155552671, "+14155552671"],
    ["US", "４１５５５５２６７１", "+14155552671"],
    ["US", "٤١٥٥٥٥٢٦٧١", "+14155552671"],
    ["US", "＋１ ４１５ ５５５ ２６７１", "+14155552671"],
    ["US", "\u202A+14155552671\u202C", "+14155552671"],
    ["US", "+1 (415) 555\u20112671", "+14155552671"],
    ["US", "+44 20 7946 0018", "+442079460018"],
    ["US", "+44 (0)20 7946 0018", "+442079460018"],
    ["US", "011 44 20 7946 0018", "+442079460018"],
    ["US", "+800 1234 5678", "+80012345678"],
    // Zendesk's own example, from a range that is not assigned.
    ["US", "+15551234567", "+15551234567"],
    ["GB", "020 7946 0018", "+442079460018"],
    ["GB", 7911123456, "+447911123456"],
    ["GB", "0044 7911 123456", "+447911123456"],
    ["GB", "+1 415 555 2671", "+14155552671"],
    // Italy keeps the zero.
    ["IT", "06 1234 5678", "+390612345678"],
  ])("of %s, %j, is written as %s", (country, written, e164) => {
    expect(phone(country)(written)).toStrictEqual({ value: e164 });
  });

  it.each<[country: string, written: unknown, reason: string]>([
    ["US", "555-2671", "too many or too few digits for a number of +1"],
    ["US", "415 555 26711", "too many or too few digits for a number of +1"],
    ["US", "+1415555267", "too many or too few digits for a number of +1"],
    ["US", "911", "too many or too few digits"],
    ["US", 0, "too few digits"],
    ["US", "07911 123456", "too many or too few digits for a number of +1"],
    ["US", "0000000000", "area code that starts with 0 or 1"],
    ["US", "1415555267", "area code that starts with 0 or 1"],
    ["US", "415-555-2671 ext. 12", "extension"],
    ["US", "415-555-2671x12", "extension"],
    ["US", "+14155552671;ext=5", "extension"],
    ["US", "4155552671,,12", "extension"],
    ["US", "1-800-FLOWERS", "not a phone number"],
    ["US", "call 415-555-2671", "not a phone number"],
    ["US", "unknown", "not a phone number"],
    ["US", "+", "not a phone number"],
    ["US", "4.155552671E9", "not a phone number"],
    ["US", "415-555-2671/415-555-2672", "too many digits for one phone number"],
    ["US", "+999 123 456 789", "country code that does not exist"],
    ["US", "4155552671.0", "turned into a decimal"],
    // German numbers vary in length: if the zero counted as a digit, it would be another person's number.
    ["DE", "030123456.0", "turned into a decimal"],
    ["US", true, "not a phone number"],
    ["US", ["+14155552671"], "is a list, but Zendesk expects one phone number"],
    ["US", { number: "+14155552671" }, "is an object"],
  ])("of %s, %j, is refused: %s", (country, written, reason) => {
    expect(phone(country)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it.each(["US", "CA"] as const)(
    "of %s in a usual notation is what the parser makes of it, for every area code",
    (country) => {
      const wrong = AREA_CODES.flatMap((area) =>
        notationsOf(area).filter((written) => {
          const parsed = parsePhoneNumberWithError(written, { defaultCountry: country, extract: false });
          const coerced = phone(country)(written);
          return !parsed.isPossible() || !("value" in coerced) || coerced.value !== parsed.number;
        }),
      );
      expect(wrong).toEqual([]);
    },
  );

  it("of 65 kB is refused", () => {
    expect(phone("US")("1".repeat(65_536))).toStrictEqual({ invalid: expect.stringContaining("too many digits") });
  });

  it.each(["", "   ", "\u200B"])("that is blank (%j) is not a value", (blank) => {
    expect(phone("US")(blank)).toStrictEqual({ value: null });
  });

  it("is never quoted in a reason", () => {
    expect(JSON.stringify(phone("US")("415-555-26711"))).not.toMatch(/415|555|2671/);
  });

  it("needs a country that has a numbering plan", () => {
    expect(["US", "DE", "XK", "us", "ZZ", ""].filter(isPhoneCountry)).toStrictEqual(["US", "DE", "XK"]);
    expect(() => phone("ZZ")).toThrow("no phone numbers are known for the country ZZ");
  });
});

const AREA_CODES = Array.from({ length: 800 }, (_, index) => String(index + 200));

function notationsOf(area: string): readonly string[] {
  return [`+1${area}5550142`, `+1 (${area}) 555-0142`, `${area}-555-0142`, `(${area})5550142`, `${area}.155.0142`];
}
