import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe("npm run demo -- --keep", () => {
  const demo = spawn(process.execPath, ["examples/demo/main.ts", "--keep"], { cwd: ROOT });
  const closed = once(demo, "close");
  let printed = "";
  let address = "";

  beforeAll(async () => {
    demo.stderr.resume();
    for await (const line of createInterface(demo.stdout)) {
      printed += `${line}\n`;
      address = /open (http:\S+) in a browser/.exec(line)?.[1] ?? address;
      if (address !== "") break;
    }
  }, 120_000);

  afterAll(async () => {
    demo.kill("SIGKILL");
    await closed;
  });

  test.each([
    ["users", "1,100", "990", "99", "11"],
    ["companies", "40", "40", "0", "0"],
    ["employments", "367", "367", "0", "0"],
    ["cases", "60", "60", "0", "0"],
    ["orders", "200", "200", "0", "0"],
  ])("counts the records of %s", (...row) => {
    expect(printed.replaceAll(/ +/g, " ")).toContain(` ${row.join(" ")}\n`);
  });

  test.each([
    ["how many customers there are", /^1,100 customers from/m],
    [
      "a user who was there",
      /Customer \d+: updated\n.*before +after\n +name +\S+ \(old name\) +\S+\n.*\n +phone +– +\+1\d+\n/,
    ],
    ["a new one", /Customer \d+: created\n.*before +after\n +name +– +\S+\n +email +– +\S+@\S+\n/],
    [
      "a rejected one with the reason",
      /Customer \d+: rejected\n(?:.*\n){7} +duplicate_value: Another user in Zendesk has this value/,
    ],
    [
      "the phone numbers that were dropped",
      /857 were written .*, 232 were dropped\.\n +232 of those have an area code/,
    ],
  ])("shows %s", (_what, expected) => {
    expect(printed).toMatch(expected);
  });

  test("leaves the page up until SIGINT", async () => {
    const orders = await fetch(`${address}/things/custom_objects/order?q=o-200`);
    expect(await orders.text()).toContain("Order 200");
    demo.kill("SIGINT");
    const [code] = (await closed) as [number | null];
    expect(code).toBe(0);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  });
});
