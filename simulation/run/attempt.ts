import { run } from "airbyte-cdk-typescript";
import { catalog } from "../../testing/input/airbyte-messages.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import type { PrintedMessage } from "airbyte-cdk-typescript/testing";
import { ZendeskDestination } from "../../src/destination.ts";
import { AttemptOracle } from "../oracle/attempt-oracle.ts";
import { type Cursors, inputFrom } from "../oracle/expected-states.ts";
import type { ExcusedPeople } from "../oracle/excused-people.ts";
import type { PeopleChangedByOthers } from "../oracle/people-changed-by-others.ts";
import { HeldStates } from "../oracle/held-states.ts";
import type { ReferenceOutcome } from "../oracle/outcome.ts";
import type { OutcomeJudge } from "../oracle/possible-outcomes.ts";
import type { RefusedLookUps } from "../oracle/refused-look-ups.ts";
import { checkPrinted } from "../oracle/printed-values.ts";
import { isDryRun } from "../oracle/record-meaning.ts";
import { RequestShare } from "../oracle/request-share.ts";
import { Violation } from "../oracle/violation.ts";
import type { ConnectorScenario, InputItem, Interruption } from "../scenario/scenario.ts";
import { MemoryRejectStore } from "../world/memory-reject-store.ts";
import { VirtualProcess } from "../world/virtual-process.ts";
import { InputFeed } from "./input-feed.ts";
import type { World } from "./world.ts";

const CONFIG = "/config.json";
const CATALOG = "/catalog.json";
/** Records of custom objects are looked up by POST. */
const SEARCH = /^\/api\/v2\/custom_objects\/\w+\/records\/search(?:\.json)?$/;
const SIGN_IN = "/api/v2/users/me";

export interface AttemptOptions {
  readonly connector: ConnectorScenario;
  readonly changedByOthers: PeopleChangedByOthers;
  readonly cursors: Cursors;
  readonly excused: ExcusedPeople;
  readonly judge: OutcomeJudge;
  readonly refused: RefusedLookUps;
  /** What happened to each record in the reference account, by serial. */
  readonly reference: ReadonlyMap<number, ReferenceOutcome>;
  readonly interruption: Interruption | undefined;
  readonly isDiskFull: boolean;
}

/** How an attempt ended: an exit code, or the signal that killed it. */
export type AttemptEnd = number | "SIGKILL" | "SIGTERM";

/** One process of a connector, from its start to its end. */
export class Attempt {
  readonly oracle: AttemptOracle;
  readonly process: VirtualProcess;
  readonly input: readonly InputItem[];
  readonly connector: ConnectorScenario;
  readonly #options: AttemptOptions;
  readonly #world: World;
  readonly #held: HeldStates;
  /** The position of a line of the input that ends in the middle. */
  readonly #cutAt: number | undefined;
  readonly #share: RequestShare;
  readonly #secrets: readonly string[];
  readonly #died = Promise.withResolvers<AttemptEnd>();
  #requests = 0;
  #hasMetZendesk = false;
  #terminatedAt: number | undefined;

  constructor(options: AttemptOptions, world: World) {
    const { changedByOthers, connector, cursors, excused, judge, reference, refused } = options;
    const { simulator } = world;
    const input = inputFrom(connector, cursors);
    this.input = input;
    this.#cutAt = cutPlace(options.interruption, input);
    const held = new HeldStates(connector, { changedByOthers, excused, faults: world.faults, reference });
    this.#held = held;
    const { check, clock, random } = world;
    const feed = new InputFeed(input, connector, {
      clock,
      random,
      cutAt: this.#cutAt,
      onGiven: (item) => held.noteGiven(item, clock.now),
      onRested: () => {
        if (this.process.isAlive) check(() => held.check(clock.now));
      },
    });
    const { credentials } = simulator.account.credentials;
    this.#options = options;
    this.connector = connector;
    this.#world = world;
    this.#share = new RequestShare(connector, simulator.account.options.requestsPerMinute);
    this.#secrets = [credentials.client_secret, credentials.api_token, credentials.access_token];
    const subject = { changedByOthers, cursors, input, excused, held, judge, refused, simulator };
    this.oracle = new AttemptOracle(connector, subject);
    this.process = new VirtualProcess({
      args: ["write", "--config", CONFIG, "--catalog", CATALOG],
      env: { ZENDESK_BASE_URL: "http://127.0.0.1:1", LOG_LEVEL: "debug", ...connector.env },
      files: new Map([
        [CONFIG, JSON.stringify(configFor(credentials, { ...connector.settings, ...storageSetting(connector) }))],
        [CATALOG, JSON.stringify(catalog(...connector.streams.map(({ configured }) => configured)))],
      ]),
      onHungry: () => feed.want(),
      onLine: (line) => this.#noteLine(line),
      onBlocked: (done) => {
        const { longestStdoutBlockMs } = connector.feed;
        if (longestStdoutBlockMs === 0 || random.happens(0.98)) done();
        else clock.after(random.whole(longestStdoutBlockMs), done, this.process);
      },
    });
    feed.connect((chunk) => this.process.stdin.push(chunk));
  }

  /** Milliseconds since its SIGTERM, if it got one. */
  get sinceSigterm(): number | undefined {
    return this.#terminatedAt === undefined ? undefined : this.#world.clock.now - this.#terminatedAt;
  }

  /** Whether a line of its input ended in the middle, which it must not mistake for the end. */
  get wasCut(): boolean {
    return this.#cutAt !== undefined;
  }

  checkBeforeCut(): void {
    this.#held.checkBeforeCut();
  }

  /** Whether it has signed in, and so knows that Zendesk is answering. */
  get hasMetZendesk(): boolean {
    return this.#hasMetZendesk;
  }

  /** Runs to its end, which may come from outside. */
  async run(): Promise<AttemptEnd> {
    const { interruption } = this.#options;
    const { clock, network, random } = this.#world;
    if (interruption && "afterMs" in interruption.when) clock.after(interruption.when.afterMs, () => this.#interrupt());
    const { disk } = this.#options.connector;
    const openRejects = (): Promise<MemoryRejectStore | undefined> =>
      Promise.resolve(disk && new MemoryRejectStore(this.#disk(disk.gatherMs), random));
    const destination = new ZendeskDestination({
      env: this.process.env,
      transport: network.transportOf(this.process),
      openRejects,
    });
    this.process.enter(() => {
      run(destination, this.process).then(
        (code) => this.#died.resolve(this.process.hasDiedBySigterm ? "SIGTERM" : code),
        (error: unknown) => this.#died.reject(error),
      );
    });
    return this.#died.promise;
  }

  /** Something happens that may be a reason to hold a state. */
  noteSign(): void {
    this.#held.noteSign(this.#world.clock.now);
  }

  /** One of its requests has reached Zendesk. */
  noteRequest(method: string, path: string): void {
    this.noteSign();
    const isWrite = method !== "GET" && path.startsWith("/api/") && !SEARCH.test(path);
    if (isWrite && isDryRun(this.#options.connector)) {
      const what = `a dry run asks for ${method} ${path}`;
      this.#world.check(() => {
        throw new Violation("nothing changes", what);
      });
    }
    if (path.startsWith("/api/") && !path.startsWith(SIGN_IN)) this.#hasMetZendesk = true;
    // Tokens do not come from the API, and do not count against its limit.
    if (path.startsWith("/api/")) this.#world.check(() => this.#share.note(this.#world.clock.now));
    this.#requests += 1;
    const when = this.#options.interruption?.when;
    if (when && "afterRequests" in when && when.afterRequests === this.#requests) this.#interrupt();
  }

  #interrupt(): void {
    const { clock, journal, network } = this.#world;
    if (!this.process.isAlive) return;
    const signal = this.#options.interruption?.signal === "SIGTERM" ? "SIGTERM" : "SIGKILL";
    journal(`${this.#options.connector.name}: ${signal}`);
    this.#terminatedAt = clock.now;
    if (signal === "SIGKILL") this.process.sigkill();
    else this.process.terminate();
    if (this.process.isAlive) return;
    network.abandon(this.process);
    this.#died.resolve(signal);
  }

  #disk(gatherMs: number) {
    const { check, journal } = this.#world;
    return {
      gatherMs,
      isFull: () => this.#options.isDiskFull,
      onStored: (lines: readonly string[]) => {
        journal(`${this.#options.connector.name}: stores ${lines.length} rejected records`);
        this.noteSign();
        check(() => this.oracle.noteRejected(lines));
      },
    };
  }

  #noteLine(line: string): void {
    const { check, clock, journal } = this.#world;
    const message = JSON.parse(line) as PrintedMessage;
    journal(`${this.#options.connector.name}: ${line}`);
    check(() => {
      if (!message.state) checkPrinted(line, this.#secrets);
      this.oracle.noteMessage(message, line);
    });
    if (!message.state) return;
    const when = this.#options.interruption?.when;
    if (!when || !("afterStates" in when) || when.afterStates !== this.oracle.states) return;
    if (this.#options.interruption?.signal === "SIGKILL") this.#interrupt();
    else clock.after(0, () => this.#interrupt());
  }
}

function cutPlace(interruption: Interruption | undefined, input: readonly InputItem[]): number | undefined {
  const when = interruption?.when;
  return when && "atShare" in when ? Math.floor(when.atShare * input.length) : undefined;
}

function storageSetting({ disk }: ConnectorScenario): object {
  return { object_storage_config: disk ? { storage_type: "Local", path: "/rejects" } : { storage_type: "None" } };
}
