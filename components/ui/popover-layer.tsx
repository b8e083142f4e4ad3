'use client'
import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { layerAround } from './layer-around.ts'
import { closesLayer, POPUP } from './popup-layer.ts'

/** Properties of `PopoverLayer`. */
export interface PopoverLayerProps {
  /** The button that it belongs to; it gets the focus back. */
  readonly anchor: HTMLElement
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The open part of a popover: fetched when the first one is opened. */
export function PopoverLayer({ anchor, title, onClose, children }: PopoverLayerProps) {
  return (
    <Popover.Root
      open
      onOpenChange={(isOpen, { event, cancel }) => {
        if (isOpen) return
        if (closesLayer(event, anchor)) onClose()
        else cancel()
      }}
    >
      <Popover.Portal container={layerAround(anchor)}>
        <Popover.Positioner
          anchor={anchor}
          positionMethod="fixed"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup
            finalFocus={() => anchor}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.preventDefault() // it closes this, not the dialog around it
            }}
            className={classNames(POPUP, 'w-64')}
          >
            <Popover.Title className="px-3 pt-2.5 pb-1 text-small text-fg-3">{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
