import type { Account } from "../account/account.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import type { History } from "../history/history.ts";
import type { Html } from "./html.ts";

/** What there is to show. */
export interface Shown {
  readonly account: Account;
  readonly history: History;
  readonly faults: FaultSwitches;
}

/** A request for a page. */
export interface Visit extends Shown {
  readonly nowMs: number;
  readonly origin: string;
  readonly query: URLSearchParams;
}

export interface View {
  readonly title: string;
  /** Address of the entry of the navigation that this page belongs to. */
  readonly section: string;
  readonly content: Html;
  readonly status?: number;
}
