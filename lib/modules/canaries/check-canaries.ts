import { setTimeout as sleep } from 'node:timers/promises'
import { CANARY_NAMES, canaryMemberId, canaryScope } from '#lib/core/canary.ts'
import { DomainError } from '#lib/core/errors.ts'
import { memberId } from '#lib/core/ids.ts'
import { formatScopeParam, operatorScope, scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import { mintCanaryToken, type CanaryReader } from '#lib/infra/auth/canary-token.ts'
import { mintScopeToken } from '#lib/infra/auth/scope-token.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { EXPORT_DAYS } from '#lib/modules/leaving/index.ts'
import { confirmed, judge, NOT_YET, type Answered, type Markers, type Verdict } from './domain/judge.ts'
import { READERS, SURFACES, type ReaderName, type Surface } from './domain/surfaces.ts'
import { checkPolicies } from './check-policies.ts'
import { ensureCanaries } from './ensure-canaries.ts'
import { openEar } from './hear-stream.ts'
import { readSurface, type Asker } from './read-surface.ts'
import {
  findChecks,
  findNeighbours,
  noteArchive,
  recordCheck,
  touchRules,
  type CheckRow,
} from './repository.ts'
import { BLIND, LEAK, raise } from './raise-finding.ts'
import { sendMarker, sourceCredential } from './send-marker.ts'
import { writeArchives } from './write-archives.ts'

/** Where the processes are that are read, and what the job needs to read them. */
export interface CanaryLink {
  readonly webUrl: string
  readonly engineUrl: string
  /** What the pages with our own metrics ask for. */
  readonly metricsToken: string
  readonly own: Pick<Runtime, 'database' | 'keyring'>
  /** The newest migration that this version brings: its list of policies is that of a database that stands there. */
  readonly schemaVersion: string
  /** A context in the scope of the hidden platform. */
  readonly home: RequestContext
  /** Counts the checks: each has the next real tenant as its neighbour. */
  readonly slot: number
  /** Milliseconds that a stream is listened to at most. */
  readonly listenMs?: number
  /** Milliseconds before what saw nothing of a canary is read a second time. */
  readonly againMs?: number
}

/** What a check came to. */
export interface CanaryResult {
  readonly requests: number
  readonly checks: number
  /** The surfaces and readers where a marker crossed. */
  readonly leaks: readonly Place[]
  /** The surfaces where a canary twice in a row did not find itself. */
  readonly blind: readonly Place[]
  /** How the policies of the database differ from what this version made; null when that could not be told. */
  readonly policyFaults: readonly string[] | null
}

/** A surface and who read it. */
interface Place {
  readonly surface: string
  readonly reader: ReaderName
}

const ANSWER_MS = 5000
const LISTEN_MS = 6000
/** What is late by less than this is still heard. */
const LATE_MS = 400
/** A process that is starting may show an empty page once; it has so long before it is asked again. */
const AGAIN_MS = 5000
const DAY_MS = 86_400_000

/**
 * Reads every surface as every reader, records what came of it, and opens an incident P0 on our own platform when something
 * of a canary was seen by anybody else, when the policies of the database are not those that were made, or when in two checks in a row a canary did not see itself: that leaks nothing, so
 * there is time to tell a wall that is gone from a machine that is busy.
 */
export async function checkCanaries(ctx: RequestContext, link: CanaryLink): Promise<CanaryResult> {
  authorize(ctx, 'canary:read')
  const [read] = await Promise.allSettled([lookForMarkers(ctx, link)])
  // Also where no web process answers: it asks nobody but the database. Afterwards, since an incident of ours that it opens
  // is itself something that a broken wall would show.
  const policyFaults = await checkPolicies(ctx, link.schemaVersion)
  if (read.status === 'rejected') throw read.reason
  return { ...read.value, policyFaults }
}

type MarkersSought = Omit<CanaryResult, 'policyFaults'>

async function lookForMarkers(ctx: RequestContext, link: CanaryLink): Promise<MarkersSought> {
  const markers = await prepare(ctx, link)
  const askers = await askersOf(ctx, link)
  const first = await readSurfaces(ctx, link, SURFACES, { askers, markers })
  const before = await ctx.db.read(async (tx) => await findChecks(tx))
  const rows = onlyWhereSeen(before, await confirmBlind(ctx, link, first, askers))
  const leaks = placesOf(rows, 'leak')
  const blind = placesOf(rows, 'blind')
  const still = blind.filter((place) => before.some((row) => isAt(row, place) && row.verdict === 'blind'))
  await ctx.db.tx(async (tx) => {
    for (const row of rows) await recordCheck(tx, row)
    for (const [action, places] of [
      ['canary.leak', leaks],
      ['canary.blind', blind],
    ] as const) {
      if (places.length === 0) continue
      await recordAudit(tx, ctx, {
        action,
        target: { kind: 'canary', id: 'installation' },
        details: { [action === 'canary.leak' ? 'seen' : 'missing']: places.map(inWords) },
      })
    }
  })
  if (leaks.length > 0) await raise(ctx, LEAK, leaks.map(inWords))
  if (still.length > 0) await raise(ctx, BLIND, still.map(inWords))
  const requests = [...first, ...rows.filter((row) => !first.includes(row))]
  return {
    requests: requests.reduce((sum, row) => sum + row.requests, 0),
    checks: rows.length,
    leaks,
    blind,
  }
}

/** Blind is who saw itself there before: until then it may be that nothing is shown yet. */
function onlyWhereSeen(
  before: Awaited<ReturnType<typeof findChecks>>,
  rows: readonly CheckRow[],
): CheckRow[] {
  const keyOf = ({ surface, reader }: { surface: string; reader: string }): string => `${surface} ${reader}`
  const seen = new Set(before.flatMap((check) => (check.ownAt === null ? [] : [keyOf(check)])))
  return rows.map((row) => (row.verdict === 'blind' && !seen.has(keyOf(row)) ? { ...row, ...NOT_YET } : row))
}

const isAt = (row: { readonly surface: string; readonly reader: string }, place: Place): boolean =>
  row.surface === place.surface && row.reader === place.reader

const placesOf = (rows: readonly CheckRow[], sought: Verdict): Place[] =>
  rows.filter(({ verdict }) => verdict === sought).map(({ surface, reader }): Place => ({ surface, reader }))

/** Makes what is missing of the canaries, and sends the engine their samples. Throws while nobody answers. */
async function prepare(ctx: RequestContext, link: CanaryLink): Promise<Markers> {
  await requireAnswer(link.webUrl)
  const markers = await ensureCanaries(ctx, link.home, link.own)
  const now = ctx.clock.now()
  const { own, schemaVersion } = link
  const archives = await writeArchives({ database: own.database, log: ctx.log, markers, schemaVersion, now })
  const expiresAt = new Date(now.getTime() + EXPORT_DAYS * DAY_MS)
  await link.home.db.tx(async (tx) => {
    for (const archive of archives) await noteArchive(tx, archive, { now, expiresAt })
  })
  for (const name of CANARY_NAMES) {
    const credential = sourceCredential(link.own.keyring, name)
    await sendMarker({ engineUrl: link.engineUrl, credential, marker: markers[name], now })
  }
  return markers
}

async function readSurfaces(
  ctx: RequestContext,
  link: CanaryLink,
  surfaces: readonly Surface[],
  { askers, markers }: { readonly askers: Askers; readonly markers: Markers },
): Promise<CheckRow[]> {
  const rows: CheckRow[] = []
  for (const surface of surfaces) {
    const answers =
      surface.kind === 'stream' ? await hearAll(ctx, link, surface, askers) : await readAll(surface, askers)
    for (const [reader, given] of answers) {
      rows.push({
        surface: surface.name,
        reader,
        requests: given.length,
        checkedAt: ctx.clock.now(),
        ...judge(surface, reader, given, markers),
      })
    }
  }
  return rows
}

/**
 * Reads every surface again on which a canary did not find itself, a moment later and after its rows were made sure of: what
 * just started is no finding. What the second reading says counts for that surface.
 */
async function confirmBlind(
  ctx: RequestContext,
  link: CanaryLink,
  rows: readonly CheckRow[],
  askers: Askers,
): Promise<readonly CheckRow[]> {
  const doubted = new Set(rows.flatMap(({ surface, verdict }) => (verdict === 'blind' ? [surface] : [])))
  if (doubted.size === 0) return rows
  await sleep(link.againMs ?? AGAIN_MS)
  const markers = await prepare(ctx, link)
  const surfaces = SURFACES.filter(({ name }) => doubted.has(name))
  const again = await readSurfaces(ctx, link, surfaces, { askers, markers })
  return rows.map((row) => {
    const second = again.find(({ surface, reader }) => surface === row.surface && reader === row.reader)
    return second === undefined ? row : confirmed(row, second)
  })
}

/** A web process that is not there yet is no finding: the job is tried again, and what was checked before grows older. */
async function requireAnswer(webUrl: string): Promise<void> {
  try {
    const response = await fetch(`${webUrl}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) })
    await response.body?.cancel()
  } catch (cause) {
    throw new DomainError('unavailable', 'The web process does not answer.', { cause })
  }
}

type Askers = ReadonlyMap<ReaderName, Asker>

/** Somebody of a scope who is nobody: rows about oneself do not exist. */
const nobodyIn = (scope: Scope): CanaryReader => ({ scope, memberId: memberId(newId()) })

async function askersOf(ctx: RequestContext, link: CanaryLink): Promise<Askers> {
  const { webUrl, engineUrl, metricsToken, slot, own } = link
  const neighbours = await ctx.db.read(async (tx) => await findNeighbours(tx))
  const neighbour = neighbours[slot % Math.max(1, neighbours.length)]
  const readers = new Map<ReaderName, CanaryReader>([
    ...CANARY_NAMES.map((name): [ReaderName, CanaryReader] => [
      name,
      { scope: canaryScope(name), memberId: canaryMemberId(name) },
    ]),
    ['operator', nobodyIn(operatorScope)],
  ])
  if (neighbour !== undefined) {
    const scope = scopeOfOwner({ platformId: neighbour.platformId, tenantId: neighbour.id })
    readers.set('neighbour', nobodyIn(scope))
  }
  const now = ctx.clock.now()
  const visitor: Asker = {
    webUrl,
    engineUrl,
    scope: null,
    now,
    headersFor: ({ path }) => (path === '/metrics' ? { authorization: `Bearer ${metricsToken}` } : {}),
  }
  const askers = [...readers].map(([name, reader]): [ReaderName, Asker] => [
    name,
    {
      ...visitor,
      scope: formatScopeParam(reader.scope),
      headersFor: ({ kind }) => ({ authorization: `Bearer ${tokenFor(kind, reader)}` }),
    },
  ])
  // A token is made for the moment of its request, by the clock of the request.
  const tokenFor = (kind: Surface['kind'], reader: CanaryReader): string =>
    kind === 'engine'
      ? mintScopeToken(
          own.keyring.scopeToken,
          { scope: reader.scope, permissions: ['metrics:query'] },
          ctx.clock.now(),
        )
      : mintCanaryToken(own.keyring.canary, reader, ctx.clock.now())
  return new Map([...askers, ['visitor', visitor]])
}

type Answers = readonly (readonly [ReaderName, readonly Answered[]])[]

async function readAll(surface: Surface, askers: Askers): Promise<Answers> {
  return await Promise.all(
    present(surface, askers).map(
      async ([reader, asker]) => [reader, await readSurface(surface, asker)] as const,
    ),
  )
}

/** The readers of a surface that there are: a new installation has no neighbour yet. */
const present = (surface: Surface, askers: Askers): [ReaderName, Asker][] =>
  READERS.flatMap((reader) => {
    const asker = surface.readers.includes(reader) ? askers.get(reader) : undefined
    return asker === undefined ? [] : [[reader, asker]]
  })

/** Opens a stream for every reader, lets something happen at each canary, and waits until these two have heard of it. */
async function hearAll(
  ctx: RequestContext,
  link: CanaryLink,
  surface: Surface,
  askers: Askers,
): Promise<Answers> {
  const ears = await Promise.all(
    present(surface, askers).map(async ([reader, asker]) => [reader, await openEar(surface, asker)] as const),
  )
  try {
    const owners = ears.filter(([reader]) => reader === 'a' || reader === 'b')
    const haveHeard = () =>
      owners.every(([, ear]) => ear.heard().status !== 200 || ear.heard().text.includes('event: change'))
    // Again and again: the first change may come before the web process listens itself.
    for (let waited = 0; waited < (link.listenMs ?? LISTEN_MS) && !haveHeard(); waited += LATE_MS) {
      await link.home.db.tx(async (tx) => await touchRules(tx, ctx.clock.now()))
      await sleep(LATE_MS)
    }
    await sleep(LATE_MS)
    return ears.map(([reader, ear]) => [reader, [ear.heard()]] as const)
  } finally {
    for (const [, ear] of ears) ear.close()
  }
}

const inWords = ({ surface, reader }: Place): string => `${surface} as ${reader}`
