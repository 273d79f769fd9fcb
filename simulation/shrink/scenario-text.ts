import type { InputItem, Scenario } from "../scenario/scenario.ts";
import { NO_DEVICE } from "../scenario/custom-objects/seeded-devices.ts";
import { NOBODY } from "../scenario/seeded-users.ts";
import { NO_TICKET } from "../scenario/tickets/seeded-tickets.ts";

/** Describes a scenario for people, record by record. */
export function scenarioText(scenario: Scenario): string {
  const { account, connectors, faults, othersChanges } = scenario;
  const { seededDevices, seededOrganizations, seededTickets, seededUsers } = scenario;
  const lines = [
    `account: ${JSON.stringify(account)}`,
    ...seededOrganizations.map((organization) => `organization before: ${JSON.stringify(organization)}`),
    ...seededUsers.filter((user) => user !== NOBODY).map((user) => `user before: ${JSON.stringify(user)}`),
    ...seededDevices.filter((each) => each !== NO_DEVICE).map((device) => `device before: ${JSON.stringify(device)}`),
    ...seededTickets.filter((each) => each !== NO_TICKET).map((ticket) => `ticket before: ${JSON.stringify(ticket)}`),
    ...faults.map((fault) => `fault: ${JSON.stringify(fault)}`),
    ...othersChanges.map((change) => `by others: ${JSON.stringify(change)}`),
  ];
  for (const {
    disk,
    env,
    feed,
    input,
    interruptions,
    name,
    settings,
    startDelayMs,
    stateKind,
    streams,
  } of connectors) {
    lines.push(
      `connector ${name}, after ${startDelayMs} ms: ${JSON.stringify({ stateKind, settings, env, feed, disk })}`,
    );
    for (const { configured } of streams) lines.push(`  stream: ${JSON.stringify(configured)}`);
    for (const { signal, when } of interruptions) lines.push(`  ${signal} ${JSON.stringify(when)}`);
    for (const item of input) lines.push(`  ${itemText(item)}`);
  }
  return `${lines.join("\n")}\n`;
}

function itemText(item: InputItem): string {
  const stream = item.stream?.configured.name ?? "all streams";
  if (item.type === "state") return `state of ${stream}, cursor ${item.cursor}`;
  const refusal = item.refusal ? `, to be refused by ${item.refusal.by}` : "";
  return `record ${item.serial} of ${stream}${refusal}: ${JSON.stringify(item.data)}`;
}
