import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signedIn } from '#app/visitor.ts'
import { EnrolScreen } from '#components/access/enrol-screen.tsx'
import { leadingBackTo, ownPath } from '#components/shell/own-path.ts'
import { readProfile } from '#lib/modules/access/index.ts'

export const metadata: Metadata = { title: 'Second factor' }

interface Props {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>
}

/** Where a member without a second factor enrols one, before anything else. */
export default async function EnrolPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const target = ownPath([callbackUrl].flat()[0])
  const ctx = await signedIn()
  if (ctx === null) redirect(leadingBackTo(target, '/sign-in'))
  if (!ctx.mustEnrol || ctx.session === null) redirect(target)
  const sessionEnds = ctx.session.deadlines.endsAt.toISOString()
  return <EnrolScreen target={target} profile={await readProfile(ctx)} sessionEnds={sessionEnds} />
}
