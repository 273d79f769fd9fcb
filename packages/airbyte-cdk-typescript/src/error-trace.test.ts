import { describe, expect, it } from "vitest";

import { errorTrace } from "./error-trace.ts";
import { ConfigError, SystemError, TransientError } from "./errors.ts";

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("errorTrace", () => {
  it.each([
    [ConfigError, "config_error"],
    [TransientError, "transient_error"],
    [SystemError, "system_error"],
  ])("for a %o has its message and failure type", (ErrorClass, failureType) => {
    const trace = errorTrace(new ErrorClass("Do this now.", { internalMessage: "status 500" }));

    expect(trace).toMatchObject({
      message: "Do this now.",
      internal_message: "status 500",
      failure_type: failureType,
    });
    expect(trace.stack_trace).toMatch(new RegExp(`^${ErrorClass.name}\n {4}at `));
  });

  it("names the causes of an error, but not their messages", () => {
    const refused = Object.assign(new Error("connect jane@example.com"), { code: "ECONNREFUSED" });

    const trace = errorTrace(new TransientError("Try later.", { cause: new TypeError("jane", { cause: refused }) }));

    expect(trace.internal_message).toBe("TypeError, caused by Error ECONNREFUSED");
    expect(trace.stack_trace).toContain("\nCaused by: Error ECONNREFUSED\n    at ");
    expect(JSON.stringify(trace)).not.toContain("jane");
  });

  it("leaves out internal_message when there is nothing to say", () => {
    expect(errorTrace(new ConfigError("Do this now."))).not.toHaveProperty("internal_message");
  });

  it("does not print input that V8 quotes in a SyntaxError", () => {
    const trace = errorTrace(thrownBy(() => JSON.parse('{"name": jane@example.com}')));

    expect(trace).toMatchObject({ internal_message: "SyntaxError", failure_type: "system_error" });
    expect(trace.stack_trace).toContain("at JSON.parse");
    expect(JSON.stringify(trace)).not.toContain("jane");
  });

  it("does not print a line of a message that looks like a stack frame", () => {
    const trace = errorTrace(new RangeError("first\n    at jane (jane@example.com:1:1)\n    at home"));

    expect(trace.stack_trace).toMatch(/^RangeError\n {4}at /);
    expect(JSON.stringify(trace)).not.toMatch(/jane|home/);
  });

  it("does not print an odd code", () => {
    const trace = errorTrace(Object.assign(new Error("x"), { code: "jane@example.com" }));

    expect(trace.internal_message).toBe("Error");
  });

  it("names the class of an error, not what a server called it", () => {
    class S3ServiceException extends Error {}
    const error = Object.assign(new S3ServiceException("x"), { name: "jane", code: "jane" });

    expect(errorTrace(error).internal_message).toBe("S3ServiceException");
    expect(JSON.stringify(errorTrace(error))).not.toContain("jane");
  });

  it("keeps the names from Node", () => {
    expect(errorTrace(new DOMException("x", "AbortError")).internal_message).toBe("AbortError");
  });

  it("does not print a message that was changed after the stack was made", () => {
    const error = new Error("first\n    at jane (jane@example.com:1:1)");
    error.message = "other";

    expect(JSON.stringify(errorTrace(error))).not.toContain("jane");
  });

  it.each(["message", "stack", "name", "code", "cause", "constructor"])(
    "takes an error whose %s throws",
    (property) => {
      const error = Object.defineProperty(new Error("jane"), property, {
        get: () => {
          throw new Error("jane");
        },
      });

      expect(errorTrace(error)).toMatchObject({ failure_type: "system_error" });
      expect(JSON.stringify(errorTrace(error))).not.toContain("jane");
    },
  );

  it("ends when causes form a circle", () => {
    const error = new Error("x");
    error.cause = error;

    expect(errorTrace(error).failure_type).toBe("system_error");
  });

  it.each([["text"], [undefined], [null], [{ name: "jane" }], [7]])("accepts %j, which is not an error", (thrown) => {
    const trace = errorTrace(thrown);

    expect(trace).toMatchObject({ failure_type: "system_error", internal_message: `a thrown ${typeof thrown}` });
    expect(trace.message).toContain("report this error");
    expect(JSON.stringify(trace)).not.toContain("jane");
  });
});
