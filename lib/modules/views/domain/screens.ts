/** The lists that can be saved as a view: the first part of their addresses. */
export const VIEW_SCREENS = [
  'api-keys',
  'audit',
  'incidents',
  'members',
  'requests',
  'rules',
  'security',
  'services',
  'sources',
  'tenants',
] as const

/** How many views one member keeps of one list. */
export const MOST_VIEWS = 50

/** What of a view decides whether it is the one that a list begins with. */
export interface Beginning {
  readonly isOwn: boolean
  readonly isShared: boolean
  readonly isDefault: boolean
}

/** The view that a list begins with: the reader's own default, else the one of everybody in the scope; null for none. */
export const defaultView = <View extends Beginning>(views: readonly View[]): View | null =>
  views.find((view) => view.isDefault && view.isOwn && !view.isShared) ??
  views.find((view) => view.isDefault && view.isShared) ??
  null
