import type { Metadata } from 'next'
import { AuditScreen } from '#components/audit/audit-screen.tsx'
import { listAudit } from '#lib/modules/audit/index.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Audit chain' }

/** What was changed in the scope in view, by whom. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <AuditScreen key={scope} scope={scope} first={await firstState(async () => await listAudit(ctx, {}))} />
  )
}
