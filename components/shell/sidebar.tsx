'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Logo } from '#components/ui/logo.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import { MemberMenu } from './member-menu.tsx'
import { isCurrent, navigationFor, type NavigationItem } from './navigation.ts'
import { ScopeSwitcher } from './scope-switcher.tsx'
import { useMayOpen, useScope } from './shell-context.tsx'

/** A count beside a page of the sidebar, with the state that it is about. */
export interface NavigationBadge {
  readonly count: number
  /** True when there are more than were counted: `50+`. */
  readonly isMore?: boolean
  readonly state?: HealthState
}

/** Counts by the path of the page. */
export type NavigationBadges = Readonly<Record<string, NavigationBadge>>

/** Scope, pages and member; icons only under 1200 px; a phone has the bottom bar instead. */
export function Sidebar({ badges }: { badges: NavigationBadges }) {
  return (
    <aside className="border-r border-line bg-inset [--k:var(--bw-inset)] max-sm:hidden">
      <div className="sticky top-0 flex h-dvh flex-col px-2.5 py-3 max-lg:px-1.5">
        <AppLink
          href="/"
          className="flex shrink-0 items-center gap-[9px] px-1.5 pt-0.5 pb-3 text-[14px] font-semibold tracking-[-0.012em] max-lg:justify-center max-lg:px-0"
        >
          <Logo />
          <span className="max-lg:sr-only">Bailiwick</span>
        </AppLink>
        <ScopeSwitcher />
        <Navigation badges={badges} />
        <MemberMenu />
      </div>
    </aside>
  )
}

/** The pages of the scope in view, in groups. */
export function Navigation({ badges, isWide = false }: { badges: NavigationBadges; isWide?: boolean }) {
  const t = useText('shell')
  const scope = useScope()
  const mayOpen = useMayOpen()
  const ref = useRef<HTMLElement>(null)
  const pathname = usePathname()
  // On a low screen the page in view may stand below the fold of the list.
  useEffect(() => {
    if (!isWide) ref.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [pathname, isWide])
  return (
    <nav
      ref={ref}
      aria-label={t('main')}
      className={classNames(
        'flex flex-col gap-px',
        // The pages scroll alone: scope and member stay in view. To the edges, or the outline of the focus would be cut.
        isWide
          ? 'mb-4'
          : '-mx-2.5 min-h-0 overflow-y-auto px-2.5 pb-2 [scrollbar-width:thin] max-lg:-mx-1.5 max-lg:px-1.5',
      )}
    >
      {navigationFor(scope?.kind ?? 'tenant', mayOpen).map((group) => (
        <div key={group.name} className="flex flex-col gap-px">
          <h2
            className={classNames(
              'px-2 pt-2.5 pb-[3px] text-[11px] leading-4 font-medium text-fg-3',
              !isWide && 'max-lg:sr-only',
            )}
          >
            {t(`group.${group.name}`)}
          </h2>
          {group.items.map((item) => (
            <SidebarLink key={item.href} item={item} badge={badges[item.href]} isWide={isWide} />
          ))}
        </div>
      ))}
    </nav>
  )
}

function SidebarLink({
  item,
  badge,
  isWide,
}: {
  item: NavigationItem
  badge: NavigationBadge | undefined
  isWide: boolean
}) {
  const t = useText('shell')
  const ui = useText('ui')
  const label = t(`page.${item.name}`)
  const isHere = isCurrent(item.href, usePathname())
  return (
    <AppLink
      href={item.href}
      aria-current={isHere ? 'page' : undefined}
      title={label}
      className={classNames(
        'relative flex h-7 items-center gap-[9px] rounded-control px-2 pointer-coarse:h-11',
        isWide ? 'h-11' : 'max-lg:h-9 max-lg:justify-center max-lg:px-0',
        isHere
          ? 'bg-raised font-medium text-fg-1 shadow-[inset_2px_0_0_var(--bw-accent)]'
          : 'text-fg-2 hover:bg-raised hover:text-fg-1',
      )}
    >
      <Icon name={item.icon} className={isHere ? '' : 'text-fg-3'} />
      <span className={isWide ? '' : 'max-lg:sr-only'}>{label}</span>
      {badge === undefined || badge.count === 0 ? null : (
        <span
          className={classNames(
            'ml-auto flex items-center gap-[5px] text-[11px] leading-4 text-fg-2',
            !isWide && 'max-lg:absolute max-lg:top-0.5 max-lg:right-0.5',
          )}
        >
          {badge.state === undefined ? null : (
            <StateGlyph state={badge.state} size={11} label={stateText(ui, badge.state)} />
          )}
          <span className={isWide ? '' : 'max-lg:sr-only'}>
            {badge.count}
            {badge.isMore === true ? '+' : ''}
          </span>
        </span>
      )}
    </AppLink>
  )
}
