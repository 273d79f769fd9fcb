import type { DestinationOutput } from "airbyte-cdk-typescript/testing";

/** What a dry run would do, each with the word for what a sync does. */
const DONE: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  leave: "unchanged",
  ignore: "ignored",
  reject: "rejected",
};

/**
 * What the summary at the end of a sync says about a stream: `{"read": 9, "created": 3, …}`, with rejections by reason.
 */
export function summaryOf(output: DestinationOutput, stream: string): Readonly<Record<string, number>> {
  const line = summaryLines(output).find((each) => each.startsWith(`  ${stream}: `)) ?? "";
  const counts = line
    .replace(/; top rejected fields: .*/, "")
    .replaceAll(
      /(create|update|delete|leave|ignore|reject) ([\d,]+)/g,
      (_, verb: string, count) => `${count} ${DONE[verb]}`,
    )
    .matchAll(/(\d[\d,]*) ([a-z_]+)/g);
  return Object.fromEntries([...counts].map(([, count = "", what]) => [what, Number(count.replaceAll(",", ""))]));
}

export function summaryLines(output: DestinationOutput): readonly string[] {
  const logs = output.messages.flatMap(({ log }) => log?.message ?? []);
  return logs.find((message) => /^Summary of the (?:sync|dry run): /.test(message))?.split("\n") ?? [];
}
