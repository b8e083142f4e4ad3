import { open, stat, statfs } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { operatorScope } from '#lib/core/scope.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { operatorOwner, type SealedPlace } from '#lib/infra/auth/seal.ts'
import { OutgoingError, type AllowEntry, type Outgoing } from '#lib/infra/http/outgoing.ts'
import type { WebhookSender } from '#lib/infra/http/webhook.ts'
import { MailError, type Mailer } from '#lib/infra/mail/index.ts'
import { putLockedObject, type Bucket } from '#lib/infra/s3/put-locked-object.ts'
import type { Witness } from './anchor-repository.ts'
import { headLine, type SignedHead } from './domain/export-lines.ts'
import { whyInside } from './receiver-place.ts'

/** The ways to witnesses. */
export interface WitnessParts {
  readonly own: Runtime
  readonly mailer: Mailer
  readonly webhooks: WebhookSender
  readonly outgoing: Outgoing
  /** The bucket of the settings; null when none is set. */
  readonly bucket: (Bucket & { readonly lockDays: number }) | null
  /** A folder on the disk of the installation: a file beside it is no witness. */
  readonly stateDirectory: string
  /** Addresses and networks of this machine as they are now: a receiver on it is no witness. */
  readonly ownAddresses: () => readonly string[]
  /** Where the mail server is as of now. */
  readonly mailServer: () => Promise<readonly string[]>
}

/** What became of giving an anchor to one witness. */
export interface WitnessOutcome {
  readonly isDelivered: boolean
  /** True when whoever holds the database does not hold the witness too, as far as its place tells. */
  readonly isOutside: boolean
  readonly answer: string
}

/** What is given: the heads, under a name that is the same on every try. */
export interface Testimony {
  readonly id: string
  readonly heads: readonly SignedHead[]
  readonly allow: readonly AllowEntry[]
}

/** Where the signing secret of a webhook witness is sealed. */
export const witnessPlace = (id: string): SealedPlace => ({
  owner: operatorOwner,
  table: 'audit_witness',
  column: 'secret',
  rowId: id,
})

const failed = (answer: string): WitnessOutcome => ({ isDelivered: false, isOutside: false, answer })
const documentOf = ({ heads }: Testimony): string => heads.map(headLine).join('')

/** Gives an anchor to a witness. What went wrong is the outcome. */
export async function testify(
  parts: WitnessParts,
  witness: Pick<Witness, 'id' | 'kind' | 'target' | 'secret'>,
  testimony: Testimony,
): Promise<WitnessOutcome> {
  switch (witness.kind) {
    case 'file':
      return await toFile(parts, witness.target, testimony)
    case 'webhook':
      return await toWebhook(parts, witness, testimony)
    case 'email':
      return await toMailbox(parts, witness.target, testimony)
    case 'bucket':
      return await toBucket(parts, testimony)
    default:
      return failed(`nobody knows how to reach a witness of the kind ${witness.kind}`)
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** File systems that end with the machine or its container, by the numbers of Linux (statfs(2)). */
const PASSING: Readonly<Record<number, string>> = {
  0x01_02_19_94: 'in memory (tmpfs): gone with the machine',
  0x85_84_58_f6: 'in memory (ramfs): gone with the machine',
  0x79_4c_76_30: 'in a layer of a container (overlay): gone with it',
}

const kept = (isOutside: boolean, answer: string): WitnessOutcome => ({
  isDelivered: true,
  isOutside,
  answer,
})

/** What a receiver took, with the reason before its answer where it does not count. */
function taken({ ownAddresses }: WitnessParts, answer: string, addresses: readonly string[]): WitnessOutcome {
  const reason = whyInside(addresses, ownAddresses())
  return reason === null ? kept(true, answer) : kept(false, `${reason}; its answer: ${answer}`)
}

/** Appends to a file, and has it on the disk before it says so. */
async function toFile(parts: WitnessParts, path: string, testimony: Testimony): Promise<WitnessOutcome> {
  if (!isAbsolute(path)) return failed('the path of the file is not absolute')
  try {
    const file = await open(path, 'a', 0o600)
    try {
      await file.appendFile(documentOf(testimony))
      await file.sync()
    } finally {
      await file.close()
    }
    const folder = dirname(path)
    const [there, here] = [await stat(folder), await stat(parts.stateDirectory)]
    if (there.dev === here.dev) return kept(false, 'on the disk of the installation')
    const { type } = await statfs(folder)
    return type in PASSING ? kept(false, PASSING[type] ?? '') : kept(true, 'on another disk')
  } catch (error) {
    return failed(reasonOf(error))
  }
}

/** Heads per message: receivers are small programs. */
const HEADS_PER_WEBHOOK = 30

async function toWebhook(
  parts: WitnessParts,
  { id, target, secret }: Pick<Witness, 'id' | 'target' | 'secret'>,
  testimony: Testimony,
): Promise<WitnessOutcome> {
  if (secret === null) return failed('it has no signing secret')
  const opened = await parts.own.sealer.open(witnessPlace(id), secret)
  const lines = testimony.heads.map(headLine)
  const addresses = new Set<string>()
  for (let n = 0; n * HEADS_PER_WEBHOOK < lines.length; n += 1) {
    const heads = lines.slice(n * HEADS_PER_WEBHOOK, (n + 1) * HEADS_PER_WEBHOOK)
    const sent = await parts.webhooks.send({
      id: `${testimony.id}-${n}`,
      url: target,
      scope: operatorScope,
      allow: testimony.allow,
      allowHttp: 'listed',
      secrets: [opened],
      payload: {
        type: 'audit.anchor',
        timestamp: parts.own.clock.now().toISOString(),
        data: { anchorId: testimony.id, part: n, heads: heads.map((line) => line.trim()) },
      },
    })
    if (sent.outcome === 'gone') return failed(`the receiver wants nothing more (${sent.status})`)
    if (sent.outcome !== 'delivered') return failed(sent.reason)
    for (const address of sent.addresses) addresses.add(address)
  }
  return taken(parts, 'accepted by the receiver', [...addresses])
}

async function toMailbox(parts: WitnessParts, to: string, testimony: Testimony): Promise<WitnessOutcome> {
  const chains = testimony.heads.length === 1 ? 'one audit chain' : `${testimony.heads.length} audit chains`
  try {
    const { response } = await parts.mailer.send({
      to,
      subject: `[Bailiwick] Heads of ${chains}`,
      text: [
        `These are the signed heads of ${chains} of ${parts.own.publicUrl}. Keep this message: save the lines below as a`,
        'file and give it to verify.mjs with --anchors, and a chain that was written anew is found.',
        '',
        documentOf(testimony),
      ].join('\n'),
      messageId: `${testimony.id}@bailiwick`,
    })
    return taken(parts, response, await parts.mailServer())
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    return failed(error.message)
  }
}

const DAY_MS = 86_400_000

async function toBucket(parts: WitnessParts, testimony: Testimony): Promise<WitnessOutcome> {
  if (parts.bucket === null) return failed('no bucket is set any more (S3_BUCKET)')
  const now = parts.own.clock.now()
  const day = now.toISOString().slice(0, 10).replaceAll('-', '/')
  const { lockDays, ...bucket } = parts.bucket
  try {
    const { status, version, addresses } = await putLockedObject(
      parts.outgoing,
      { ...bucket, allow: testimony.allow, allowHttp: bucket.endpoint.startsWith('http://') },
      {
        key: `audit-anchors/${day}/${testimony.id}.jsonl`,
        body: documentOf(testimony),
        retainUntil: new Date(now.getTime() + lockDays * DAY_MS),
      },
      now,
    )
    if (status < 200 || status >= 300) return failed(`the store answered ${status}`)
    return taken(parts, `locked for ${lockDays} days, version ${version ?? 'unnamed'}`, addresses)
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error
    return failed(error.message)
  }
}
