/** Zendesk Support must enable these requests for an account. Other bulk requests need no such permission. */
export const BULK_IMPORT_PATH = /^\/api\/v2\/users\/create(?:_or_update)?_many\.json$/;

/**
 * The exact text that the account owner sends to Zendesk Support. Bulk user imports are disabled until they ask for
 * them. https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-many-users
 */
export const BULK_IMPORT_REQUEST =
  "Please enable bulk user imports for our account. Our integration calls POST /api/v2/users/create_or_update_many and " +
  "POST /api/v2/users/create_many, and Zendesk answers 403 Forbidden. The records are our own customers. I am the " +
  "account owner.";
