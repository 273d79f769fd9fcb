import type { ZendeskSimulator } from "zendesk-simulator";
import type { PrintedMessage } from "airbyte-cdk-typescript/testing";
import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import { Violation } from "../violation.ts";
import { isReachedUnseen } from "./unseen-address.ts";

/** Watches for the warning that names how many agents and admins were reached by a secondary address. */
export class TeamWarning {
  readonly #connector: ConnectorScenario;
  readonly #simulator: ZendeskSimulator;
  /** Agents and admins when the attempt starts. Its records may make them end users. */
  readonly #team: ReadonlySet<number>;
  readonly #reached = new Set<number>();
  #reported: string | undefined;

  constructor(connector: ConnectorScenario, simulator: ZendeskSimulator) {
    this.#connector = connector;
    this.#simulator = simulator;
    const users = [...simulator.account.users.all()];
    this.#team = new Set(users.flatMap(({ id, role }) => (role === "end-user" ? [] : [id])));
  }

  note({ log }: PrintedMessage): void {
    const [, count] = /^Records changed (\d+) agents? or admins? even/.exec(log?.message ?? "") ?? [];
    if (log?.level === "WARN" && count !== undefined) this.#reported = count;
  }

  noteApplied(record: ScenarioRecord): void {
    if (this.#connector.settings["team_members"] === "update") return;
    for (const user of this.#simulator.account.users.all()) {
      if (this.#team.has(user.id) && isReachedUnseen(record, user, this.#connector)) this.#reached.add(user.id);
    }
  }

  /**
   * The attempt has succeeded. If an answer was lost, perhaps no job has named the user's id. Without permission for
   * bulk imports, users are sent one by one, outside any job.
   */
  check(): void {
    const hasLostAnswers = Object.values(this.#simulator.faultStrikes()).some((strikes) => strikes > 0);
    const due = this.#reached.size === 0 ? undefined : String(this.#reached.size);
    const { importsDisabled } = this.#simulator.account.options;
    if (hasLostAnswers || importsDisabled || this.#reported === due) return;
    const what = `${this.#reported ?? "no"} agents and admins are said to be reached by a secondary address`;
    throw new Violation("reported correctly", `${what}, and ${due ?? "none"} were`);
  }
}
