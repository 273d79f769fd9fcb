import { z } from "zod";

const COMPRESSION_TYPE = { title: "Compression Type", description: "How the objects are compressed.", order: 0 };

const compression = z
  .discriminatedUnion("compression_type", [
    z
      .strictObject({ compression_type: z.literal("No Compression").meta(COMPRESSION_TYPE) })
      .meta({ title: "No Compression", description: "Objects end in .jsonl." }),
    z
      .strictObject({ compression_type: z.literal("GZIP").meta(COMPRESSION_TYPE) })
      .meta({ title: "GZIP", description: "Objects end in .jsonl.gz." }),
  ])
  .default({ compression_type: "No Compression" })
  .meta({ title: "Compression", description: "Whether the objects are compressed.", order: 9 });

/** The names are those of Airbyte's own destinations that keep rejected records; its platform links to the bucket by them. */
export const s3Storage = z
  .strictObject({
    storage_type: z.literal("S3").meta({
      title: "Storage Type",
      description: "Where rejected records are stored.",
      order: 0,
    }),
    access_key_id: z
      .string()
      .min(1)
      .optional()
      .meta({
        title: "Access Key ID",
        description:
          "Access key that may write to the bucket (s3:PutObject, and s3:ListBucket and s3:DeleteObject for the " +
          "connection test). Without keys the connector signs in as AWS tools do: environment variables, web identity, " +
          "the role of its container or machine.",
        airbyte_secret: true,
        always_show: true,
        order: 1,
      }),
    secret_access_key: z.string().min(1).optional().meta({
      title: "Secret Access Key",
      description: "The secret that belongs to the access key ID.",
      airbyte_secret: true,
      always_show: true,
      order: 2,
    }),
    s3_bucket_name: z
      .string()
      .min(1)
      .meta({ title: "S3 Bucket Name", description: "An existing bucket.", examples: ["acme-rejected"], order: 4 }),
    s3_bucket_region: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .meta({
        title: "S3 Bucket Region",
        description: "The bucket's region. Most other S3 servers accept us-east-1.",
        pattern_descriptor: "eu-central-1",
        examples: ["eu-central-1"],
        order: 5,
      }),
    s3_endpoint: z
      .string()
      .regex(/^https?:\/\/\S+$/)
      .optional()
      .meta({
        title: "S3 Endpoint",
        description: "Address of an S3 server other than Amazon's, without a username or password.",
        pattern_descriptor: "https://host:port",
        examples: ["http://localhost:9000"],
        order: 6,
      }),
    bucket_path: z
      .string()
      .default("")
      .meta({
        title: "Prefix Path in the Bucket",
        description: "A prefix for the names of all objects, followed by a folder for each sync. May be empty.",
        examples: ["zendesk/rejected"],
        order: 7,
      }),
    format: z
      .strictObject({
        format_type: z
          .literal("JSONL")
          .meta({ title: "Format Type", description: "One JSON object per line.", default: "JSONL", order: 0 }),
        flattening: z.literal("No flattening").optional().meta({
          title: "Flattening",
          description: "Records are stored as received.",
          order: 1,
        }),
      })
      .default({ format_type: "JSONL" })
      .meta({
        title: "Output Format",
        description: "JSON Lines, without flattening. Other formats are not supported.",
        airbyte_hidden: true,
        order: 8,
      }),
    compression,
  })
  .meta({
    title: "S3",
    description: "Rejected records are written to a bucket, each with the reason.",
    // One key without the other is a mistake that the default way of signing in would hide.
    dependencies: { access_key_id: ["secret_access_key"], secret_access_key: ["access_key_id"] },
  });

export type S3StorageSetting = z.output<typeof s3Storage>;
