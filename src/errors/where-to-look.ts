/** Texts that several errors share: pages in Zendesk, and whom to ask. */
export const ROLES = "Admin Center > People > Team > Roles";
export const OAUTH_CLIENTS = "Admin Center > Apps and integrations > APIs > OAuth clients";
export const ASK_ZENDESK =
  "ask Zendesk Support why the request is refused, and give them the request id from the internal message.";
/** Continued by what to include. */
export const OPEN_ISSUE = "open an issue in the connector's repository, and include";
