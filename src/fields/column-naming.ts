import type { FieldDefinition } from "./field-definition.ts";

/** By which names an object's columns are found. */
export interface ColumnNaming {
  /** The column of this name or alias: exactly, else without regard to case where only one fits. */
  columnNamed(name: string): string | undefined;
  /** The column that a mapping means: its exact name, or an alias that only one field has. */
  exactColumn(name: string): string;
}

/** `prefix` as it stands before the keys of custom fields, its dot included. */
export function columnNaming(
  standard: readonly string[],
  prefix: string,
  definitions: readonly FieldDefinition[],
): ColumnNaming {
  const custom = definitions.map(({ key }) => prefix + key);
  const aliases = aliasesOf(definitions, prefix);
  const findName = caseInsensitive([...standard, ...custom, ...aliases.keys()]);
  return {
    columnNamed: (name) => {
      const found = findName(name);
      return found === undefined ? undefined : (aliases.get(found) ?? found);
    },
    exactColumn: (name) => aliases.get(name) ?? name,
  };
}

/** Names that several fields share, or that are another field's key, name none. */
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

function caseInsensitive(names: readonly string[]): (name: string) => string | undefined {
  const exact = new Set(names);
  const alike = Map.groupBy(names, (name) => name.toLowerCase());
  return (name) => {
    if (exact.has(name)) return name;
    const [only, ...others] = alike.get(name.toLowerCase()) ?? [];
    return others.length === 0 ? only : undefined;
  };
}
