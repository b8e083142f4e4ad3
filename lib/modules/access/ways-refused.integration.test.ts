// Bar test 15: a TOTP code used twice or out of its time, and a passkey that was shown to somebody else, is refused.
// suite: waits
import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { makeSoftwarePasskey, type Behaviour, type SoftwarePasskey } from '#testing/software-authenticator.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { generate } from 'otplib'
import { operatorScope } from '#lib/core/scope.ts'
import { addPasskey, askStepUp, signIn, startPasskey, stepUp } from './index.ts'
import {
  accessWorld,
  PASSWORD,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
} from './testing/access-world.ts'
import { addSoftwarePasskey, openTestBrowser, stepUpWith } from './testing/passkeys.ts'

/** How often each kind is tried. */
const ROUNDS = 3
const STEP_MS = 30_000

let world: TestWorld
let access: AccessWorld
let admin: TestMember
let software: SoftwarePasskey

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  admin = await access.setUp(world.console(operatorScope, access.clock))
  const added = await addSoftwarePasskey(access, await access.as(admin.sid))
  software = added.software
})
after(async () => await world.close())

/** What becomes of one attempt that ought to be refused. */
type Attempt = () => Promise<'refused' | 'accepted'>

/** Failures are forgotten in between: here the refusals themselves are looked at, not the waits after them. */
async function count(context: TestContext, kinds: Readonly<Record<string, Attempt>>): Promise<void> {
  const figures: string[] = []
  for (const [kind, attempt] of Object.entries(kinds)) {
    let refused = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      if ((await attempt()) === 'refused') refused += 1
      await world.database.asAuth(async (tx) => {
        await tx.member.updateMany({ data: { failedCount: 0, lockedUntil: null } })
        await tx.guessCount.updateMany({ data: { failedCount: 0, waitsUntil: null } })
      })
    }
    figures.push(`${kind}: ${refused} of ${ROUNDS} refused`)
  }
  for (const figure of figures) context.diagnostic(figure)
  assert.deepEqual(
    figures.filter((figure) => !figure.includes(`: ${ROUNDS} of `)),
    [],
  )
}

const codeAt = async (steps: number): Promise<string> =>
  await generate({
    secret: admin.secret,
    epoch: Math.floor((access.clock.now().getTime() + steps * STEP_MS) / 1000),
  })
const give = async (code: string): ReturnType<typeof signIn> =>
  await signIn(access.visitor(), { email: admin.email, password: PASSWORD, code }, access.runtime)
const outcome = ({ ok }: { ok: boolean }): 'refused' | 'accepted' => (ok ? 'accepted' : 'refused')
const tried = async (attempt: Promise<unknown>): Promise<'refused' | 'accepted'> =>
  await attempt.then(
    () => 'accepted',
    (error: unknown) => {
      assert.ok(error instanceof Error)
      assert.match(error.message, /not accepted|not what was asked/)
      return 'refused'
    },
  )

const usedBefore = async () => {
  access.clock.advance(STEP_MS)
  const code = await codeAt(0)
  assert.ok((await give(code)).ok, 'it works once')
  return code
}
const off =
  (steps: number): Attempt =>
  async () => {
    access.clock.advance(STEP_MS)
    return outcome(await give(await codeAt(steps)))
  }

test('TOTP: a code works once, and only in its time', async (context) => {
  await count(context, {
    'code used twice': async () => outcome(await give(await usedBefore())),
    'code used for sign-in, then for step-up': async () => {
      const code = await usedBefore()
      const ctx = await access.as(await openTestBrowser(access).signIn(software))
      const refusal = await stepUp(ctx, { code }, access.runtime).then(
        () => null,
        (error: unknown) => error,
      )
      return refusal === null ? 'accepted' : 'refused'
    },
    'code two steps old': off(-2),
    'code one step old': off(-1),
    'code one step ahead': off(1),
    'code two steps ahead': off(2),
    'of two at once, the second': async () => {
      access.clock.advance(STEP_MS)
      const code = await codeAt(0)
      const results = await Promise.all([give(code), give(code)])
      return results.filter(({ ok }) => ok).length === 1 ? 'refused' : 'accepted'
    },
  })
})

/** Shows the right passkey in a browser that was asked, but wrongly. */
const shown =
  (how: Behaviour): Attempt =>
  async () =>
    await tried(openTestBrowser(access).signIn(software, how))

test('passkey: whatever was not signed here, now and for this is refused', async (context) => {
  await count(context, {
    'wrong origin': shown({ origin: 'https://bailiwick.example' }),
    'wrong port of the origin': shown({ origin: 'http://localhost:3001' }),
    'wrong relying party': shown({ rpId: 'elsewhere.example' }),
    'wrong type of answer': shown({ type: 'webauthn.create' }),
    'inside a frame of another site': shown({ isCrossOrigin: true }),
    'owner not verified': shown({ isVerified: false }),
    'owner not present': shown({ isPresent: false, isVerified: false }),
    'wrong signature': shown({ isForged: true }),
    'counter that went back': shown({ counter: 0 }),
    'challenge used twice': async () => {
      const browser = openTestBrowser(access)
      const asked = await browser.ask()
      await browser.signIn(software, { asked })
      return await tried(browser.signIn(software, { asked }))
    },
    'of two answers to one challenge at once, the second': async () => {
      const browser = openTestBrowser(access)
      const asked = await browser.ask()
      const results = await Promise.allSettled([
        browser.signIn(software, { asked }),
        browser.signIn(software, { asked }),
      ])
      return results.filter(({ status }) => status === 'fulfilled').length === 1 ? 'refused' : 'accepted'
    },
    'challenge of another browser': async () => {
      const asked = await openTestBrowser(access).ask()
      return await tried(openTestBrowser(access).signIn(software, { asked }))
    },
    'challenge for another purpose': async () => {
      const browser = openTestBrowser(access)
      return await tried(browser.signIn(software, { asked: await browser.ask('factor') }))
    },
    'challenge of a step-up': async () => {
      const ctx = await access.as(await openTestBrowser(access).signIn(software))
      const asked = await askStepUp(ctx, access.runtime)
      return await tried(openTestBrowser(access).signIn(software, { asked }))
    },
    'challenge older than five minutes': async () => {
      const browser = openTestBrowser(access)
      const asked = await browser.ask()
      access.clock.advance(5 * 60_000)
      return await tried(browser.signIn(software, { asked }))
    },
    'challenge that nobody made': async () => {
      const asked = { challenge: Buffer.alloc(32, 7).toString('base64url') }
      return await tried(openTestBrowser(access).signIn(software, { asked }))
    },
    'passkey that nobody registered': async () => {
      const browser = openTestBrowser(access)
      const asked = await browser.ask()
      return await tried(browser.signIn(makeSoftwarePasskey(PUBLIC_URL, asked), { asked }))
    },
  })
})

test('passkey for step-up and while one is added: the same', async (context) => {
  const session = async () => await access.as(await openTestBrowser(access).signIn(software))
  const added =
    (how: Behaviour): Attempt =>
    async () => {
      const ctx = await session()
      const asked = await startPasskey(ctx, access.runtime)
      const { made } = makeSoftwarePasskey(PUBLIC_URL, asked, how)
      return await tried(addPasskey(ctx, { name: 'x', passkey: made }, access.runtime))
    }
  await count(context, {
    'step-up with wrong origin': async () =>
      await tried(stepUpWith(access, await session(), software, { origin: 'https://bailiwick.example' })),
    'step-up with wrong relying party': async () =>
      await tried(stepUpWith(access, await session(), software, { rpId: 'elsewhere.example' })),
    'step-up with the challenge of another session': async () => {
      const asked = await askStepUp(await session(), access.runtime)
      const passkey = software.show(asked)
      return await tried(stepUp(await session(), { passkey }, access.runtime))
    },
    'added with wrong origin': added({ origin: 'https://bailiwick.example' }),
    'added with wrong relying party': added({ rpId: 'elsewhere.example' }),
    'added without verifying its owner': added({ isVerified: false }),
    'added with the challenge of another session': async () => {
      const { made } = makeSoftwarePasskey(PUBLIC_URL, await startPasskey(await session(), access.runtime))
      return await tried(addPasskey(await session(), { name: 'x', passkey: made }, access.runtime))
    },
  })
})

test('what was refused is in the audit chain, with its reason', async () => {
  const { entries } = await listAudit(world.console(operatorScope), { action: 'session.refuse', limit: 200 })
  const faults = new Set(entries.flatMap(({ details }) => details?.['fault'] ?? []))
  assert.deepEqual(faults, new Set(['challenge', 'counter', 'signature', 'unknown']))
})
