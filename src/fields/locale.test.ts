import { describe, expect, it } from "vitest";
import { locale } from "./locale.ts";

const ACCOUNT = ["en-US", "pt-br", "de", "es-419", "zh-Hant-TW"];

describe("a locale", () => {
  it.each<[written: string, sent: string | null]>([
    ["en-US", "en-US"],
    [" en_US ", "en-US"],
    ["EN-us", "en-US"],
    // As the account writes it.
    ["pt_BR", "pt-br"],
    ["de", "de"],
    ["es_419", "es-419"],
    ["", null],
  ])("of the account, written %j, is sent as %j", (written, sent) => {
    expect(locale(ACCOUNT)(written)).toStrictEqual({ value: sent });
  });

  it.each<[written: unknown, reason: string]>([
    ["English", "not one of the account's locales"],
    ["fr", "not one of the account's locales"],
    ["en", "not one of the account's locales"],
    [1, "not one of the account's locales"],
    [["de"], "is a list"],
    [true, "not one of the account's locales"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(locale(ACCOUNT)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it.each<[written: string, sent: string]>([
    ["en_US", "en-US"],
    ["fr", "fr"],
    ["zh-Hant-TW", "zh-Hant-TW"],
    ["es-419", "es-419"],
    ["en-x-pirate", "en-x-pirate"],
  ])("is sent if the account's locales are not known and it is formatted like one: %j", (written, sent) => {
    expect(locale()(written)).toStrictEqual({ value: sent });
  });

  it.each(["English", "e", "en-", "en-USA", "german (AT)", "1", "en-US.UTF-8"])(
    "is refused where the account's are not known and it is not formed like one: %j",
    (written) => {
      expect(locale()(written)).toStrictEqual({ invalid: expect.stringContaining("is not a locale") });
    },
  );
});
