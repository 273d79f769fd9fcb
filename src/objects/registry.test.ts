import { expect, it } from "vitest";
import { z } from "zod";
import { OBJECT_NAMES, OBJECT_SETTINGS, createObjects } from "./registry.ts";

const { deletions, pace, values } = OBJECT_SETTINGS;
const { standard } = createObjects(z.object({ ...deletions, ...pace, ...values }).parse({}));

it.each(standard.map(({ name, writtenAfter = [] }) => [name, writtenAfter] as const))(
  "%s wait only for objects that there are: %j",
  (_name, writtenAfter) => {
    const isKnown = (name: string) => OBJECT_NAMES.includes(name) || name.startsWith("custom_objects/");
    expect(writtenAfter.filter((name) => !isKnown(name))).toEqual([]);
  },
);
