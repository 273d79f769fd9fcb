import { AccountClient, objectsOf } from "../account-client.ts";
import type { JsonObject } from "../json.ts";
import { DEFAULT_OPTIONS } from "../options.ts";

const FIRST_NAMES = ["Amara", "Bruno", "Chiara", "Dmitri", "Elena", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kaya"];
const LAST_NAMES = ["Lindqvist", "Moreau", "Nakamura", "Okafor", "Petrov", "Quispe", "Rossi", "Silva", "Tanaka"];
const COMPANIES = ["Northwind Traders", "Fabrikam", "Contoso", "Adventure Works", "Tailspin Toys", "Wingtip"];
const TIERS = ["bronze", "silver", "gold"];
const MINUTE_MS = 60_000;
/** Requests in each of the last minutes; some of them are more than the account takes. */
const LOADS = [0, 0, 12, 85, 210, 380, 540, 660, 730, 705, 690, 640, 512, 330, 120, 40, 8, 0, 0, 0, 60, 190, 340, 420];

/** For tests and the README's picture: an account in which much has happened in the last half an hour. */
export class BusyAccount extends AccountClient {
  constructor() {
    super({ ...DEFAULT_OPTIONS, seed: 7, hasPage: true, faultSettings: [{ name: "row-conflict", rate: 0.4 }] });
    const endMs = this.nowMs + 2 * 3_600_000 + 41 * MINUTE_MS + 38_000;
    this.nowMs = endMs - LOADS.length * MINUTE_MS;
    this.#seed();
    for (const [index, load] of LOADS.entries()) {
      this.nowMs = Math.ceil((endMs - (LOADS.length - index) * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
      for (let sent = 0; sent < load; sent += 1) this.send("GET", "users/me");
    }
    this.#work(endMs);
  }

  #seed(): void {
    this.send(
      "POST",
      "/simulator/organizations",
      COMPANIES.map((name, index) => ({ name, external_id: `acme-${index}` })),
    );
    this.send("POST", "/simulator/custom_objects", [
      {
        key: "order",
        title: "Order",
        title_pluralized: "Orders",
        custom_object_fields: [
          { key: "total", type: "decimal", title: "Total" },
          { key: "placed_on", type: "date", title: "Placed on" },
        ],
      },
    ]);
    this.send("POST", "/simulator/users", people(0, 60));
  }

  /** Bulk jobs of the last seconds; the last of them are still working. */
  #work(endMs: number): void {
    this.nowMs = endMs - 21_000;
    for (let batch = 0; batch < 6; batch += 1) {
      this.send("POST", "users/create_or_update_many", { users: people(20 + batch * 40, 60 + batch * 7, "gold") });
      this.nowMs += 1900;
    }
    this.send("POST", "custom_objects/order/jobs", {
      job: {
        action: "create_or_update_by_external_id",
        items: Array.from({ length: 40 }, (_, index) => orderOf(index)),
      },
    });
    this.send("PUT", "organizations/update_many", { organizations: this.#upgraded() });
    this.nowMs = endMs - 2000;
    const [user] = objectsOf(this.send("GET", "users/show_many?external_ids=C-10020").json["users"]);
    this.send("PUT", `users/${String(user?.["id"])}`, {
      user: { phone: "+390612345678", user_fields: { state: "Lazio" } },
    });
    const comment = { body: "My order has not arrived." };
    this.send("POST", "tickets", {
      ticket: { subject: "Where is my order?", requester_id: user?.["id"] ?? 0, comment },
    });
    this.send("POST", "users/create_or_update_many", { users: people(400, 80) });
    this.nowMs = endMs;
    this.send("GET", "users/me");
  }

  #upgraded(): readonly JsonObject[] {
    return COMPANIES.map((_, index) => ({ external_id: `acme-${index}`, organization_fields: { plan: "enterprise" } }));
  }
}

function people(from: number, count: number, tier?: string): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => personOf(from + index, tier));
}

function personOf(number: number, tier = TIERS[number % TIERS.length]): JsonObject {
  const first = FIRST_NAMES[number % FIRST_NAMES.length] ?? "";
  const last = LAST_NAMES[Math.floor(number / FIRST_NAMES.length) % LAST_NAMES.length] ?? "";
  return {
    name: `${first} ${last}`,
    external_id: `C-${10_000 + number}`,
    email: `${first}.${last}.${number}@example.com`.toLowerCase(),
    tags: [tier ?? "", "newsletter"],
    user_fields: {
      loyalty_tier: tier ?? null,
      lifetime_value: 40 + ((number * 137) % 900),
      newsletter: number % 2 === 0,
    },
    organization: { name: COMPANIES[number % COMPANIES.length] ?? "" },
  };
}

function orderOf(number: number): JsonObject {
  const fields = { total: 20 + ((number * 31) % 400), placed_on: "2026-11-20" };
  return { name: `Order ${5000 + number}`, external_id: `O-${5000 + number}`, custom_object_fields: fields };
}
