import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "vitest";
import { BusyAccount } from "../src/page/page-tests.ts";
import { startSimulator, type StartedSimulator } from "../src/start-simulator.ts";
import { startBrowser } from "./chromium.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
});

describe("in a real browser", () => {
  let simulator: StartedSimulator;
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    simulator = await startSimulator({ hasPage: true });
    await send("POST", "/simulator/users", [{ name: "Rita Reader", external_id: "r-1", email: "rita@example.com" }]);
    context = await browser.newContext();
    page = await context.newPage();
  });

  afterEach(async () => {
    await context.close();
    await simulator.close();
  });

  async function send(method: string, path: string, body: object): Promise<Response> {
    const { baseUrl, credentials } = simulator;
    const headers = { "content-type": "application/json", authorization: `Bearer ${credentials.access_token}` };
    return await fetch(baseUrl + path, { method, headers, body: JSON.stringify(body) });
  }

  test("a person is searched, opened, and shown with what changed last", async () => {
    await page.goto(simulator.baseUrl);
    await page.getByRole("link", { name: "Users" }).click();
    await page.getByRole("searchbox").fill("r-1");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "Rita Reader" }).click();
    await page.getByRole("heading", { name: "Rita Reader" }).waitFor();
    expect(await page.getByRole("main").textContent()).toContain("POST /simulator/users");
  });

  test("a page that is open follows what happens", async () => {
    await page.goto(`${simulator.baseUrl}/changes`);
    await send("POST", "/api/v2/users", { user: { name: "Nina New" } });
    await page.getByRole("link", { name: "Nina New" }).waitFor();
    await page.getByRole("link", { name: "POST /api/v2/users" }).click();
    await page.getByRole("heading", { name: "POST /api/v2/users" }).waitFor();
    expect(await page.getByRole("main").textContent()).toContain("Nina New");
  });

  test("a fault is switched on, strikes, and is switched off", async () => {
    await page.goto(`${simulator.baseUrl}/faults`);
    await page.getByLabel("How often unavailable strikes").selectOption("always");
    await page.getByRole("button", { name: "Switch unavailable on" }).click();
    await page.getByRole("button", { name: "Switch unavailable off" }).waitFor();
    expect((await send("POST", "/api/v2/users", { user: { name: "Nina New" } })).status).toBe(503);
    await page.getByText("struck 1 ×").waitFor();
    await page.getByRole("button", { name: "Switch unavailable off" }).click();
    await page.getByText("None is on.").waitFor();
    expect((await send("POST", "/api/v2/users", { user: { name: "Nina New" } })).status).toBe(201);
  });

  test("no page reports an error or asks another host", async () => {
    const complaints: string[] = [];
    const isOwn = (url: string) => url.startsWith(simulator.baseUrl) || url.startsWith("data:");
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => isOwn(request.url()) || complaints.push(request.url()));
    for (const path of ["/", "/things/users", "/changes", "/jobs", "/requests", "/faults"]) {
      await page.goto(simulator.baseUrl + path, { waitUntil: "load" });
    }
    expect(complaints).toEqual([]);
  });

  test("it says so when the simulator has ended", async () => {
    await page.goto(simulator.baseUrl);
    await simulator.close();
    await page.locator("html.gone").waitFor();
    expect(await page.getByRole("main").textContent()).toContain("Overview");
  });
});

/** Shows a busy account at this address without a server, so that the pictures do not depend on a free port. */
async function openBusyAccount(page: Page, address: string): Promise<void> {
  const account = new BusyAccount();
  const { host } = new URL(address);
  await page.route(`http://${host}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const answer = account.simulator.handle(
      { method: "GET", path: pathname + search, headers: { host } },
      account.nowMs,
    );
    if (typeof answer === "string") throw new Error(answer);
    await route.fulfill({ status: answer.status, headers: { ...answer.headers }, body: answer.body });
  });
  await page.goto(address);
}

describe("the pictures of the README", () => {
  const VIEWPORT = { width: 1280, height: 860 };

  test.each([
    ["light", "simulator.png"],
    ["dark", "simulator-dark.png"],
  ] as const)("show a busy account, %s, without anything cut off", async (colorScheme, file) => {
    const page = await browser.newPage({ colorScheme, viewport: VIEWPORT });
    await openBusyAccount(page, "http://127.0.0.1:8181/");
    const widths = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]");
    expect(widths).toEqual([VIEWPORT.width, VIEWPORT.width]);
    const picture = await page.screenshot();
    expect(picture.length).toBeLessThan(200_000);
    if (process.env["DRAW_PICTURES"] !== undefined) keepPicture(file, picture);
    await page.close();
  });

  test.each(["/", "/things/users", "/things/tickets", "/jobs", "/requests", "/changes", "/faults"])(
    "%s fits a narrow window too",
    async (path) => {
      const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
      await openBusyAccount(page, `http://127.0.0.1:8181${path}`);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
      await page.close();
    },
  );
});

function keepPicture(file: string, picture: Buffer): void {
  const folder = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + file, picture);
}
