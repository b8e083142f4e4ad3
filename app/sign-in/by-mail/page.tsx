import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signedIn } from '#app/visitor.ts'
import { AskLinkScreen } from '#components/access/ask-link-screen.tsx'

export const metadata: Metadata = { title: 'Ask for a link' }

interface Props {
  readonly searchParams: Promise<{ readonly for?: string | string[] }>
}

/** Where somebody asks for a link by mail: to sign in with, or to set a new password with. */
export default async function ByMailPage({ searchParams }: Props) {
  const { for: aim } = await searchParams
  if ((await signedIn()) !== null) redirect('/')
  return <AskLinkScreen aim={aim === 'password' ? 'password' : 'sign-in'} />
}
