'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { PROFILE, SIGN_IN_PATH } from './navigation.ts'
import { NewsMark } from './news-mark.tsx'
import { useCommands } from './shell-commands.tsx'
import { useShell } from './shell-context.tsx'
import { signOut } from './sign-out.ts'
import { DensitySwitch, ThemeSwitch } from './theme-switch.tsx'

/** The signed-in member at the foot of the sidebar, with theme and sign-out behind it. */
export function MemberMenu() {
  const t = useText('shell')
  const { member } = useShell()
  return (
    <div className="mt-auto shrink-0 border-t border-line pt-2.5 pb-1">
      <button
        type="button"
        popoverTarget="member-menu"
        className="relative flex w-full items-center gap-[9px] rounded-control px-2 py-1 text-left hover:bg-raised max-lg:justify-center max-lg:px-0"
      >
        <Avatar name={member.name} />
        <span className="min-w-0 max-lg:hidden">
          <span className="block truncate text-small font-medium">{member.name}</span>
          <span className="block truncate text-micro text-fg-3">{member.email}</span>
        </span>
        <span className="sr-only">{t('account.menu')}</span>
        <NewsMark className="right-1.5" />
      </button>
      <div
        id="member-menu"
        popover="auto"
        className="fixed inset-auto bottom-16 left-3 m-0 w-72 rounded-panel bg-overlay p-3.5 text-fg-1 shadow-pop open:arrives"
      >
        <MemberActions />
      </div>
    </div>
  )
}

/** What the menu holds; the phone shows it in its own sheet. */
export function MemberActions() {
  const t = useText('shell')
  const { member, theme, density } = useShell()
  const { run } = useCommands()
  const show = useToast()
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = () => {
    setIsLeaving(true)
    signOut(SIGN_IN_PATH).catch(() => {
      setIsLeaving(false)
      show({ text: t('account.stillIn'), tone: 'failed' })
    })
  }
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="font-medium">{member.name}</p>
        <p className="text-small break-words text-fg-3">{member.email}</p>
      </div>
      <div>
        <p className="mb-1 text-small text-fg-3">{t('account.theme')}</p>
        <ThemeSwitch initial={theme} />
      </div>
      <div className="max-sm:hidden pointer-coarse:hidden">
        <p className="mb-1 text-small text-fg-3">{t('account.density')}</p>
        <DensitySwitch initial={density} />
      </div>
      <div className="flex flex-wrap gap-2">
        <ButtonLink icon={PROFILE.icon} href={PROFILE.href}>
          {t('page.profile')}
        </ButtonLink>
        <Button icon="list" className="max-sm:hidden" onClick={() => run('keys')}>
          {t('account.keys')}
        </Button>
        <Button icon="page" className="relative" onClick={() => run('news')}>
          {t('account.news')}
          <NewsMark className="-top-1 -right-1" />
        </Button>
        <Button icon="exit" isBusy={isLeaving} onClick={leave}>
          {t('account.signOut')}
        </Button>
      </div>
    </div>
  )
}
