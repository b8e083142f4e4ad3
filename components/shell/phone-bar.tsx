'use client'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import { MemberActions } from './member-menu.tsx'
import { isCurrent, phoneNavigation } from './navigation.ts'
import { ScopeList, useScopeChoice } from './scope-switcher.tsx'
import { scopeLines } from './scopes.ts'
import { useCommands } from './shell-commands.tsx'
import { useMayOpen, useScope, useShell } from './shell-context.tsx'
import { NewsMark } from './news-mark.tsx'
import { Navigation, type NavigationBadge, type NavigationBadges } from './sidebar.tsx'

const PLACE =
  'flex min-h-11 flex-col items-center justify-center gap-[3px] text-[11px] leading-[14px] aria-[current]:font-medium'
const HERE = 'text-fg-1 shadow-[inset_0_2px_0_var(--bw-accent)]'

/** The bottom bar of a phone: four pages, and a sheet with everything else. */
export function PhoneBar({ badges }: { badges: NavigationBadges }) {
  const scope = useScope()
  const pathname = usePathname()
  const t = useText('shell')
  const [isOpen, setIsOpen] = useState(false)
  const items = phoneNavigation(scope?.kind ?? 'tenant', useMayOpen())
  const isElsewhere = !items.some(({ href }) => isCurrent(href, pathname))
  return (
    <>
      <nav
        aria-label={t('phone.main')}
        className="fixed inset-x-0 bottom-0 z-20 grid h-[calc(58px+env(safe-area-inset-bottom))] grid-cols-5 border-t border-line-strong bg-panel pb-[env(safe-area-inset-bottom)] sm:hidden"
      >
        {items.map((item) => {
          const isHere = isCurrent(item.href, pathname)
          return (
            <AppLink
              key={item.href}
              href={item.href}
              aria-current={isHere ? 'page' : undefined}
              className={classNames(PLACE, 'relative', isHere ? HERE : 'text-fg-2')}
            >
              <Icon name={item.icon} size={18} />
              {t(`page.${item.name}`)}
              <PhoneBadge badge={badges[item.href]} />
            </AppLink>
          )
        })}
        <button
          type="button"
          aria-haspopup="dialog"
          aria-current={isElsewhere ? 'true' : undefined}
          onClick={() => setIsOpen(true)}
          className={classNames(PLACE, 'relative', isElsewhere ? HERE : 'text-fg-2')}
        >
          <Icon name="list" size={18} />
          {t('phone.more')}
          <NewsMark className="top-2 right-[calc(50%-16px)]" />
        </button>
      </nav>
      <MoreSheet isOpen={isOpen} onClose={() => setIsOpen(false)} badges={badges} />
    </>
  )
}

/** How many wait on a page, at the corner of its icon. */
function PhoneBadge({ badge }: { badge: NavigationBadge | undefined }) {
  const ui = useText('ui')
  if (badge === undefined || badge.count === 0) return null
  return (
    <span className="absolute top-1 left-[calc(50%+5px)] flex items-center gap-0.5 rounded-full border border-line-strong bg-panel px-1 text-[10px] leading-[14px] font-medium text-fg-1">
      {badge.state === undefined ? null : (
        <StateGlyph state={badge.state} size={9} label={stateText(ui, badge.state)} />
      )}
      {badge.count}
      {badge.isMore === true ? '+' : ''}
    </span>
  )
}

function MoreSheet({
  isOpen,
  onClose,
  badges,
}: {
  isOpen: boolean
  onClose: () => void
  badges: NavigationBadges
}) {
  const t = useText('shell')
  const { scopes } = useShell()
  const scope = useScope()
  const choose = useScopeChoice()
  const { run } = useCommands()
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={t('phone.menu')}>
      <div className="border-b border-line px-5 py-3.5">
        <Button
          icon="search"
          className="w-full"
          onClick={() => {
            onClose()
            run('palette')
          }}
        >
          {t('search')}
        </Button>
      </div>
      {scope === null ? null : (
        <DrawerSection title={t('phone.scope')} meta={scopeLines(t, scope).level}>
          {scopes.length === 1 ? (
            <p>{scope.name}</p>
          ) : (
            <ScopeList
              current={scope}
              onChoose={(option) => {
                onClose()
                choose(option)
              }}
            />
          )}
        </DrawerSection>
      )}
      {/* The sheet closes when a link in it was followed: the path changes under it. */}
      <div className="border-b border-line px-3 py-1" onClickCapture={onClose}>
        <Navigation badges={badges} isWide />
      </div>
      <DrawerSection title={t('phone.you')}>
        <MemberActions />
      </DrawerSection>
    </Drawer>
  )
}
