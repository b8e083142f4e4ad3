'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { PageHelpProvider } from '#components/ui/page-help.tsx'
import { AboutButton } from './about-button.tsx'
import { KeptTextDialog } from './kept-text-dialog.tsx'
import { LiveProvider } from './live.tsx'
import { TopBarTools } from './page-frame.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { RefreshProvider } from './refresh.tsx'
import { SessionWatch } from './session-watch.tsx'
import { ShellProvider, useScope, type ShellFacts } from './shell-context.tsx'
import { ShellCommands } from './shell-commands.tsx'
import { ShellLayers } from './shell-layers.tsx'
import { Sidebar, type NavigationBadges } from './sidebar.tsx'

/** Properties of `AppShell`. */
export interface AppShellProps {
  readonly facts: ShellFacts
  readonly badges?: NavigationBadges
  /** Stands above every page. */
  readonly banner?: ReactNode
  /** Stands at the end of the top bar of every page. */
  readonly tools?: ReactNode
  /** Pages, each in a `PageFrame`. */
  readonly children: ReactNode
}

const NO_BADGES: NavigationBadges = {}

/** The frame of all signed-in pages: sidebar or bottom bar around the page, and one live stream for its scope. */
export function AppShell({ facts, badges = NO_BADGES, banner, tools, children }: AppShellProps) {
  const t = useText('shell')
  return (
    <ShellProvider facts={facts}>
      <InScope>
        <a
          href="#content"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-ink px-3 py-2 font-medium text-on-ink focus:translate-y-0"
        >
          {t('skip')}
        </a>
        <div className="min-h-dvh sm:grid sm:grid-cols-[56px_minmax(0,1fr)] lg:grid-cols-[220px_minmax(0,1fr)]">
          <Sidebar badges={badges} />
          <div className="flex min-w-0 flex-col">
            {banner}
            <TopBarTools value={tools}>
              <PageHelpProvider value={<AboutButton />}>{children}</PageHelpProvider>
            </TopBarTools>
          </div>
        </div>
        <PhoneBar badges={badges} />
        <ShellLayers />
        <SessionWatch />
        <KeptTextDialog />
      </InScope>
    </ShellProvider>
  )
}

function InScope({ children }: { children: ReactNode }) {
  const scope = useScope()?.param ?? null
  return (
    <ShellCommands>
      <RefreshProvider>
        <LiveProvider scope={scope}>{children}</LiveProvider>
      </RefreshProvider>
    </ShellCommands>
  )
}
