'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import { layerAround } from './layer-around.ts'

/** The popup of a tip, beside what it explains. */
export function TooltipPopup({ anchor, text }: { anchor: HTMLElement; text: string }) {
  return (
    <Tooltip.Root open>
      <Tooltip.Portal container={layerAround(anchor)}>
        <Tooltip.Positioner
          anchor={anchor}
          positionMethod="fixed"
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Tooltip.Popup
            data-tip-popup=""
            className="max-w-[280px] rounded-control bg-overlay px-2 py-1 text-small text-fg-1 shadow-pop arrives"
          >
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
