import type { StoredValues } from "../records/stored-values.ts";

/** A record of a custom object as the account keeps it. */
export interface CustomRecord {
  /** A ULID: 26 letters and digits. */
  readonly id: string;
  readonly createdAt: number;
  /** Users are named by their ids. */
  readonly createdBy: string;
  updatedAt: number;
  updatedBy: string;
  /** False once deleted. */
  active: boolean;
  name: string;
  externalId: string | null;
  /** By key of the custom field; only what is set. */
  values: StoredValues;
}
