export interface FieldRuleSettings {
  /** Two capital letters; one for which `isPhoneCountry` holds. */
  readonly phoneCountry: string;
  /** Keys of custom text fields, with or without their prefix. */
  readonly usStateFields: readonly string[];
  /** 0–10; null writes decimals as received. */
  readonly decimalPlaces: number | null;
  /** The account's locales; undefined if they are not known. */
  readonly locales?: readonly string[] | undefined;
  /** A decimal lost digits; called each time. */
  readonly onRounded?: (field: string) => void;
  /** A field's values are sent unchecked. Called once, when its rule is made. `why` continues the field's name. */
  readonly onUnchecked?: (field: string, why: string) => void;
}
