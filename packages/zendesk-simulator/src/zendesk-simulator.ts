import { checkAccess, signIn } from "./access.ts";
import { Account } from "./account/account.ts";
import { changeByOthers, type OthersChange } from "./account/change-by-others.ts";
import { answer, parsedBody } from "./answer.ts";
import type { Call, Route } from "./call.ts";
import type { FaultMoment } from "./fault.ts";
import { FaultSwitches } from "./faults/fault-switches.ts";
import { History } from "./history/history.ts";
import { DEFAULT_OPTIONS, type SimulatorOptions } from "./options.ts";
import { Page } from "./page/page.ts";
import { notSimulated, uriTooLong } from "./refusal.ts";
import { RequestCounts } from "./request-counts.ts";
import { recordRequest } from "./request-record.ts";
import { type Match, Router } from "./router.ts";
import { accountRoutes } from "./routes/account-routes.ts";
import { customObjectTestRoutes } from "./routes/custom-object-test-routes.ts";
import { changeRoutes } from "./routes/change-routes.ts";
import { inspectionRoutes } from "./routes/inspection-routes.ts";
import { seedingRoutes } from "./routes/seeding-routes.ts";
import {
  CONNECTION_RESET,
  endpointOf,
  originOf,
  type SimulatorAnswer,
  type SimulatorOutcome,
  type SimulatorRequest,
} from "./wire.ts";

/** Set for every simulator of a process, so that a whole test suite can be recorded. */
const RECORDING_FOLDER = process.env["SIMULATOR_RECORDS"];

const BY_OTHERS = { title: "Somebody else in the account" };

/**
 * A Zendesk account as a state machine: (request, time) → answer. It has no clock and no randomness besides the seed,
 * so the same seed and the same requests at the same times give the same run. Times must not go backwards.
 */
export class ZendeskSimulator {
  readonly account: Account;
  readonly #faults: FaultSwitches;
  /** Only with a page: it costs time and memory. */
  readonly #history: History | undefined;
  readonly #page: Page | undefined;
  readonly #requests = new RequestCounts();
  readonly #zendesk = new Router(accountRoutes);
  readonly #simulator: Router;

  constructor(options: Partial<SimulatorOptions> = {}) {
    const complete = { ...DEFAULT_OPTIONS, ...options };
    const history = complete.hasPage ? new History() : undefined;
    this.account = new Account(history?.watching(complete, () => this.account) ?? complete);
    this.#faults = new FaultSwitches(complete);
    this.#history = history;
    if (history !== undefined) this.#page = new Page({ account: this.account, history, faults: this.#faults });
    history?.settle(this.account, { title: "The account was opened" }, this.account.owner.createdAt);
    const inspection = inspectionRoutes(this.#requests, () => this.faultStrikes());
    this.#simulator = new Router([...inspection, ...seedingRoutes, ...customObjectTestRoutes, ...changeRoutes]);
  }

  /** How often each named fault struck. */
  faultStrikes(): Readonly<Record<string, number>> {
    return this.#faults.active.strikes;
  }

  /** Applies a change by someone else: no request, no job. Throws an Error for what Zendesk would refuse. */
  changeByOthers(change: OthersChange, nowMs: number): void {
    this.account.jobs.advance(nowMs);
    changeByOthers(this.account, change, nowMs);
    this.#history?.settle(this.account, BY_OTHERS, nowMs);
  }

  handle(request: SimulatorRequest, nowMs: number): SimulatorOutcome {
    const { account } = this;
    const url = new URL(request.path, originOf(request));
    account.jobs.advance(nowMs);
    // Requests to the simulator itself are not counted, need no credentials and meet no faults.
    if (url.pathname.startsWith("/simulator/")) {
      const reply = this.#answerTest(request, url, nowMs);
      this.#history?.settle(account, { title: `${request.method} ${url.pathname}` }, nowMs);
      return reply;
    }
    const shown = this.#page?.answer(request, url, nowMs);
    if (shown !== undefined) return shown;
    if (RECORDING_FOLDER !== undefined) recordRequest(RECORDING_FOLDER, request, url);
    const match = this.#zendesk.match(request.method, url.pathname);
    const requestNumber = this.#requests.add(`${request.method} /${match?.route.path ?? "unknown"}`);
    const moment = { nowMs, requestNumber, rateHeaders: account.rateWindow.headers(nowMs) };
    this.#history?.begin(requestNumber);
    this.#faults.active.meanwhile(account, request, moment);
    this.#history?.settle(account, BY_OTHERS, nowMs);
    const outcome = this.#faults.active.before(request, moment) ?? this.#answerFaulty(request, url, match, moment);
    const strikes = this.#faults.active.takeLastStrikes();
    this.#history?.settle(account, { title: `${request.method} ${url.pathname}`, requestNumber }, nowMs);
    this.#history?.requests.add(requestNumber, nowMs, request, outcome, strikes);
    return outcome;
  }

  /** The account's answer, including what faults do to its jobs and to the answer itself. */
  #answerFaulty(request: SimulatorRequest, url: URL, match: Match | undefined, moment: FaultMoment): SimulatorOutcome {
    let isAnswerLost = false;
    const decideFate: Call["decideFate"] = (work) => {
      const fate = this.#faults.active.job(work, request, moment);
      isAnswerLost = fate?.isAnswerLost === true;
      return fate;
    };
    const regular = this.#answerClient(request, url, match, moment, decideFate);
    return isAnswerLost ? CONNECTION_RESET : (this.#faults.active.after(request, regular, moment) ?? regular);
  }

  #answerClient(
    request: SimulatorRequest,
    url: URL,
    match: Match | undefined,
    { nowMs, requestNumber }: FaultMoment,
    decideFate: Call["decideFate"],
  ): SimulatorAnswer {
    const { account } = this;
    const headers = { "x-request-id": `00000000-0000-4000-8000-${requestNumber.toString(16).padStart(12, "0")}` };
    return answer(headers, () => {
      // The OAuth server is separate from the API, and its requests do not count.
      if (url.pathname.startsWith("/api/")) Object.assign(headers, account.rateWindow.take(nowMs));
      if (account.options.longestUrl > 0 && request.path.length > account.options.longestUrl) throw uriTooLong();
      const signedIn = signIn(account, request.headers["authorization"], nowMs);
      if (match === undefined) throw notSimulated(`${request.method} ${url.pathname}`);
      checkAccess(match.route, signedIn);
      checkParameters(match.route, url.searchParams);
      return match.route.handle({
        ...partsOf(request, url),
        account,
        nowMs,
        params: match.params,
        decideFate,
        ...signedIn,
      });
    });
  }

  #answerTest(request: SimulatorRequest, url: URL, nowMs: number): SimulatorAnswer {
    const { account } = this;
    return answer({}, () => {
      const match = this.#simulator.match(request.method, url.pathname);
      if (match === undefined) throw notSimulated(`${request.method} ${url.pathname}`);
      checkParameters(match.route, url.searchParams);
      const signedIn = { actor: undefined, token: undefined, writerRole: "admin" } as const;
      const decideFate = (): undefined => undefined;
      return match.route.handle({
        ...partsOf(request, url),
        account,
        nowMs,
        params: match.params,
        decideFate,
        ...signedIn,
      });
    });
  }
}

/** What a route needs of the request itself. */
function partsOf({ body, headers, method, path }: SimulatorRequest, { origin, searchParams }: URL) {
  return { endpoint: endpointOf(method, path), origin, query: searchParams, headers, body: parsedBody(body) };
}

/** A parameter that the simulator ignores must not seem to work. */
function checkParameters({ method, path, parameters = [] }: Route, query: URLSearchParams): void {
  const unknown = [...query.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined) throw notSimulated(`the parameter "${unknown}" of ${method} /${path}`);
}
