import { type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "./invalid-record.ts";

/** The name to store; undefined when none was sent. A name cannot be emptied; `complaint` is Zendesk's message then. */
export function checkedName(body: JsonObject, isNew: boolean, complaint: string): string | undefined {
  const name = textOf(body["name"])?.trim();
  if (name === "" || body["name"] === null || (isNew && name === undefined)) {
    throw new InvalidRecord("name", "BlankValue", `Name: ${complaint}`);
  }
  return name;
}
