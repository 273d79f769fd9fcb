import { InvalidRecord } from "../records/invalid-record.ts";
import { forbidden, Refusal } from "../refusal.ts";

/** Does what a single request asks for. What would fail a job's row is a 403 or 422 here. */
export function orRefused<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    if (error.code === "PermissionDenied") throw forbidden(error.message);
    throw new Refusal(422, error.toValidationErrors());
  }
}
