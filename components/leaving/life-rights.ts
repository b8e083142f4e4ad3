/** What the reader may do here. */
export interface LifeRights {
  readonly rename: boolean
  readonly suspend: boolean
  /** `alone` for the tenant's own admin; `second` for those who need another person. */
  readonly export: 'alone' | 'second' | null
  readonly erase: boolean
}
