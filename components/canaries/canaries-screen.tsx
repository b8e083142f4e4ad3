'use client'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { listCanariesOutput } from '#lib/modules/canaries/schemas.ts'
import { canariesQuery } from './api/canaries-query.ts'
import { CanariesTable } from './canaries-table.tsx'
import { canariesSentence, surfaceLines } from './canary-words.ts'

type Answer = z.infer<typeof listCanariesOutput>

/** Properties of `CanariesScreen`. */
export interface CanariesScreenProps {
  readonly scope: string
  /** The last checks when the server made the page; null below operator scope and where the role does not reach. */
  readonly first: Answer | null
}

const HEADER = { title: 'Canaries' } as const

/** Every place that shows data, with when it was last searched for what it must not show. */
export function CanariesScreen({ scope, first }: CanariesScreenProps) {
  return (
    <PageFrame crumbs={[{ label: HEADER.title }]}>
      {scope === 'operator' ? <Checks scope={scope} first={first} /> : <ElsewhereNote />}
    </PageFrame>
  )
}

/** The canaries stand beside every platform, not in one. */
function ElsewhereNote() {
  return (
    <>
      <PageHeader {...HEADER} answer="The canaries guard all platforms together." />
      <EmptyState title="Choose all platforms">
        Two hidden tenants are read everywhere, as everybody. What came of it is shown in the scope of the
        operator.
      </EmptyState>
    </>
  )
}

function Checks({ scope, first }: CanariesScreenProps) {
  const query = useQuery({ ...canariesQuery(scope), ...(first === null ? {} : { initialData: first }) })
  const { data } = query
  const lines = data === undefined ? [] : surfaceLines(data.surfaces, data)
  const every = data === undefined ? '' : `Read every ${formatSeconds(data.intervalSeconds)}`
  return (
    <>
      <PageHeader
        {...HEADER}
        answer={
          data === undefined ? 'Two hidden tenants that nobody else may ever see.' : canariesSentence(lines)
        }
      />
      <p className="max-w-[78ch] text-small text-fg-2">
        Two hidden tenants live in this installation. Every row of theirs holds a random text that stands
        nowhere else. A job reads every surface as each of them, as a real tenant beside them, as the operator
        and as a visitor, and pages with P0 when such a text turns up where it must not, or when one of the
        two no longer sees its own. It also compares the policies of the database with those that the
        migrations made. The canaries are in no count, list, search or mail.
      </p>
      <Panel title="Surfaces" count={lines.length} meta={every} isFlush>
        <QueryView query={query} what="The canaries">
          {(answer) => <CanariesTable lines={lines} times={answer} />}
        </QueryView>
      </Panel>
    </>
  )
}
