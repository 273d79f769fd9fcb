import type { SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { type SimulatedTicket, seedTickets, ticketsOf } from "../../../testing/account/simulated-account.ts";
import { rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { syncEffectOn } from "../../../testing/connector/sync-effect.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

/** A seeded account with these tickets. */
export function accountWith(
  tickets: readonly RecordData[] = [],
  options: Partial<SimulatorOptions> = {},
): ZendeskSimulator {
  const simulator = seededAccount(options);
  seedTickets(simulator, tickets, VIRTUAL_START);
  return simulator;
}

/** A sync of these records, and the reasons for which records were rejected. */
export async function sync(
  simulator: ZendeskSimulator,
  records: readonly RecordData[],
  settings: RecordData = {},
  startAt = VIRTUAL_START,
) {
  const folder = temporaryFolder();
  const effect = await syncEffectOn(ticketsOf, simulator, records, {
    stream: { name: "tickets" },
    settings: { object_storage_config: { storage_type: "Local", path: folder }, ...settings },
    startAt,
  });
  const rejects = rejectedIn(folder).map((each) => [each.rejected_reason, each.rejected_field]);
  return { ...effect, rejects };
}

/** The texts of a ticket's comments. */
export function commentsOf(ticket: SimulatedTicket | undefined): readonly unknown[] {
  const comments = ticket?.["comments"];
  return Array.isArray(comments) ? comments.map(({ body }: { body: unknown }) => body) : [];
}
