import { ConnectorError } from "airbyte-cdk-typescript";
import {
  RateLimitWaitError,
  ZendeskAnswerError,
  ZendeskHttpError,
  ZendeskListError,
  ZendeskRedirectError,
  ZendeskUnavailableError,
} from "../zendesk/http/errors.ts";
import { NetworkError } from "../zendesk/http/http-transport.ts";
import { named } from "./catalogue.ts";
import { createErrorOf } from "./create-error.ts";
import { diagnoseAnswer } from "./diagnose-answer.ts";
import { diagnoseNetwork } from "./diagnose-network.ts";
import type { Diagnosis, ErrorContext } from "./error-context.ts";

/** A server that answers in place of Zendesk could put personal data into the header. */
const REQUEST_ID = /^[\w-]{1,100}$/;

/**
 * Turns an error from Zendesk's API into one that a person can act on. It leaves out Zendesk's own text, which may quote
 * email addresses. Other errors are returned unchanged.
 */
export function toConnectorError(error: unknown, context: ErrorContext): unknown {
  if (!(error instanceof Error) || error instanceof ConnectorError) return error;
  const diagnosis = diagnose(error, context);
  if (!diagnosis) return error;
  const requestId = lastAnswer(error)?.requestId ?? "";
  const happened = REQUEST_ID.test(requestId) ? `${error.message} (request ${requestId})` : error.message;
  return createErrorOf(diagnosis.named, diagnosis.facts, { happened, cause: error });
}

function diagnose(error: Error, context: ErrorContext): Diagnosis | undefined {
  const { subdomain } = context;
  if (error instanceof ZendeskHttpError) return diagnoseAnswer(error, context);
  if (error instanceof NetworkError) {
    return {
      named: named(diagnoseNetwork(error.code)),
      facts: { subdomain, code: error.code, request: "a request", waited: "0" },
    };
  }
  if (error instanceof ZendeskRedirectError) {
    return {
      named: named("redirected"),
      facts: { subdomain, host: error.host ?? "that address", what: error.message },
    };
  }
  if (error instanceof ZendeskAnswerError) {
    return { named: named("not_zendesk"), facts: { subdomain, what: error.message } };
  }
  if (error instanceof ZendeskListError) return { named: named("list_unreadable"), facts: { what: error.message } };
  if (error instanceof RateLimitWaitError) return { named: named("rate_limited"), facts: { subdomain } };
  if (error instanceof ZendeskUnavailableError) return diagnoseOutage(error, context);
  return undefined;
}

/** Diagnoses what kept failing. The client repeats after unreadable answers only if it got readable ones before: an outage. */
function diagnoseOutage({ cause, request, waitedMs }: ZendeskUnavailableError, context: ErrorContext): Diagnosis {
  const waited = Math.round(waitedMs / 1000).toString();
  const known = cause instanceof Error && !(cause instanceof ZendeskAnswerError) ? diagnose(cause, context) : undefined;
  const what = cause instanceof Error ? cause.message : "it gave no response";
  return {
    named: known?.named ?? named("service_failing"),
    facts: { subdomain: context.subdomain, ...known?.facts, request, waited, what },
  };
}

function lastAnswer(error: Error): ZendeskHttpError | undefined {
  const last = error instanceof ZendeskUnavailableError ? error.cause : error;
  return last instanceof ZendeskHttpError ? last : undefined;
}
