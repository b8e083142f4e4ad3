'use client'
import { useEffect, useRef } from 'react'
import { useText } from '#components/language/use-text.ts'
import { IconButton } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { KEYS_COOKIE } from '#components/ui/preferences.ts'
import { keepPreference, usePreference } from './kept-preference.ts'
import { GO_PAGES } from './keys.ts'
import { NAVIGATION, PROFILE } from './navigation.ts'
import { COMMANDS } from './palette-items.ts'
import type { CommandName } from './shell-commands.tsx'
import { useMayDo, useMayOpen } from './shell-context.tsx'

const SHOWN: readonly CommandName[] = [
  'palette',
  'keys',
  'scope',
  'inbox',
  'news',
  'about',
  'time-range',
  'step-back',
  'step-on',
  'pause',
  'theme',
]

/** Keys of incidents, by the action that whoever presses them must be allowed to do. */
const INCIDENT_KEYS = [
  { name: 'acknowledge', keys: 'A' },
  { name: 'resolve', keys: 'R' },
  { name: 'postUpdate', keys: 'U' },
  { name: 'escalate', keys: 'E' },
] as const

const OTHERS = [
  { keys: 'J K', name: 'rows' },
  { keys: '/', name: 'filter' },
  { keys: 'Esc', name: 'escape' },
] as const

/** Which keys there are, and whether single keys do anything. Loaded on first use. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const t = useText('shell')
  const ref = useRef<HTMLDialogElement>(null)
  const mayOpen = useMayOpen()
  const mayDo = useMayDo()
  const isOff = usePreference(KEYS_COOKIE, null) === 'off'
  useEffect(() => {
    if (ref.current?.open === false) ref.current.showModal()
  }, [])
  const pages = Object.entries(GO_PAGES).flatMap(([letter, href]) => {
    const page = [...NAVIGATION, PROFILE].find((each) => each.href === href)
    const isOpen = page === PROFILE || (page !== undefined && mayOpen(href))
    return isOpen
      ? [{ keys: `G ${letter.toUpperCase()}`, does: t('goTo', { page: t(`page.${page.name}`) }) }]
      : []
  })
  return (
    <dialog
      ref={ref}
      aria-label={t('keys.title')}
      closedby="any"
      onClose={onClose}
      className="m-auto max-h-[85dvh] w-[min(720px,calc(100vw-24px))] overflow-y-auto rounded-dialog bg-overlay text-fg-1 shadow-pop open:arrives"
    >
      <header className="flex items-center justify-between border-b border-line px-[18px] py-2">
        <h2 className="text-[15px] leading-[22px] font-semibold">{t('keys.title')}</h2>
        <IconButton icon="cross" label={t('keys.close')} autoFocus onClick={() => ref.current?.close()} />
      </header>
      <div className="grid gap-x-8 gap-y-4 p-[18px] sm:grid-cols-2">
        <KeyList
          title={t('keys.everywhere')}
          lines={[
            ...SHOWN.map((name) => ({ keys: COMMANDS[name].key, does: t(`command.${name}`) })),
            ...OTHERS.map(({ keys, name }) => ({ keys, does: t(`keys.${name}`) })),
          ]}
        />
        <div className="flex flex-col gap-4">
          <KeyList title={t('keys.pages')} lines={pages} />
          <KeyList
            title={t('keys.incidents')}
            lines={INCIDENT_KEYS.filter(({ name }) => mayDo(name)).map(({ name, keys }) => ({
              keys,
              does: t(`keys.do.${name}`),
            }))}
          />
        </div>
      </div>
      <div className="border-t border-line px-[18px] py-3">
        <Checkbox
          checked={!isOff}
          help={t('keys.help')}
          onChange={(event) => keepPreference(KEYS_COOKIE, event.target.checked ? null : 'off')}
        >
          {t('keys.single')}
        </Checkbox>
      </div>
    </dialog>
  )
}

function KeyList({ title, lines }: { title: string; lines: readonly { keys: string; does: string }[] }) {
  if (lines.length === 0) return null
  return (
    <section>
      <h3 className="mb-1.5 text-small font-semibold">{title}</h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5">
        {lines.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.split(' ').map((key) => (
                <kbd
                  key={key}
                  className="min-w-[22px] rounded-[3px] border border-line-strong px-1.5 text-center font-mono text-[11px] leading-[18px]"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-fg-2">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
