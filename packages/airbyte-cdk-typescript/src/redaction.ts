import { secretsOf } from "./config-secrets.ts";

const REPLACEMENT = "**********";

/**
 * Shorter texts are parts of ordinary words, and removing them would make messages unreadable. No real secret is so
 * short.
 */
const MIN_SECRET_LENGTH = 4;

/** Shorter pieces of a base64 text would match ordinary words. */
const MIN_BASE64_PIECE = 8;

/** Knows the secrets of this run and removes them from texts. */
export class Redaction {
  /** Longest first, so that a secret is not broken up by another one that is part of it. */
  #forms: string[] = [];

  /** Ignores a secret of fewer than 4 characters. */
  add(secret: string): void {
    if (secret.trim().length < MIN_SECRET_LENGTH) return;
    const forms = new Set([...this.#forms, ...formsOf(secret), ...formsOf(secret.trim())]);
    this.#forms = [...forms].toSorted((a, b) => b.length - a.length);
  }

  /** Adds every value that the schema marks with `airbyte_secret`, in whichever branch. */
  addSecretsOf(schema: unknown, config: unknown): void {
    for (const secret of secretsOf(schema, config)) this.add(secret);
  }

  apply(text: string): string {
    let redacted = text;
    for (const form of this.#forms) redacted = redacted.replaceAll(form, REPLACEMENT);
    return redacted;
  }
}

function formsOf(secret: string): string[] {
  const urlEncoded = new URLSearchParams([["", secret]]).toString().slice(1);
  const forms = [secret, encodeURIComponent(secret.toWellFormed()), urlEncoded, JSON.stringify(secret).slice(1, -1)];
  return [...forms, ...base64Pieces(secret)];
}

/**
 * The secret in base64 at each of the three offsets that it can have in a longer text, as in `Basic
 * base64("user:secret")`: only the characters that depend on the secret alone.
 */
function base64Pieces(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const whole = bytes.toString("base64");
  const pieces = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    return shifted.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((shifted.length * 8) / 6));
  });
  return [whole, ...pieces].flatMap((piece) => (piece.length < MIN_BASE64_PIECE ? [] : [piece, urlSafe(piece)]));
}

function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
