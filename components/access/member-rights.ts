/** What the reader may do on the page of the members. */
export interface MemberRights {
  readonly invite: boolean
  readonly bind: boolean
  readonly remove: boolean
  readonly endSessions: boolean
  readonly setLimits: boolean
}
