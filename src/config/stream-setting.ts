import { z } from "zod";

const fieldMapping = z.strictObject({
  field: z.string().min(1).meta({
    title: "Zendesk Field",
    description: 'A standard field such as "email", or "user_fields.<key>" for a custom one.',
    order: 0,
  }),
  column: z
    .string()
    .min(1)
    .meta({ title: "Column", description: "The stream's column that holds its value.", order: 1 }),
});

/** Which object a stream is written to, by which key, and which of its columns become which fields. */
export const streamSetting = z
  .strictObject({
    name: z.string().min(1).meta({ title: "Stream Name", description: "As in the connection.", order: 0 }),
    namespace: z.string().optional().meta({
      title: "Stream Namespace",
      description: "Without it the entry is for the stream in every namespace.",
      order: 1,
    }),
    object: z.string().min(1).meta({
      title: "Zendesk Object",
      description: 'The object that the stream is written to: "users".',
      order: 2,
    }),
    matching_key: z.enum(["external_id", "email", "id"]).optional().meta({
      title: "Matching Key",
      description:
        'How a record finds its user in Zendesk. Without it: the external id where the record has one, else the e-mail address. "id" is Zendesk\'s own id.',
      order: 3,
    }),
    field_list: z.array(fieldMapping).optional().meta({
      title: "Fields",
      description: "Which column goes into which field. With a list, only the columns in it are written.",
      order: 4,
    }),
    fields: z.record(z.string(), z.string().min(1)).optional().meta({
      title: "Fields (Short Form)",
      description: 'The same as an object: {"external_id": "id", "user_fields.plan": "plan_name"}.',
      airbyte_hidden: true,
      order: 5,
    }),
  })
  .meta({ title: "Stream" });

export type StreamSetting = z.output<typeof streamSetting>;
