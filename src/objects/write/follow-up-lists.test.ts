import { describe, expect, it } from "vitest";
import type { BulkJobOutcome, BulkJobRequest } from "../../zendesk/jobs/bulk-job.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import { createRow } from "../row.ts";
import type { ListMode } from "../list-mode.ts";
import { bulkEndpoint } from "./bulk-endpoints.ts";
import { followUpLists } from "./follow-up-lists.ts";

const ROW = createRow({ column: "id", value: "7" }, {}, []);

/** Adds or removes `b` where Zendesk holds the list, with jobs that have these results. */
async function followUp(held: readonly string[] | undefined, mode: ListMode, results: readonly RowResult[] = []) {
  const bodies: unknown[] = [];
  const run = ({ body = "" }: BulkJobRequest): Promise<BulkJobOutcome> => {
    bodies.push(JSON.parse(body));
    return Promise.resolve({ results, jobId: "j-1", requestId: "r-1", status: "completed" });
  };
  const api = { jobs: { run } } as unknown as ZendeskApi;
  const incomplete = await followUpLists(
    [{ row: ROW, held: { id: 7, labels: held }, given: ["b"] }],
    { column: "labels", mode, endpoint: bulkEndpoint("things", "update_many") },
    { noun: { one: "thing", many: "things" } },
    { api, signal: new AbortController().signal },
  );
  return { bodies, incomplete };
}

describe("a list that is written after its thing", () => {
  it.each<[ListMode, readonly string[] | undefined, readonly string[]]>([
    ["add", ["a"], ["a", "b"]],
    ["add", undefined, ["b"]],
    ["remove", ["a", "b"], ["a"]],
    ["replace", ["a"], ["b"]],
  ])("becomes the whole list, with %s from %j to %j", async (mode, held, labels) => {
    const { bodies, incomplete } = await followUp(held, mode, [{ kind: "updated", id: 7 }]);
    expect(bodies).toEqual([{ things: [{ id: 7, labels }] }]);
    expect(incomplete).toEqual([]);
  });

  it.each<[ListMode, readonly string[]]>([
    ["add", ["a", "b"]],
    ["remove", ["a"]],
  ])("is not sent if it stays the same, with %s and %j", async (mode, held) => {
    expect(await followUp(held, mode)).toEqual({ bodies: [], incomplete: [] });
  });

  it("is unknown if Zendesk does not say what became of it", async () => {
    expect((await followUp([], "add", [])).incomplete).toEqual([[ROW, "unknown"]]);
  });

  it("rejects its row if Zendesk refuses it, although the rest is written", async () => {
    const { incomplete } = await followUp([], "add", [{ kind: "failed", errorCode: "TooLong", details: "" }]);
    expect(incomplete).toEqual([
      [
        ROW,
        {
          reason: "zendesk_error",
          field: "labels",
          message:
            "The thing's other values are written, but Zendesk refused the labels: TooLong. Correct them and send the record again.",
          zendesk: { job_id: "j-1", request_id: "r-1", error_code: "TooLong" },
        },
      ],
    ]);
  });
});
