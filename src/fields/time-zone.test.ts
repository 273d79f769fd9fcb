import { describe, expect, it } from "vitest";
import { timeZone } from "./time-zone.ts";
import { ZENDESK_TIME_ZONES } from "./zendesk-time-zones.ts";

describe("a time zone", () => {
  it.each<[written: string, name: string | null]>([
    ["Eastern Time (US & Canada)", "Eastern Time (US & Canada)"],
    [" eastern time (us & canada) ", "Eastern Time (US & Canada)"],
    ["(GMT-05:00) Eastern Time (US & Canada)", "Eastern Time (US & Canada)"],
    ["(UTC) London", "London"],
    ["Copenhagen", "Copenhagen"],
    ["America/New_York", "Eastern Time (US & Canada)"],
    ["america/new_york", "Eastern Time (US & Canada)"],
    ["US/Pacific", "Pacific Time (US & Canada)"],
    ["Europe/London", "London"],
    ["Europe/Kiev", "Kyiv"],
    ["Europe/Kyiv", "Kyiv"],
    ["Asia/Calcutta", "Kolkata"],
    ["Asia/Kolkata", "Kolkata"],
    ["Asia/Tokyo", "Tokyo"],
    ["Asia/Shanghai", "Beijing"],
    ["Asia/Chongqing", "Chongqing"],
    ["Asia/Saigon", "Hanoi"],
    ["Australia/Sydney", "Sydney"],
    ["America/Mexico_City", "Mexico City"],
    ["UTC", "UTC"],
    ["Etc/UTC", "UTC"],
    ["", null],
    [" ", null],
  ])("written %j is sent as %j", (written, name) => {
    expect(timeZone(written)).toStrictEqual({ value: name });
  });

  it.each<[written: unknown, reason: string]>([
    ["Mars/Phobos", "is not one of Zendesk's time zones"],
    // Real zones that Zendesk does not have.
    ["Europe/Oslo", "is not one of Zendesk's time zones"],
    ["America/Detroit", "is not one of Zendesk's time zones"],
    ["EST", "is not one of Zendesk's time zones"],
    ["+05:00", "is not one of Zendesk's time zones"],
    ["Eastern", "is not one of Zendesk's time zones"],
    [-5, "is not one of Zendesk's time zones"],
    [["London"], "is a list"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(timeZone(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("of Zendesk is found by its own name and by an existing IANA zone", () => {
    for (const [name, iana] of ZENDESK_TIME_ZONES) {
      expect(timeZone(name)).toStrictEqual({ value: name });
      expect(timeZone(iana)).toStrictEqual({ value: expect.any(String) });
      expect(() => new Intl.DateTimeFormat("en", { timeZone: iana })).not.toThrow();
    }
  });
});
