'use client'
import type { ReactNode } from 'react'
import type { ButtonKind, ButtonSize } from './button-class.ts'
import { Button, IconButton } from './button.tsx'
import { FetchedLayer } from './fetched-layer.tsx'
import { fetched } from './fetched.tsx'
import type { IconName } from './icon-paths.ts'
import type { MenuGroup } from './menu-actions.ts'
import { useLayerButton } from './use-layer-button.ts'

const load = async () => await import('./menu-layer.tsx')
const MenuLayer = fetched(async () => (await load()).MenuLayer)

/** Properties of `Menu`. */
export interface MenuProps {
  /** What the menu is of: "Actions of the rule disk-full". The name of the button where it shows an icon alone. */
  readonly label: string
  readonly groups: readonly MenuGroup[]
  readonly icon?: IconName
  readonly kind?: ButtonKind
  readonly size?: ButtonSize
  /** What the button says; without it, it shows only its icon. */
  readonly children?: ReactNode
}

/** A button with a menu behind it. Arrow keys, Home, End and the first letters move; Escape gives the focus back. */
export function Menu({ label, groups, icon = 'more', kind, size = 'normal', children }: MenuProps) {
  const { anchor, button, close } = useLayerButton(load, 'menu')
  return (
    <>
      {children === undefined ? (
        <IconButton icon={icon} label={label} size={size} {...button} />
      ) : (
        <Button icon={icon} kind={kind ?? 'default'} size={size} {...button}>
          {children}
        </Button>
      )}
      {anchor === null ? null : (
        <FetchedLayer onGone={close}>
          <MenuLayer anchor={anchor} label={label} groups={groups} onClose={close} />
        </FetchedLayer>
      )}
    </>
  )
}
