import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signedIn } from '#app/visitor.ts'
import { OrganisationScreen } from '#components/identity/sign-on-screen.tsx'
import { ownPath } from '#components/shell/own-path.ts'

export const metadata: Metadata = { title: 'Sign in by your organisation' }

interface Props {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>
}

/** Where somebody finds the identity provider of their organisation. */
export default async function OrganisationPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const target = ownPath([callbackUrl].flat()[0])
  if ((await signedIn()) !== null) redirect(target)
  return <OrganisationScreen target={target} />
}
