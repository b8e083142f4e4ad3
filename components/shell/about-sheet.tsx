'use client'
import { usePathname } from 'next/navigation'
import { use } from 'react'
import { MoreText } from '#components/language/text-provider.tsx'
import { useLanguage, useText } from '#components/language/use-text.ts'
import { askOnce } from '#components/ui/ask-once.ts'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { aboutPage, type AboutPage } from './about-page.ts'
import { GO_PAGES } from './keys.ts'
import { actHref, OWN_ACTIONS, PAGE_ACTIONS } from './page-actions.ts'
import { useMayDo, useMayOpen, useScope } from './shell-context.tsx'

/** Fetched by whoever asks, in one language; none of these texts has an argument, so that none has to be compiled. */
const TEXTS = {
  en: askOnce(async () => (await import('#messages/en/about.json')).default),
  ms: askOnce(async () => (await import('#messages/ms/about.json')).default),
}

/** What the page in view answers, where its figures come from, and what can be done on it. Loaded on first use. */
export function AboutSheet({ onClose }: { onClose: () => void }) {
  const about = use(TEXTS[useLanguage()]().answer)
  const page = aboutPage(usePathname(), useScope()?.kind ?? 'tenant')
  if (page === null) return null
  return (
    <MoreText messages={{ about }}>
      <Sheet page={page} onClose={onClose} />
    </MoreText>
  )
}

function Sheet({ page, onClose }: { page: AboutPage; onClose: () => void }) {
  const t = useText('about')
  const shell = useText('shell')
  const mayOpen = useMayOpen()
  const head = <p className="text-title font-semibold">{shell(`page.${page.item.name}`)}</p>
  return (
    <Drawer isOpen onClose={onClose} title={shell('command.about')} head={head}>
      <DrawerSection title={t('shows')}>
        <p className="text-fg-2">{t(`page.${page.name}.shows`)}</p>
      </DrawerSection>
      <DrawerSection title={t('from')}>
        <p className="text-fg-2">{t(`page.${page.name}.from`)}</p>
      </DrawerSection>
      <DrawerSection title={t('acts')}>
        <Acts page={page} onChosen={onClose} />
      </DrawerSection>
      <Keys href={page.item.href} name={shell(`page.${page.item.name}`)} />
      {mayOpen('/access') ? (
        <DrawerSection title={t('who')}>
          <p className="text-fg-2">
            <TextLink href="/access">{t('whoLink')}</TextLink>
          </p>
        </DrawerSection>
      ) : null}
    </Drawer>
  )
}

/** What the member may do there; an act that has a form leads into it. */
function Acts({ page: { item }, onChosen }: { page: AboutPage; onChosen: () => void }) {
  const t = useText('about')
  const shell = useText('shell')
  const mayDo = useMayDo()
  const acts = [...PAGE_ACTIONS.filter(({ name }) => mayDo(name)), ...OWN_ACTIONS].filter(
    ({ href }) => href === item.href,
  )
  if (acts.length === 0) return <p className="text-fg-2">{t('look')}</p>
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4 text-fg-2 marker:text-fg-3">
      {acts.map((act) => (
        <li key={act.name} onClickCapture={onChosen}>
          {act.isAsked === true ? (
            <TextLink href={actHref(act)}>{shell(`action.${act.name}`)}</TextLink>
          ) : (
            shell(`action.${act.name}`)
          )}
        </li>
      ))}
    </ul>
  )
}

function Keys({ href, name }: { href: string; name: string }) {
  const t = useText('about')
  const shell = useText('shell')
  const letter = Object.entries(GO_PAGES).find(([, each]) => each === href)?.[0]
  if (letter === undefined) return null
  return (
    <DrawerSection title={t('keys')}>
      <p className="flex items-center gap-2 text-fg-2">
        <Kbd>{`G ${letter.toUpperCase()}`}</Kbd> {shell('goTo', { page: name })}
      </p>
    </DrawerSection>
  )
}
