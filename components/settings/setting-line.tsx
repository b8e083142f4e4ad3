'use client'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { actorWords } from '#components/audit/actor-words.ts'
import { auditHref } from '#components/audit/audit-filter.ts'
import { linkTo } from '#components/language/link-to.tsx'
import { mono } from '#components/language/mono.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { useMayOpen } from '#components/shell/shell-context.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { RuledRow } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Moment } from '#components/ui/time.tsx'
import { latestEntryQuery } from './api/latest-entry-query.ts'

/** What every line says of itself. */
export interface SettingTexts {
  readonly name: string
  /** What it decides, a full sentence. */
  readonly about: string
  /** Where it is changed. */
  readonly href: string
}

/** A setting that stands in the database: its value by an answer, its history by the audit chain. */
export interface SettingProps<Data> extends SettingTexts {
  readonly scope: string
  readonly result: UseQueryResult<Data>
  readonly words: (data: Data) => readonly string[]
  /** What the actions begin with that change it. */
  readonly action: string
}

/** One setting: what it is, what it is set to, who set it last, and the way to where it is changed. */
export function Setting<Data>({ scope, result, words, action, ...texts }: SettingProps<Data>) {
  const t = useText('settings')
  const { data, error } = result
  return (
    <Line {...texts} history={<LastChange scope={scope} action={action} />}>
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={1} waitsFor={t('line.waiting', { name: texts.name })} />
        ) : (
          <p className="text-fg-3">{t('line.notShown', { why: error.message })}</p>
        )
      ) : (
        words(data).map((text) => <p key={text}>{text}</p>)
      )}
    </Line>
  )
}

/** A setting that the process reads when it starts. */
export function StartSetting({
  value,
  variable,
  ...texts
}: Omit<SettingTexts, 'href'> & { value: string; variable: string }) {
  const t = useText('settings')
  return (
    <Line {...texts} href={null} history={t.rich('line.read', { variable, code: mono })}>
      <p>{value}</p>
    </Line>
  )
}

interface LineProps extends Omit<SettingTexts, 'href'> {
  readonly href: string | null
  readonly history: ReactNode
  readonly children: ReactNode
}

function Line({ name, about, href, history, children }: LineProps) {
  const t = useText('settings')
  const mayOpen = useMayOpen()
  // A page below another opens for whoever may open that one.
  const page = `/${href?.split('/')[1] ?? ''}`
  return (
    <RuledRow
      isWide
      end={
        href === null || !mayOpen(page) ? undefined : (
          <ButtonLink size="small" href={href}>
            {t('line.open', { name: name.toLowerCase() })}
          </ButtonLink>
        )
      }
    >
      <h3 className="font-medium">{name}</h3>
      <p className="text-small text-fg-3">{about}</p>
      <div className="mt-1">{children}</div>
      <p className="mt-1 text-micro text-fg-3">{history}</p>
    </RuledRow>
  )
}

/** Who changed it last, and when; the entry opens. */
function LastChange({ scope, action }: { scope: string; action: string }) {
  const t = useText('settings')
  const actors = useText('actors')
  const { data, error } = useQuery(latestEntryQuery(scope, action))
  const [entry] = data?.entries ?? []
  if (error !== null) {
    return error.code === 'forbidden' ? t('line.notYours') : error.message
  }
  if (data === undefined) return t('line.looking')
  if (entry === undefined) return t('line.asItCame')
  return t.rich('line.setBy', {
    actor: actorWords(actors, entry),
    moment: put(<Moment at={entry.at} />),
    link: linkTo(auditHref(scope, { action }, entry)),
  })
}
