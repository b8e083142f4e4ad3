/** In which orders members are listed; a hyphen turns one around. `since` is the order in which they came. */
export const MEMBER_SORTS = ['since', '-since', 'name', '-name', 'state', '-state'] as const
/** An order of a list of members. */
export type MemberSort = (typeof MEMBER_SORTS)[number]
