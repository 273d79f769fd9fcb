import { describe, expect, it } from "vitest";
import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import { SingleRequests } from "./single-requests.ts";

function answered(status: number) {
  return new ZendeskHttpError({ method: "POST", path: "/" }, { status, headers: {}, body: "" });
}

/** Sends requests that get these answers. Whatever is not 403 or 422 concerns the whole account. */
function sendAll(statuses: readonly number[], requests = new SingleRequests(), ending = new AbortController()) {
  return requests.sendEach(
    statuses,
    {
      send: (status) => {
        if (status === 0) ending.abort();
        if (status !== 200) return Promise.reject(answered(status));
        requests.noteAllowed();
        return Promise.resolve("done");
      },
      failed: (_error, status) => {
        if (ending.signal.aborted) return "unreported";
        return status === 403 || status === 422 ? `refused with ${status}` : undefined;
      },
      notSent: () => "not sent",
    },
    ending.signal,
  );
}

describe("single requests", () => {
  it.each([
    [[], []],
    [
      [200, 422, 200],
      ["done", "refused with 422", "done"],
    ],
    [
      [403, 200],
      ["refused with 403", "done"],
    ],
    [
      [422, 422],
      ["refused with 422", "refused with 422"],
    ],
    [
      [200, 0, 200, 403],
      ["done", "unreported", "not sent", "not sent"],
    ],
  ])("answered with %j have the results %j", async (statuses, results) => {
    expect(await sendAll(statuses)).toEqual(results);
  });

  it.each([[[403]], [[422, 403, 403]], [[200, 500]]])("answered with %j end the sync", async (statuses) => {
    await expect(sendAll(statuses)).rejects.toThrow(/40[13]|500/);
  });

  it("that are forbidden are about their things if others were allowed before", async () => {
    const requests = new SingleRequests();
    requests.noteAllowed();
    expect(await sendAll([403], requests)).toEqual(["refused with 403"]);
  });
});
