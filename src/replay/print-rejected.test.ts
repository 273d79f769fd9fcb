import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { printRejected } from "./print-rejected.ts";

const at = (second: number): string => `2026-11-20T10:00:0${second}.000Z`;

function line(second: number, record: object, more: object = {}): string {
  return `${JSON.stringify({ stream: "users", namespace: null, rejected_at: at(second), record, ...more })}\n`;
}

/** Makes these files, and returns what a replay of the folder prints. */
async function replayed(files: Readonly<Record<string, string | Buffer>>): Promise<readonly unknown[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "replay-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const printed: object[] = [];
  await printRejected({
    files: [folder],
    print: (message) => Promise.resolve(void printed.push(message)),
    tell: () => {},
  });
  return printed.map((message) => ("record" in message ? message.record : message));
}

describe("a replay", () => {
  test("prints a record with its stream, its namespace and what was lost of it", async () => {
    const changes = [{ field: "notes", change: "NULLED", reason: "SOURCE_RETRIEVAL_ERROR" }];
    const text = line(1, { id: 1 }, { namespace: "crm", record_changes: changes });
    expect(await replayed({ "1/users/a_0.jsonl": text })).toEqual([
      { stream: "users", namespace: "crm", data: { id: 1 }, emitted_at: Date.parse(at(1)), meta: { changes } },
    ]);
  });

  test("prints the records of syncs in the order in which these ran, whatever the files are called", async () => {
    const records = await replayed({ "1/users/b_0.jsonl": line(1, { v: 1 }), "1/users/a_0.jsonl": line(2, { v: 2 }) });
    expect(records).toMatchObject([{ data: { v: 1 } }, { data: { v: 2 } }]);
  });

  test("prints the records of a sync in the order in which it received them, over all of its streams", async () => {
    const own = (second: number, v: number): string => line(second, { v }, { input_line: v });
    const records = await replayed({
      "1/users/20261120T100000.000Z_0.jsonl": own(4, 5) + own(9, 1),
      "1/crm/20261120T100000.000Z_0.jsonl": own(4, 3),
      "0/users/20261119T100000.000Z_0.jsonl": own(0, 9),
    });
    expect(records).toMatchObject([{ data: { v: 9 } }, { data: { v: 1 } }, { data: { v: 3 } }, { data: { v: 5 } }]);
  });

  test("prints a record that was rejected twice unchanged only once, in the later place", async () => {
    const records = await replayed({
      "1/users/a_0.jsonl": line(1, { v: 1 }) + line(2, { v: 2 }),
      "2/users/b_0.jsonl": line(3, { v: 1 }),
    });
    expect(records).toMatchObject([{ data: { v: 2 } }, { data: { v: 1 } }]);
  });

  test("prints the same record once for each of its streams", async () => {
    const text = line(1, { v: 1 }) + line(1, { v: 1 }, { namespace: "crm" });
    expect(await replayed({ "1/users/a_0.jsonl": text })).toHaveLength(2);
  });

  test("reads compressed files", async () => {
    expect(await replayed({ "1/users/a_0.jsonl.gz": gzipSync(line(1, { v: 1 })) })).toHaveLength(1);
  });

  test.each(["1/users/a_changes_0.jsonl", "dry-run-1/users/a_0.jsonl"])("leaves %s in a folder alone", async (name) => {
    const records = await replayed({ [name]: line(1, { v: 1 }), "1/users/b_0.jsonl": line(1, { v: 2 }) });
    expect(records).toMatchObject([{ data: { v: 2 } }]);
  });
});
