import { beforeAll, describe, expect, test } from "vitest";
import { AccountClient, objectsOf } from "../account-client.ts";
import { faultNames } from "../faults/fault-kinds.ts";
import { BusyAccount } from "./page-tests.ts";

/** The text of a page as a reader sees it. */
function textOf(page: string): string {
  const visible = page.slice(page.indexOf("<main"), page.indexOf("</main>"));
  return visible
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}

function show(client: AccountClient, path: string): string {
  return textOf(client.send("GET", path).text);
}

/** An account with a page, whose jobs take a while. */
function openAccount(): AccountClient {
  return new AccountClient({ hasPage: true, jobDelaySeconds: { min: 2, max: 2 }, requestsPerMinute: 700 });
}

describe("without its option", () => {
  test("there is no page", () => {
    expect(new AccountClient().send("GET", "/").status).toBe(501);
  });
});

describe("the page of an empty account", () => {
  const client = openAccount();

  test.each([
    ["/things/organizations", "No organizations yet"],
    ["/things/tickets", "No tickets yet"],
    ["/jobs", "No jobs yet"],
    ["/requests", "No requests yet"],
    ["/things/users?q=nobody", "Nothing matches"],
    ["/things/users", "Ada Admin"],
    ["/faults", "None is on."],
    ["/", "of 700"],
  ])("%s says: %s", (path, expected) => {
    expect(show(client, path)).toContain(expected);
  });

  test.each(["/things/users/1", "/things/custom_objects/order", "/things/cats", "/jobs/none", "/requests/99"])(
    "%s is a page that says there is nothing",
    (path) => {
      const { status, text } = client.send("GET", path);
      expect(status).toBe(404);
      expect(textOf(text)).toContain("There is nothing at");
    },
  );

  test("does not count its own requests", () => {
    expect(client.send("GET", "/simulator/requests").json["total"]).toBe(0);
  });
});

describe("the page of a user", () => {
  const client = openAccount();
  const [user] = objectsOf(
    client.send("POST", "/simulator/users", [
      { name: "Rita <Reader>", external_id: "r-1", email: "rita@example.com", user_fields: { state: "Ohio" } },
    ]).json["users"],
  );
  const address = `/things/users/${String(user?.["id"])}`;

  beforeAll(() => {
    client.send("PUT", `users/${String(user?.["id"])}`, {
      user: { name: "Rita Writer", user_fields: { state: "Utah" } },
    });
  });

  test("shows all its fields", () => {
    const text = show(client, address);
    for (const shown of ["external_id r-1", "user_fields.state Utah", "identities email: rita@example.com"]) {
      expect(text).toContain(shown);
    }
  });

  test("shows what each request changed, the last one first", () => {
    const text = show(client, address);
    expect(text).toContain("name Rita <Reader> → Rita Writer");
    expect(text).toContain("user_fields.state Ohio → Utah");
    expect(text).toMatch(
      /last updated at [\d:]+ by PUT \/api\/v2\/users\/\d+ .* created [\d:]+ by POST \/simulator\/users/,
    );
  });

  test("never makes markup of a value", () => {
    const { text } = client.send("GET", address);
    expect(text).toContain("Rita &lt;Reader&gt;");
    expect(text).not.toContain("<Reader>");
  });

  test("is found by any value of any field", () => {
    for (const wanted of ["WRITER", "r-1", "utah", "rita@example"]) {
      expect(show(client, `/things/users?q=${encodeURIComponent(wanted)}`)).toContain("Rita Writer");
    }
    expect(show(client, "/things/users?q=ohio")).not.toContain("Rita Writer");
  });
});

describe("a job", () => {
  test("is in flight, then names its changes and the request that made it", () => {
    const client = openAccount();
    client.send("POST", "users/create_many", { users: [{ name: "Nina New" }, { name: "" }] });
    expect(show(client, "/jobs")).toContain("queued");
    client.nowMs += 60_000;
    const text = show(client, "/jobs");
    expect(text).toContain("2 rows, 1 failed");
    const [job] = objectsOf(client.send("GET", "job_statuses").json["job_statuses"]);
    const shown = show(client, `/jobs/${String(job?.["id"])}`);
    expect(shown).toContain("made by request 1");
    expect(shown).toContain("Nina New users");
    expect(show(client, "/requests/1")).toContain("Nina New users");
  });
});

describe("everything that writes is named", () => {
  const client = openAccount();
  const send = (method: string, path: string, body: object) => client.send(method, path, body as never);
  send("POST", "/simulator/custom_objects", [{ key: "order", title_pluralized: "Orders", custom_object_fields: [] }]);
  send("POST", "organizations", { organization: { name: "Acme" } });
  send("POST", "/simulator/users", [{ name: "Olga Own", organization: { name: "Acme" } }]);
  send("POST", "tickets", { ticket: { subject: "Hello", comment: { body: "There" } } });
  send("POST", "custom_objects/order/records", { custom_object_record: { name: "Order 1" } });
  client.simulator.changeByOthers({ action: "delete_organization", organization: { name: "Acme" } }, client.nowMs);

  test.each([
    ["an organization", "created Acme organizations", "POST /api/v2/organizations"],
    ["a user", "created Olga Own users", "POST /simulator/users"],
    ["a membership", "created Olga Own in Acme organization_memberships", "POST /simulator/users"],
    ["a ticket", "created #1 Hello tickets", "POST /api/v2/tickets"],
    ["a custom object record", "created Order 1 custom_objects/order", "POST /api/v2/custom_objects/order/records"],
    ["a deletion by somebody else", "deleted Acme organizations", "Somebody else in the account"],
    [
      "a membership that ended with it",
      "deleted Olga Own in Acme organization_memberships",
      "Somebody else in the account",
    ],
  ])("%s", (_what, change, cause) => {
    const text = show(client, "/changes");
    expect(text).toContain(change);
    expect(text.slice(text.indexOf(change))).toContain(cause);
  });
});

describe("faults", () => {
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

  test("are switched on and off", () => {
    const client = openAccount();
    const on = client.send(
      "POST",
      "/faults",
      form({ name: "unavailable", switch: "on", often: "always", path: "/users/me" }),
    );
    expect(on).toMatchObject({ status: 303, headers: { location: "/faults" } });
    expect(client.send("GET", "users/me").status).toBe(503);
    expect(client.send("GET", "locales").status).toBe(200);
    expect(show(client, "/faults")).toContain("every time, for paths like /users/me");
    expect(show(client, "/requests?q=unavailable")).toContain("GET /api/v2/users/me 503 unavailable");
    expect(show(client, "/requests?q=locales")).not.toContain("unavailable");
    client.send("POST", "/faults", form({ name: "unavailable", switch: "off" }));
    expect(client.send("GET", "users/me").status).toBe(200);
  });

  test("of a command line can be switched off, and all are listed", () => {
    const client = new AccountClient({ hasPage: true, faultSettings: [{ name: "server-error", rate: 1 }] });
    expect(show(client, "/faults")).toContain("100% of the time");
    for (const name of faultNames) expect(show(client, "/faults")).toContain(name);
    client.send("POST", "/faults", form({ name: "server-error", switch: "off" }));
    expect(client.send("GET", "users/me").status).toBe(200);
  });

  test.each([
    [{ name: "no-such-fault", switch: "on" }, 'There is no fault "no-such-fault".'],
    [{ name: "unavailable", switch: "on", often: "always", path: "(" }, "is not a valid regular expression"],
    [{ name: "unavailable", switch: "on" }, "Choose how often"],
  ])("%j is refused with the reason", (fields, reason) => {
    const { status, text } = openAccount().send("POST", "/faults", form(fields));
    expect(status).toBe(400);
    expect(textOf(text)).toContain(reason);
  });

  test("cannot be switched on by a page of another site", () => {
    const { simulator, nowMs } = openAccount();
    const body = form({ name: "unavailable", switch: "on", often: "always" });
    const headers = { "sec-fetch-site": "cross-site" };
    expect(simulator.handle({ method: "POST", path: "/faults", headers, body }, nowMs)).toMatchObject({ status: 403 });
  });
});

describe("a busy account", () => {
  const client = new BusyAccount();

  test("shows its requests against the limit, and how many were refused", () => {
    const { text } = client.send("GET", "/requests");
    expect(text).toContain(": 700 requests, 30 refused with 429");
    expect(textOf(text)).toContain("limit 700");
  });

  test("shows fifty users at a time", () => {
    expect(show(client, "/things/users")).toContain("1–50 of");
    expect(show(client, "/things/users?from=50")).toContain("51–100 of");
  });

  test("has pages that load nothing from elsewhere and contain no script or style", () => {
    for (const path of ["/", "/things/users", "/jobs", "/requests", "/changes", "/faults"]) {
      const { text, headers } = client.send("GET", path);
      expect(text).not.toMatch(/(?:src|href)="https?:|<style|style="|<script>|\son\w+=/);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
    }
  });

  test("remembers no more than the last requests and changes", () => {
    expect(show(client, "/requests")).toContain("The last 500 requests");
  });
});
