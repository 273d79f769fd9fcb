import { InvalidRecord } from "../records/invalid-record.ts";
import { forbidden, Refusal } from "../refusal.ts";

/** Does what a single request asks. What would fail a job's row is this request's 403, or its 422. */
export function orRefused<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    if (error.code === "PermissionDenied") throw forbidden(error.message);
    throw new Refusal(422, error.toValidationErrors());
  }
}
