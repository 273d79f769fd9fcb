import type { ConnectorOutput } from "./connector-output.ts";

/** What the summary at the end of a sync says of a stream: `{"read": 9, "created": 3, …}`, rejections by reason. */
export function summaryOf(output: ConnectorOutput, stream: string): Readonly<Record<string, number>> {
  const line = summaryLines(output).find((each) => each.startsWith(`  ${stream}: `)) ?? "";
  const counts = line.replace(/, most rejected for .*/, "").matchAll(/(\d+) ([a-z_]+)/g);
  return Object.fromEntries([...counts].map(([, count, what]) => [what, Number(count)]));
}

export function summaryLines(output: ConnectorOutput): readonly string[] {
  const logs = output.messages.flatMap(({ log }) => log?.message ?? []);
  return logs.find((message) => message.startsWith("Summary of the sync"))?.split("\n") ?? [];
}
