'use client'
import type { ReactNode } from 'react'
import type { ButtonSize } from './button-class.ts'
import { Button } from './button.tsx'
import { FetchedLayer } from './fetched-layer.tsx'
import { fetched } from './fetched.tsx'
import type { IconName } from './icon-paths.ts'
import { useLayerButton } from './use-layer-button.ts'

const load = async () => await import('./popover-layer.tsx')
const PopoverLayer = fetched(async () => (await load()).PopoverLayer)

/** Properties of `Popover`. */
export interface PopoverProps {
  /** What the button says. */
  readonly label: string
  /** Head of what opens. */
  readonly title: string
  readonly icon?: IconName
  readonly size?: ButtonSize
  /** What opens; `close` closes it and gives the focus back. */
  readonly children: (close: () => void) => ReactNode
}

/** A button with a small sheet behind it, for choices that need more than a line each. */
export function Popover({ label, title, icon, size = 'normal', children }: PopoverProps) {
  const { anchor, button, close } = useLayerButton(load, 'dialog')
  return (
    <>
      <Button {...(icon === undefined ? {} : { icon })} size={size} {...button}>
        {label}
      </Button>
      {anchor === null ? null : (
        <FetchedLayer onGone={close}>
          <PopoverLayer anchor={anchor} title={title} onClose={close}>
            {children(close)}
          </PopoverLayer>
        </FetchedLayer>
      )}
    </>
  )
}
