/** A JSON Schema of draft 7, the draft that Airbyte reads. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}
