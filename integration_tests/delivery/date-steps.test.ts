import { ZendeskSimulator } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { usersOf } from "../../testing/account/simulated-account.ts";
import { type VirtualEnd, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const RECORDS = 3000;

const STEPS: readonly (readonly [what: string, byMs: number])[] = [
  ["half an hour back", -30 * MINUTE_MS],
  ["half an hour ahead", 30 * MINUTE_MS],
  ["30 days back", -30 * DAY_MS],
  ["30 days ahead", 30 * DAY_MS],
];

/**
 * A sync that has to wait for everything it can wait for: its pace, the account's limit, its jobs, a wait that Zendesk
 * asks for.
 */
async function sync(byMs: number): Promise<{ end: VirtualEnd; simulator: ZendeskSimulator }> {
  const simulator = new ZendeskSimulator({
    requestsPerMinute: 30,
    faultSettings: [{ name: "rate-limited", nth: 12 }],
  });
  const users = Array.from({ length: RECORDS }, (_, index) => record({ external_id: `u${index}`, name: "User" }));
  const end = await syncOnVirtualTime({
    simulator,
    input: [...users, streamState(1)],
    dateSteps:
      byMs === 0 ? [] : [5000, 40_000, 90_000].map((afterMs, index) => ({ afterMs, byMs: byMs * (-1) ** index })),
  });
  return { end, simulator };
}

/** What was logged, without the times of day. */
function logged({ output }: VirtualEnd): readonly string[] {
  return output.messages.flatMap(({ log }) => log?.message.replaceAll(/\d\d:\d\d:\d\d/g, "hh:mm:ss") ?? []);
}

describe("a sync during which the machine's date jumps", () => {
  test.each(STEPS)("%s sends and prints the same as without the jump", async (_what, byMs) => {
    const undisturbed = await sync(0);
    const stepped = await sync(byMs);
    expect(stepped.end.code).toBe(0);
    expect(stepped.end.requestTimes).toEqual(undisturbed.end.requestTimes);
    expect(stepped.end.tookMs).toBe(undisturbed.end.tookMs);
    expect(logged(stepped.end)).toEqual(logged(undisturbed.end));
    expect(usersOf(stepped.simulator, stepped.end.endedAt)).toHaveLength(RECORDS);
    // The sync really had to wait.
    expect(stepped.end.tookMs).toBeGreaterThan(MINUTE_MS);
  });
});
