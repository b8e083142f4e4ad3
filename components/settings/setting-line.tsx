'use client'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { actorWords } from '#components/audit/audit-words.ts'
import { auditHref } from '#components/audit/audit-filter.ts'
import { useMayOpen } from '#components/shell/shell-context.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
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
  const { data, error } = result
  return (
    <Line {...texts} history={<LastChange scope={scope} action={action} />}>
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={1} waitsFor={`${texts.name}: waiting for the server`} />
        ) : (
          <p className="text-fg-3">Not shown. {error.message}</p>
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
  return (
    <Line
      {...texts}
      href={null}
      history={
        <>
          Read when the process starts, from <code className="font-mono">{variable}</code>
        </>
      }
    >
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
  const mayOpen = useMayOpen()
  // A page below another opens for whoever may open that one.
  const page = `/${href?.split('/')[1] ?? ''}`
  return (
    <RuledRow
      isWide
      end={
        href === null || !mayOpen(page) ? undefined : (
          <ButtonLink size="small" href={href}>
            Open {name.toLowerCase()}
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
  const { data, error } = useQuery(latestEntryQuery(scope, action))
  const [entry] = data?.entries ?? []
  if (error !== null) {
    return error.code === 'forbidden'
      ? 'Who set it stands in the audit chain, which your role does not open.'
      : error.message
  }
  if (data === undefined) return 'Looking into the audit chain'
  if (entry === undefined) return 'Nobody changed it in this scope: it is as it came.'
  return (
    <>
      Set by {actorWords(entry)}, <Moment at={entry.at} />.{' '}
      <AppLink href={auditHref(scope, { action }, entry)} className="opens">
        Its audit entry
      </AppLink>
    </>
  )
}
