/** What the reader may do on the page of the API keys. */
export interface KeyRights {
  readonly create: boolean
  readonly revoke: boolean
}
