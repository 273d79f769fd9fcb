import type { AccountOptions } from "../account/account-options.ts";
import type { CustomField, CustomFieldInput } from "../fields/custom-field.ts";
import { FieldSet } from "../fields/field-set.ts";
import type { CustomObject, NameRule } from "./custom-object.ts";
import type { CustomRecord } from "./custom-record.ts";
import { RecordStore } from "./record-store.ts";
import { UlidSequence } from "./ulid-sequence.ts";

/** What a test says of a custom object. */
export interface CustomObjectInput {
  readonly key: string;
  readonly title?: string;
  readonly titlePluralized?: string;
  readonly name?: Partial<NameRule>;
  readonly fields: readonly CustomFieldInput[];
}

type RecordOptions = Pick<AccountOptions, "seed" | "searchDelaySeconds" | "onTouched">;

const FIRST_FIELD_ID = 4_398_096_842_879;
const IDS_PER_OBJECT = 100_000;
const CREATED = Date.UTC(2024, 0, 15, 9);

/** The account's custom objects by key. A new account has none. */
export class CustomObjectStore {
  readonly #objects = new Map<string, CustomObject>();
  readonly #ids: UlidSequence;
  readonly #options: RecordOptions;

  constructor(options: RecordOptions) {
    this.#ids = new UlidSequence(options.seed, "custom objects");
    this.#options = options;
  }

  /** Adds an object, or gives one new fields; its records stay as they are. */
  define({ key, title = key, titlePluralized = `${title}s`, name = {}, fields }: CustomObjectInput): CustomObject {
    const rule: NameRule = { isUnique: false, autonumbering: undefined, ...name };
    const object = this.#objects.get(key) ?? this.#add(key);
    Object.assign(object, { title, titlePluralized, name: rule } satisfies Partial<CustomObject>);
    object.fields.replace(fields);
    return object;
  }

  byKey(key: string): CustomObject | undefined {
    return this.#objects.get(key);
  }

  all(): readonly CustomObject[] {
    return [...this.#objects.values()];
  }

  get recordCount(): number {
    return this.all().reduce((count, { records }) => count + records.size, 0);
  }

  /** Zendesk deletes the children of a deleted parent in a separate job. Here they are gone at once. */
  deleteRecord(object: CustomObject, record: CustomRecord, nowMs: number): void {
    object.records.delete(record, nowMs);
    for (const [of, child] of this.#childrenOf(object, record)) if (child.active) this.deleteRecord(of, child, nowMs);
  }

  #childrenOf({ key }: CustomObject, parent: CustomRecord): readonly (readonly [CustomObject, CustomRecord])[] {
    return this.all().flatMap((object) => {
      const isOfParent = ({ type, target }: CustomField) => type === "parent" && target === `zen:custom_object:${key}`;
      const fields = object.fields.list.filter(isOfParent);
      if (fields.length === 0) return [];
      const isChild = ({ values }: CustomRecord) => fields.some((field) => values[field.key] === parent.id);
      return [...object.records.all()].filter(isChild).map((child) => [object, child] as const);
    });
  }

  #add(key: string): CustomObject {
    const firstId = FIRST_FIELD_ID + this.#objects.size * IDS_PER_OBJECT;
    const object: CustomObject = {
      key,
      title: key,
      titlePluralized: key,
      createdAt: CREATED,
      fields: new FieldSet("custom_object_fields", firstId, []),
      name: { isUnique: false, autonumbering: undefined },
      nextNumber: 1,
      records: new RecordStore(this.#ids, this.#options.searchDelaySeconds, (record) => {
        this.#options.onTouched?.(`custom_objects/${key}`, record);
      }),
    };
    this.#objects.set(key, object);
    return object;
  }
}
