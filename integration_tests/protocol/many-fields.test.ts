import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { type StartedSimulator, UNTHROTTLED } from "zendesk-simulator";
import { USERS, catalog, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { peakMegabytes } from "../../testing/connector/process-memory.ts";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";

const FIELDS = 3000;
const DROPDOWNS = 250;
const OPTIONS = 2000;
const LIMIT_MB = 220;

/** An account with 3,000 fields. The first 250 are dropdowns of 2,000 options, as many as Zendesk allows. */
async function largeAccount(): Promise<StartedSimulator> {
  const account = await simulatedAccount(UNTHROTTLED);
  const fields = Array.from({ length: FIELDS }, (_, field) => ({
    key: `field_${field}`,
    type: field < DROPDOWNS ? "dropdown" : "text",
    title: `Field number ${field}`,
    ...(field < DROPDOWNS && {
      custom_field_options: Array.from({ length: OPTIONS }, (_option, option) => ({
        name: `Option number ${option}`,
        value: `field_${field}_option_${option}`,
      })),
    }),
  }));
  const request = { method: "POST", path: "/simulator/user_fields", headers: {}, body: JSON.stringify(fields) };
  expect(account.simulator.handle(request, Date.now())).toMatchObject({ status: 201 });
  return account;
}

/** A value for every field of the account, options by their labels. */
function fullUser(number: number): Record<string, unknown> {
  const fields = Array.from({ length: FIELDS }, (_, field) => [
    `user_fields.field_${field}`,
    field < DROPDOWNS ? `option NUMBER ${(number + field) % OPTIONS}` : `text ${number}`,
  ]);
  return { external_id: `${number}`, name: "Somebody", ...Object.fromEntries(fields) };
}

test.runIf(existsSync("/proc/self/status")).each(["write", "discover"] as const)(
  "%s takes 3,000 fields with 500,000 options in 220 MB",
  async (command) => {
    const account = await largeAccount();
    const connector = await ConnectorProcess.start(command, {
      config: configFor(account.credentials),
      ...(command === "write" && { catalog: catalog(USERS) }),
      env: { ZENDESK_BASE_URL: account.baseUrl },
    });
    const peak = peakMegabytes(connector.pid, connector.ended);
    if (command === "write") await connector.send([record(fullUser(1)), record(fullUser(2)), streamState(1)]);
    connector.endInput();
    const { code, output } = await connector.ended;
    expect({ code, errors: output.errors, warnings: output.warnings }).toEqual({ code: 0, errors: [], warnings: [] });
    expect(await peak).toBeLessThan(LIMIT_MB);
    const held = usersOf(account.simulator, Date.now()).map(({ user_fields }) => [
      Object.keys(user_fields).length,
      user_fields["field_249"],
      user_fields["field_2999"],
    ]);
    expect(held).toEqual(
      command === "write"
        ? [
            [FIELDS, "field_249_option_250", "text 1"],
            [FIELDS, "field_249_option_251", "text 2"],
          ]
        : [],
    );
  },
);
