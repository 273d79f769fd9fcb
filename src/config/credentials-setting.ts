import { z } from "zod";

const AUTH_TYPE = { title: "Authentication Type", description: "How the connector signs in.", order: 0 };

const oauthClientCredentials = z
  .strictObject({
    auth_type: z.literal("oauth2_client_credentials").meta(AUTH_TYPE),
    client_id: z.string().min(1).meta({
      title: "Client ID",
      description:
        "The unique identifier of a confidential OAuth client, from Admin Center > Apps and integrations > APIs > OAuth clients.",
      order: 1,
    }),
    client_secret: z.string().min(1).meta({
      title: "Client Secret",
      description: "The client's secret, which Zendesk shows once, when the client is created.",
      airbyte_secret: true,
      order: 2,
    }),
    scope: z.string().min(1).default("read write").meta({
      title: "Scope",
      description: "Space-separated scopes of the tokens. The OAuth client must allow them.",
      order: 3,
    }),
  })
  .meta({
    title: "OAuth Client Credentials (recommended)",
    description: "Keeps working after API tokens stop.",
  });

const apiToken = z
  .strictObject({
    auth_type: z.literal("api_token").meta(AUTH_TYPE),
    email: z.string().min(1).meta({
      title: "Email",
      description: "The email address of an admin in Zendesk.",
      order: 1,
    }),
    api_token: z.string().min(1).meta({
      title: "API Token",
      description: "An existing token. Zendesk issues no new ones, and all stop working on 30 April 2027.",
      airbyte_secret: true,
      order: 2,
    }),
  })
  .meta({
    title: "API Token (works until 30 April 2027)",
    description: "For accounts that still have a token. Move to OAuth before 30 April 2027.",
  });

const oauthAccessToken = z
  .strictObject({
    auth_type: z.literal("oauth2_access_token").meta(AUTH_TYPE),
    access_token: z.string().min(1).meta({
      title: "Access Token",
      description: "An OAuth access token with the scopes read and write. It is not renewed when it expires.",
      airbyte_secret: true,
      order: 1,
    }),
  })
  .meta({ title: "OAuth Access Token", description: "A token that you created elsewhere." });

export const credentialsSetting = z
  .discriminatedUnion("auth_type", [oauthClientCredentials, apiToken, oauthAccessToken])
  .meta({
    title: "Authentication",
    description: "How the connector signs in to Zendesk.",
  });
