import type { FieldDefinition } from "./field-definition.ts";

/** The names by which an object's columns are found. */
export interface ColumnNaming {
  /** The column with this name or alias: an exact match, or a match in another case if only one fits. */
  columnNamed(name: string): string | undefined;
  /** The column that a mapping means: its exact name, or an alias that only one field has. */
  exactColumn(name: string): string;
  /** The columns of the active fields that share this alias, regardless of case; none if at most one has it. */
  columnsSharing(alias: string): readonly string[];
  /** Custom fields that can be written, by their titles where they have no keys of their own. */
  activeCustomColumns(): readonly string[];
}

/** The `prefix` before the keys of custom fields, including its dot. */
export function columnNaming(
  standard: readonly string[],
  prefix: string,
  definitions: readonly FieldDefinition[],
): ColumnNaming {
  const custom = definitions.map(({ key }) => prefix + key);
  const aliases = aliasesOf(definitions, prefix);
  const shared = sharedAliases(definitions, prefix);
  const columns = new Set([...standard, ...custom]);
  // An alias that several fields share names none of them, and must not lead to a field whose alias differs in case.
  const findName = caseInsensitive([...columns, ...activeAliases(definitions, prefix)]);
  return {
    columnNamed: (name) => {
      const found = findName(name);
      if (found === undefined) return undefined;
      return aliases.get(found) ?? (columns.has(found) ? found : undefined);
    },
    exactColumn: (name) => aliases.get(name) ?? name,
    columnsSharing: (alias) => shared.get(alias.toLowerCase()) ?? [],
    activeCustomColumns: () =>
      definitions.flatMap(({ active, alias, key }) => (active ? [prefix + (alias ?? key)] : [])),
  };
}

/** Names that several fields share, or that are another field's key, match no field. */
function aliasesOf(definitions: readonly FieldDefinition[], prefix: string): ReadonlyMap<string, string> {
  const keys = new Set(definitions.map(({ key }) => key));
  const named = Map.groupBy(
    definitions.filter(({ active, alias }) => active && alias !== undefined && !keys.has(alias)),
    ({ alias }) => alias,
  );
  return new Map(
    [...named].flatMap(([alias, [only, ...others]]) =>
      only && others.length === 0 ? [[`${prefix}${alias}`, prefix + only.key] as const] : [],
    ),
  );
}

function activeAliases(definitions: readonly FieldDefinition[], prefix: string): readonly string[] {
  return definitions.flatMap(({ active, alias }) => (active && alias !== undefined ? [prefix + alias] : []));
}

function sharedAliases(
  definitions: readonly FieldDefinition[],
  prefix: string,
): ReadonlyMap<string, readonly string[]> {
  const aliased = definitions.filter(({ active, alias }) => active && alias !== undefined);
  const groups = Map.groupBy(aliased, ({ alias }) => `${prefix}${alias}`.toLowerCase());
  return new Map(
    [...groups].flatMap(([alias, fields]) =>
      fields.length > 1 ? [[alias, fields.map(({ key }) => prefix + key)] as const] : [],
    ),
  );
}

function caseInsensitive(names: readonly string[]): (name: string) => string | undefined {
  const exact = new Set(names);
  const alike = Map.groupBy(names, (name) => name.toLowerCase());
  return (name) => {
    if (exact.has(name)) return name;
    const [only, ...others] = alike.get(name.toLowerCase()) ?? [];
    return others.length === 0 ? only : undefined;
  };
}
