// house: acts before a scope is known: a refusal is noted whoever was refused
import type { Owner } from '#lib/core/scope.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { findEndedCredential } from '#lib/infra/auth/ended-credential.ts'
import type { IdentifyDeps } from '#lib/infra/auth/identify.ts'
import type { Actor } from '#lib/infra/context/request-context.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { noteSecurityEvent } from '#lib/modules/security/index.ts'
import type { SecurityKind } from '#lib/modules/security/domain/kinds.ts'

/** What was refused at the engine's door. */
export interface DoorRefusal {
  readonly kind: SecurityKind
  /** What is equal for refusals that are counted together: the network or the credential, and why. */
  readonly subject: string
  readonly ip: string | null
  readonly userAgent: string | null
  readonly requestId: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  /** Who was refused, when that is known. */
  readonly actor?: Actor
  readonly owner?: Owner
  /** A credential that opens nothing: whose it was is looked up, for the record alone. Never stored. */
  readonly credential?: string
}

/** Notes a refusal; returns at once, so that no answer waits for it. */
export type NoteRefusal = (refusal: DoorRefusal) => void

interface Group {
  last: DoorRefusal
  /** What was counted since it was written last. */
  count: number
}

/** What `DoorNotes` is made of. */
export interface DoorNotesParts {
  readonly identify: IdentifyDeps
  readonly log: Logger
  /** Milliseconds between two writes of the same subject. */
  readonly intervalMs?: number
  /** Subjects that are told apart within an hour; all further ones are one. */
  readonly mostSubjects?: number
}

const INTERVAL_MS = 5000
const MOST_SUBJECTS = 1000
const HOUR_MS = 3_600_000
const VISITOR: Actor = { kind: 'job', name: 'visitor' }

/**
 * Writes the refusals of the engine's door into the feed of security events, with exact counts: the first of a subject at
 * once, what follows every few seconds. A flood costs one write per subject and interval, and no more than so many
 * subjects an hour, wherever it comes from.
 */
export class DoorNotes {
  readonly #parts: DoorNotesParts
  readonly #groups = new Map<string, Group>()
  readonly #subjects = new Set<string>()
  readonly #underWay = new Set<Promise<void>>()
  readonly #timer: NodeJS.Timeout
  #hour = 0

  constructor(parts: DoorNotesParts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.#writeCounted(), parts.intervalMs ?? INTERVAL_MS)
    this.#timer.unref()
  }

  /** Counts a refusal, and writes it when it is the first of its subject. */
  readonly note: NoteRefusal = (refusal) => {
    const bounded = this.#bounded(refusal)
    const key = `${bounded.kind}|${bounded.subject}`
    const group = this.#groups.get(key)
    if (group !== undefined) {
      group.last = bounded
      group.count += 1
      return
    }
    this.#groups.set(key, { last: bounded, count: 0 })
    this.#write(bounded, 1)
  }

  /** Resolves when everything that was noted is written. */
  async settle(): Promise<void> {
    this.#writeCounted()
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  /** Writes what is left; nothing is counted any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.settle()
  }

  /** Beyond the bound of an hour a refusal is one of many networks, without an address. */
  #bounded(refusal: DoorRefusal): DoorRefusal {
    const { clock } = this.#parts.identify
    const hour = Math.floor(clock.now().getTime() / HOUR_MS)
    if (hour !== this.#hour) {
      this.#hour = hour
      this.#subjects.clear()
    }
    const subject = `${refusal.kind}|${refusal.subject}`
    if (this.#subjects.has(subject)) return refusal
    if (this.#subjects.size < (this.#parts.mostSubjects ?? MOST_SUBJECTS)) {
      this.#subjects.add(subject)
      return refusal
    }
    const { kind, requestId, details } = refusal
    const { door = 'engine' } = details
    return {
      kind,
      subject: 'many',
      ip: null,
      userAgent: null,
      requestId,
      details: { door, reason: 'from more networks than are told apart' },
    }
  }

  #writeCounted(): void {
    for (const [key, group] of this.#groups) {
      if (group.count === 0) this.#groups.delete(key)
      else {
        const { last, count } = group
        group.count = 0
        this.#write(last, count)
      }
    }
  }

  #write(refusal: DoorRefusal, count: number): void {
    const written = this.#record(refusal, count)
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error, kind: refusal.kind }, 'a security event could not be recorded')
      })
      .finally(() => this.#underWay.delete(written))
    this.#underWay.add(written)
  }

  async #record(refusal: DoorRefusal, count: number): Promise<void> {
    const { identify, log } = this.#parts
    const { ip, requestId, userAgent, credential } = refusal
    const ended = credential === undefined ? null : await findEndedCredential(identify, credential)
    const owner = ended?.owner ?? refusal.owner
    await noteSecurityEvent(
      { scope: operatorScope, actor: refusal.actor ?? VISITOR, clock: identify.clock, ip, requestId, log },
      {
        kind: ended === null ? refusal.kind : 'key.ended',
        userAgent,
        count,
        details:
          ended === null
            ? refusal.details
            : { ...refusal.details, reason: ended.why, credential: ended.name, credentialId: ended.id },
        ...(owner === undefined ? {} : { owner }),
      },
      { database: identify.database },
    )
  }
}
