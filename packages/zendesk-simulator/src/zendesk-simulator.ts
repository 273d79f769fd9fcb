import { checkAccess, signIn } from "./access.ts";
import { Account } from "./account/account.ts";
import { answer, parsedBody } from "./answer.ts";
import type { Fault, FaultMoment } from "./fault.ts";
import { defaultOptions, type SimulatorOptions } from "./options.ts";
import { invalidEndpoint } from "./refusal.ts";
import { RequestCounts } from "./request-counts.ts";
import { type Match, Router } from "./router.ts";
import { accountRoutes } from "./routes/account-routes.ts";
import { inspectionRoutes } from "./routes/inspection-routes.ts";
import { seedingRoutes } from "./routes/seeding-routes.ts";
import type { SimulatorAnswer, SimulatorOutcome, SimulatorRequest } from "./wire.ts";

/**
 * A Zendesk account as a state machine: (request, time) → answer. It has no clock and no chance of its own, so the
 * same seed and the same requests at the same times give the same run. Times must not go backwards.
 */
export class ZendeskSimulator {
  readonly account: Account;
  readonly #faults: readonly Fault[];
  readonly #requests = new RequestCounts();
  readonly #zendesk = new Router(accountRoutes);
  readonly #simulator = new Router([...inspectionRoutes(this.#requests), ...seedingRoutes]);

  constructor(options: Partial<SimulatorOptions> = {}) {
    const complete = { ...defaultOptions, ...options };
    this.account = new Account(complete);
    this.#faults = complete.faults;
  }

  handle(request: SimulatorRequest, nowMs: number): SimulatorOutcome {
    const url = new URL(request.path, `http://${request.headers["host"] ?? "simulated.zendesk.com"}`);
    this.account.jobs.advance(nowMs);
    // What tests ask the simulator itself is not counted, needs no credentials and meets no faults.
    if (url.pathname.startsWith("/simulator/")) return this.#answerTest(request, url, nowMs);
    const match = this.#zendesk.match(request.method, url.pathname);
    const requestNumber = this.#requests.add(`${request.method} /${match?.route.path ?? "unknown"}`);
    const moment = { nowMs, requestNumber };
    const before = this.#firstOutcome((fault) => fault.before?.(request, moment));
    if (before !== undefined) return before;
    const regular = this.#answerClient(request, url, match, moment);
    return this.#firstOutcome((fault) => fault.after?.(request, regular, moment)) ?? regular;
  }

  #answerClient(
    request: SimulatorRequest,
    url: URL,
    match: Match | undefined,
    { nowMs, requestNumber }: FaultMoment,
  ): SimulatorAnswer {
    const { account } = this;
    const headers = { "x-request-id": `00000000-0000-4000-8000-${requestNumber.toString(16).padStart(12, "0")}` };
    return answer(headers, () => {
      // The OAuth server stands beside the API and does not count.
      if (url.pathname.startsWith("/api/")) Object.assign(headers, account.rateWindow.take(nowMs));
      const signedIn = signIn(account, request.headers["authorization"], nowMs);
      if (match === undefined) throw invalidEndpoint();
      checkAccess(match.route, signedIn);
      const body = parsedBody(request.body);
      const { origin, searchParams: query } = url;
      return match.route.handle({ account, nowMs, origin, query, params: match.params, body, ...signedIn });
    });
  }

  #answerTest(request: SimulatorRequest, url: URL, nowMs: number): SimulatorAnswer {
    const { account } = this;
    return answer({}, () => {
      const match = this.#simulator.match(request.method, url.pathname);
      if (match === undefined) throw invalidEndpoint();
      const body = parsedBody(request.body);
      const { origin, searchParams: query } = url;
      const signedIn = { actor: undefined, token: undefined, writerRole: "admin" } as const;
      return match.route.handle({ account, nowMs, origin, query, params: match.params, body, ...signedIn });
    });
  }

  #firstOutcome(ask: (fault: Fault) => SimulatorOutcome | undefined): SimulatorOutcome | undefined {
    for (const fault of this.#faults) {
      const outcome = ask(fault);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }
}
