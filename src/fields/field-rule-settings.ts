export interface FieldRuleSettings {
  /** Two capital letters; one for which `isPhoneCountry` holds. */
  readonly phoneCountry: string;
  /** Keys of custom text fields, with or without their prefix. */
  readonly usStateFields: readonly string[];
  /** 0–10; null writes decimals as they are received. */
  readonly decimalPlaces: number | null;
  /** The account's locales; undefined where they are not known. */
  readonly locales?: readonly string[] | undefined;
  /** A decimal lost digits; called each time. */
  readonly onRounded?: (field: string) => void;
  /** A field's values go to Zendesk unchecked; called once, when its rule is made. `why` reads on after the name. */
  readonly onUnchecked?: (field: string, why: string) => void;
}
