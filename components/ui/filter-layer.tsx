'use client'
import { Combobox } from '@base-ui/react/combobox'
import { useText } from '#components/language/use-text.ts'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import { layerAround } from './layer-around.ts'
import { closesLayer, POPUP } from './popup-layer.ts'
import type { Option } from './select-option.ts'

/** Properties of `FilterLayer`. */
export interface FilterLayerProps {
  /** The control that it belongs to; it gets the focus back. */
  readonly anchor: HTMLElement
  readonly label: string
  readonly options: readonly Option[]
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly onClose: () => void
}

/** The open part of a long list: a filter above it, the choices below. Fetched when the first one is opened. */
export function FilterLayer({ anchor, label, options, value, onChoose, onClose }: FilterLayerProps) {
  const t = useText('ui')
  return (
    <Combobox.Root
      open
      items={options}
      value={options.find((option) => option.value === value) ?? null}
      isItemEqualToValue={(one, two) => one.value === two.value}
      autoHighlight
      onValueChange={(option) => {
        if (option !== null) onChoose(option.value)
        onClose()
      }}
      onOpenChange={(isOpen, { event, cancel }) => {
        if (isOpen) return
        if (closesLayer(event, anchor)) onClose()
        else cancel()
      }}
    >
      <Combobox.Portal container={layerAround(anchor)}>
        <Combobox.Positioner
          anchor={anchor}
          positionMethod="fixed"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <Combobox.Popup
            aria-label={label}
            finalFocus={() => anchor}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.preventDefault() // it closes the list, not the dialog around it
            }}
            className={classNames(POPUP, 'flex w-[max(var(--anchor-width),220px)] flex-col overflow-hidden')}
          >
            <Combobox.Input
              aria-label={t('filter.label', { label })}
              className="m-1 h-(--bw-control) shrink-0 rounded-control border border-line-control bg-panel px-2.5 text-fg-1"
            />
            <Combobox.Empty className="px-3 py-2 text-small text-fg-3 empty:hidden">
              {t('filter.none')}
            </Combobox.Empty>
            <Combobox.List aria-label={label} className="min-h-0 overflow-y-auto p-1 outline-none">
              {(option: Option) => (
                <Combobox.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-8 cursor-pointer items-center gap-2 rounded-[3px] px-2 outline-none select-none data-highlighted:bg-accent-soft pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 grow truncate">{option.label}</span>
                  <Combobox.ItemIndicator className="text-accent">
                    <Icon name="tick" size={12} />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
