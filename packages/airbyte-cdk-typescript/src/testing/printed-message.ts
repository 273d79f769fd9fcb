import type { FailureType, LogLevel } from "../protocol.ts";

/** A message that a destination has printed, as far as tests look at it. */
export interface PrintedMessage {
  readonly type: string;
  readonly spec?: unknown;
  readonly connectionStatus?: { readonly status: "SUCCEEDED" | "FAILED"; readonly message?: string };
  readonly destination_catalog?: { readonly operations: readonly PrintedOperation[] };
  readonly log?: PrintedLog;
  readonly state?: PrintedState;
  readonly trace?: {
    readonly type: string;
    readonly error?: PrintedError;
    readonly stream_status?: PrintedStreamStatus;
  };
}

export interface PrintedLog {
  readonly level: LogLevel;
  readonly message: string;
}

export interface PrintedOperation {
  readonly object_name: string;
  readonly sync_mode: string;
  readonly json_schema: { readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly matching_keys?: readonly (readonly string[])[];
}

export interface PrintedState {
  readonly type?: string;
  readonly stream?: {
    readonly stream_descriptor: { readonly name: string; readonly namespace?: string | null };
    readonly stream_state?: { readonly cursor: number };
  };
  readonly destinationStats: StateCounts;
}

/** What became of the records since the stream's previous state. */
export interface StateCounts {
  readonly recordCount: number;
  readonly rejectedRecordCount: number;
  readonly additionalStats: Readonly<Record<"created" | "updated" | "deleted" | "unchanged" | "ignored", number>>;
}

export interface PrintedError {
  readonly message: string;
  readonly internal_message?: string;
  readonly stack_trace?: string;
  readonly failure_type: FailureType;
}

export interface PrintedStreamStatus {
  readonly stream_descriptor: { readonly name: string };
  readonly status: string;
  readonly reasons: readonly { readonly type: string; readonly rate_limited: { readonly quota_reset: number } }[];
}

export function isState({ type }: PrintedMessage): boolean {
  return type === "STATE";
}
