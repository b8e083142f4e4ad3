/** Name of the schema of users (RFC 7643 §8.7.1). */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
/** Name of the schema of groups (RFC 7643 §8.7.1). */
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'
/** Name of the message that carries a list (RFC 7644 §3.4.2). */
export const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
