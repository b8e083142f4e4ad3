'use client'
import { Menu } from '@base-ui/react/menu'
import { AppLink } from './app-link.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { layerAround } from './layer-around.ts'
import type { MenuAct, MenuCheck, MenuEntry, MenuGroup, MenuLink } from './menu-actions.ts'
import { closesLayer, POPUP } from './popup-layer.ts'

const LINE = classNames(
  'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-[3px] px-2 outline-none select-none',
  'data-highlighted:bg-accent-soft data-disabled:cursor-default data-disabled:text-fg-disabled pointer-coarse:min-h-11',
)

/** Properties of `MenuLayer`. */
export interface MenuLayerProps {
  /** The button that it belongs to; it gets the focus back. */
  readonly anchor: HTMLElement
  readonly label: string
  readonly groups: readonly MenuGroup[]
  readonly onClose: () => void
}

/** The open part of a menu: fetched when the first menu is opened. */
export function MenuLayer({ anchor, label, groups, onClose }: MenuLayerProps) {
  return (
    <Menu.Root
      open
      modal={false}
      onOpenChange={(isOpen, { event, cancel }) => {
        if (isOpen) return
        if (closesLayer(event, anchor)) onClose()
        else cancel()
      }}
    >
      <Menu.Portal container={layerAround(anchor)}>
        <Menu.Positioner
          anchor={anchor}
          positionMethod="fixed"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Menu.Popup
            aria-label={label}
            finalFocus={() => anchor}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.preventDefault() // it closes the menu, not the dialog around it
            }}
            className={classNames(POPUP, 'min-w-44 p-1')}
          >
            {groups.map((group, at) => (
              <Menu.Group key={group.label ?? at}>
                {at === 0 ? null : <Menu.Separator className="-mx-1 my-1 h-px bg-line" />}
                {group.label === undefined ? null : (
                  <Menu.GroupLabel className="px-2 py-1 text-small text-fg-3">{group.label}</Menu.GroupLabel>
                )}
                {group.entries.map((entry) => (
                  <Line key={entry.id} entry={entry} />
                ))}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Line({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'check') return <CheckLine entry={entry} />
  return entry.kind === 'link' ? <LinkLine entry={entry} /> : <ActLine entry={entry} />
}

const shut = (reason: string | undefined) => ({
  disabled: reason !== undefined,
  'aria-description': reason,
  'data-tip': reason,
})

function ActLine({ entry }: { entry: MenuAct }) {
  return (
    <Menu.Item
      {...shut(entry.disabledReason)}
      onClick={entry.onSelect}
      className={classNames(LINE, entry.isDangerous === true && 'text-down')}
    >
      {entry.icon === undefined ? null : <Icon name={entry.icon} size={14} />}
      <span className="grow">{entry.label}</span>
      {entry.shortcut === undefined ? null : <Kbd>{entry.shortcut}</Kbd>}
    </Menu.Item>
  )
}

function LinkLine({ entry }: { entry: MenuLink }) {
  return (
    <Menu.LinkItem render={<AppLink href={entry.href} />} closeOnClick className={LINE}>
      {entry.icon === undefined ? null : <Icon name={entry.icon} size={14} />}
      <span className="grow">{entry.label}</span>
    </Menu.LinkItem>
  )
}

function CheckLine({ entry }: { entry: MenuCheck }) {
  return (
    <Menu.CheckboxItem
      {...shut(entry.disabledReason)}
      checked={entry.isChecked}
      onCheckedChange={entry.onChange}
      className={classNames(LINE, 'group')}
    >
      <span className="grid size-4 shrink-0 place-items-center rounded-[3px] border border-line-control bg-panel text-on-ink group-data-checked:border-ink group-data-checked:bg-ink group-data-disabled:border-dashed">
        <Menu.CheckboxItemIndicator>
          <Icon name="tick" size={12} />
        </Menu.CheckboxItemIndicator>
      </span>
      <span className="grow">{entry.label}</span>
    </Menu.CheckboxItem>
  )
}
