import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { JsonObject } from "../json.ts";
import type { SimulatorOptions } from "../options.ts";

/** For tests: an account with an agent and a customer who belongs to an organization. */
export class TicketAccountClient extends AccountClient {
  readonly organizationId: number;
  readonly customerId: number;
  readonly agentId: number;

  constructor(options: Partial<SimulatorOptions> = {}) {
    super(options);
    const [organization] = objectsOf(
      this.send("POST", "/simulator/organizations", [{ name: "Acme" }]).json["organizations"],
    );
    this.organizationId = Number(organization?.["id"]);
    const people = [
      { name: "Carla Customer", email: "carla@example.com", organization_id: this.organizationId },
      { name: "Andy Agent", email: "andy@example.com", role: "agent" },
    ];
    const [customer, agent] = objectsOf(this.send("POST", "/simulator/users", people).json["users"]);
    this.customerId = Number(customer?.["id"]);
    this.agentId = Number(agent?.["id"]);
  }

  /** Puts tickets into the account and returns them. */
  seed(...tickets: readonly JsonObject[]): readonly JsonObject[] {
    return objectsOf(this.send("POST", "/simulator/tickets", tickets).json["tickets"]);
  }

  ticket(id: unknown): JsonObject {
    return objectOf(this.send("GET", `tickets/${String(id)}`).json["ticket"]);
  }

  comments(id: unknown): readonly JsonObject[] {
    return objectsOf(this.send("GET", `tickets/${String(id)}/comments`).json["comments"]);
  }

  audits(id: unknown): readonly JsonObject[] {
    return objectsOf(this.send("GET", `tickets/${String(id)}/audits`).json["audits"]);
  }
}
