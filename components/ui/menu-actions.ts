import type { IconName } from './icon-paths.ts'

interface Entry {
  readonly id: string
  /** Verb and object: "Revoke key". */
  readonly label: string
  readonly icon?: IconName
  /** Why it cannot be used now, a full sentence. */
  readonly disabledReason?: string | undefined
}

/** Something to do. */
export interface MenuAct extends Entry {
  readonly kind: 'act'
  readonly onSelect: () => void
  /** Name of the key that does the same. */
  readonly shortcut?: string
  readonly isDangerous?: boolean
}

/** A way to another page. */
export interface MenuLink extends Entry {
  readonly kind: 'link'
  readonly href: string
}

/** Something that is on or off; the menu stays open when it is changed. */
export interface MenuCheck extends Entry {
  readonly kind: 'check'
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}

/** One line of a menu. */
export type MenuEntry = MenuAct | MenuLink | MenuCheck

/** Lines that belong together, ruled off from the next. */
export interface MenuGroup {
  readonly label?: string
  readonly entries: readonly MenuEntry[]
}
