/** Where people find what the steps of several errors speak of. */
export const ROLES = "Admin Center > People > Team > Roles";
export const OAUTH_CLIENTS = "Admin Center > Apps and integrations > APIs > OAuth clients";
export const ASK_ZENDESK = "ask Zendesk's support what the request lacks, with the request id in the internal message.";
