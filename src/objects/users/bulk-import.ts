/** Zendesk's support must enable these requests for an account, and no other bulk requests. */
export const BULK_IMPORT_PATH = /^\/api\/v2\/users\/create(?:_or_update)?_many\.json$/;

/**
 * What the account's owner writes to Zendesk's support, word for word: bulk user imports are off until they ask for
 * them. https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-many-users
 */
export const BULK_IMPORT_REQUEST =
  "Please enable bulk user imports for our account. Our integration calls POST /api/v2/users/create_or_update_many and " +
  "POST /api/v2/users/create_many, and Zendesk answers 403 Forbidden. The records are our own customers. I am the " +
  "account owner.";
