import { makeSoftwarePasskey, type Behaviour, type SoftwarePasskey } from '#testing/software-authenticator.ts'
import type { SessionContext } from '#lib/infra/context/access.ts'
import { newBrowser } from '#lib/infra/auth/browser-cookie.ts'
import { addPasskey, askPasskey, askStepUp, signInWithPasskey, startPasskey } from '../index.ts'
import type { AddPasskeyOutput, AskPasskeyOutput, StepUpOutput } from '../schemas.ts'
import { stepUp } from '../step-up.ts'
import { PUBLIC_URL, type AccessWorld } from './access-world.ts'

/** A passkey that was added, with what the server said of it. */
export interface AddedPasskey extends AddPasskeyOutput {
  readonly software: SoftwarePasskey
}

/** Adds a passkey to the member of a session; step-up has to be open, or the member new. */
export async function addSoftwarePasskey(
  access: AccessWorld,
  ctx: SessionContext,
  name = 'Laptop',
): Promise<AddedPasskey> {
  const software = makeSoftwarePasskey(PUBLIC_URL, await startPasskey(ctx, access.runtime))
  const added = await addPasskey(ctx, { name, passkey: software.made }, access.runtime)
  return { ...added, software }
}

/** A browser without a session. */
export interface TestBrowser {
  readonly id: string
  /** What the server asks of a passkey at sign-in. */
  readonly ask: (purpose?: 'sign-in' | 'factor') => Promise<AskPasskeyOutput>
  /** Shows a passkey to sign in with it; `asked` is what was asked before, otherwise it is asked anew. */
  readonly signIn: (
    software: SoftwarePasskey,
    how?: Behaviour & { readonly asked?: AskPasskeyOutput },
  ) => Promise<string>
}

/** Opens a browser that was never here. */
export function openTestBrowser(access: AccessWorld): TestBrowser {
  const id = newBrowser()
  const ask: TestBrowser['ask'] = async (purpose = 'sign-in') =>
    await askPasskey(access.visitor(), { purpose, browser: id }, access.runtime)
  return {
    id,
    ask,
    async signIn(software, { asked, ...how } = {}) {
      const passkey = software.show(asked ?? (await ask()), how)
      const request = { passkey, browser: id, userAgent: 'test' }
      return (await signInWithPasskey(access.visitor(), request, access.runtime)).sid
    },
  }
}

/** Steps up with a passkey in the session of a context. */
export const stepUpWith = async (
  access: AccessWorld,
  ctx: SessionContext,
  software: SoftwarePasskey,
  how: Behaviour = {},
): Promise<StepUpOutput> =>
  await stepUp(ctx, { passkey: software.show(await askStepUp(ctx, access.runtime), how) }, access.runtime)
