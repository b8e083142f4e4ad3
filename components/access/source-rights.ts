/** What the reader may do on the page of the sources. */
export interface SourceRights {
  readonly create: boolean
  readonly rotate: boolean
  readonly revoke: boolean
  /** The list of private addresses is kept in operator scope. */
  readonly allow: boolean
}
