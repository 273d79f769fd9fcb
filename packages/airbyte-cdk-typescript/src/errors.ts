import type { FailureType } from "./protocol.ts";

export interface ConnectorErrorOptions {
  /**
   * What happened, for the people who maintain the connector. Like the message, it contains no secrets and no personal
   * data.
   */
  readonly internalMessage?: string;
  readonly cause?: unknown;
}

/** An error whose message is written for the user: what happened, to which thing, and what to do now. */
export abstract class ConnectorError extends Error {
  abstract readonly failureType: FailureType;
  readonly internalMessage: string | undefined;

  constructor(message: string, options: ConnectorErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.internalMessage = options.internalMessage;
  }
}

/** Only the user can fix it, in the config or in the destination's settings. Airbyte does not retry. */
export class ConfigError extends ConnectorError {
  readonly failureType = "config_error";
}

/** May go away by itself: rate limits, outages, networks. Airbyte retries. */
export class TransientError extends ConnectorError {
  readonly failureType = "transient_error";
}

/** A fault of the connector, or of what runs it. Airbyte retries. */
export class SystemError extends ConnectorError {
  readonly failureType = "system_error";
}

/** For an impossible state of the program. Thrown where it is found, before anything depends on it. */
export function impossible(what: string): SystemError {
  return new SystemError(`${what} This is a bug in the connector: open an issue in the connector's repository.`);
}
