/** A language that the account's users may have. */
export interface Locale {
  readonly id: number;
  readonly locale: string;
  readonly name: string;
}

/** Languages available to every account. */
export const PUBLIC_LOCALES: readonly Locale[] = [
  { id: 1, locale: "en-US", name: "English (United States)" },
  { id: 2, locale: "es", name: "Español" },
  { id: 8, locale: "de", name: "Deutsch" },
  { id: 10, locale: "zh-CN", name: "简体中文" },
  { id: 16, locale: "fr", name: "Français" },
  { id: 19, locale: "pt-BR", name: "Português (Brasil)" },
  { id: 22, locale: "it", name: "Italiano" },
  { id: 27, locale: "ru", name: "Русский" },
  { id: 67, locale: "ja", name: "日本語" },
  { id: 1005, locale: "nl", name: "Nederlands" },
  { id: 1092, locale: "sv", name: "Svenska" },
  { id: 1176, locale: "en-GB", name: "English (United Kingdom)" },
  { id: 1187, locale: "fr-CA", name: "Français (Canada)" },
  { id: 1194, locale: "es-419", name: "Español (Latinoamérica)" },
];

const SWITCHED_ON: ReadonlySet<string> = new Set(["en-US", "en-GB", "es", "fr", "de", "pt-BR", "ja", "nl"]);

/** The languages that are enabled in a plausible account. */
export const defaultLocales = PUBLIC_LOCALES.filter(({ locale }) => SWITCHED_ON.has(locale));
