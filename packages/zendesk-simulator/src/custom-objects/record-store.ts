import { SearchIndex } from "../records/search-index.ts";
import type { CustomRecord } from "./custom-record.ts";
import type { UlidSequence } from "./ulid-sequence.ts";

/**
 * The records of one custom object by id, external id and, where names are unique, by name. External ids are
 * case-sensitive (Zendesk's reference). Names are compared without case and outer blanks, as those of organizations are
 * (assumed).
 */
export class RecordStore {
  /** What searches see, which may lag. */
  readonly index: SearchIndex<CustomRecord>;
  readonly #ids: UlidSequence;
  readonly #onChange: (record: CustomRecord) => void;
  readonly #records = new Map<string, CustomRecord>();
  readonly #deleted = new Map<string, CustomRecord>();
  readonly #byExternalId = new Map<string, CustomRecord>();
  readonly #byName = new Map<string, CustomRecord>();

  constructor(ids: UlidSequence, searchDelaySeconds: number, onChange: (record: CustomRecord) => void) {
    this.#ids = ids;
    this.#onChange = onChange;
    this.index = new SearchIndex(searchDelaySeconds);
  }

  /** Call `touch` when its values are set. */
  create(author: string, nowMs: number): CustomRecord {
    const times = { createdAt: nowMs, updatedAt: nowMs, createdBy: author, updatedBy: author };
    const record: CustomRecord = {
      id: this.#ids.take(nowMs),
      ...times,
      active: true,
      name: "",
      externalId: null,
      values: {},
    };
    this.#records.set(record.id, record);
    return record;
  }

  get size(): number {
    return this.#records.size;
  }

  byId(id: string): CustomRecord | undefined {
    return this.#records.get(id);
  }

  /** Of one that is deleted too. */
  formerById(id: string): CustomRecord | undefined {
    return this.#records.get(id) ?? this.#deleted.get(id);
  }

  byExternalId(externalId: string): CustomRecord | undefined {
    return this.#byExternalId.get(externalId);
  }

  /** One of the records with this name; the only one where names are unique. */
  byName(name: string): CustomRecord | undefined {
    return this.#byName.get(nameKey(name));
  }

  all(): Iterable<CustomRecord> {
    return this.#records.values();
  }

  rename(record: CustomRecord, name: string): void {
    this.#forgetName(record);
    record.name = name;
    this.#byName.set(nameKey(name), record);
  }

  setExternalId(record: CustomRecord, externalId: string | null): void {
    if (record.externalId !== null) this.#byExternalId.delete(record.externalId);
    record.externalId = externalId;
    if (externalId !== null) this.#byExternalId.set(externalId, record);
  }

  /** Call it after each change of a record. */
  touch(record: CustomRecord, author: string, nowMs: number): void {
    record.updatedAt = nowMs;
    record.updatedBy = author;
    this.index.note(record, nowMs);
    this.#onChange(record);
  }

  /** Its name and its external id become free. */
  delete(record: CustomRecord, nowMs: number): void {
    record.active = false;
    this.#records.delete(record.id);
    this.#deleted.set(record.id, record);
    this.#forgetName(record);
    if (record.externalId !== null) this.#byExternalId.delete(record.externalId);
    this.index.note(record, nowMs);
    this.#onChange(record);
  }

  #forgetName(record: CustomRecord): void {
    if (this.byName(record.name) === record) this.#byName.delete(nameKey(record.name));
  }
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}
