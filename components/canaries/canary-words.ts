import { compareStates, worstState, type HealthState } from '#components/ui/states.ts'
import type { CanarySurfaceView } from '#lib/modules/canaries/schemas.ts'

/** One surface as one reader saw it. */
export type CanaryCell = CanarySurfaceView['cells'][number]
type Verdict = NonNullable<CanaryCell['verdict']>

const LOOKS: Record<Verdict, { readonly state: HealthState; readonly words: string }> = {
  own: { state: 'healthy', words: 'Own marker only' },
  clean: { state: 'healthy', words: 'No marker' },
  refused: { state: 'healthy', words: 'Refused' },
  blind: { state: 'down', words: 'Own marker missing' },
  failed: { state: 'unknown', words: 'No answer' },
  leak: { state: 'down', words: 'Marker crossed' },
}

const CATALOGUE_LOOKS: typeof LOOKS = {
  ...LOOKS,
  clean: { state: 'healthy', words: 'As they were made' },
  blind: { state: 'down', words: 'Not as they were made' },
  failed: { state: 'unknown', words: 'Not checked' },
}

/** A check that is older than so many intervals says nothing about now. */
const STALE_INTERVALS = 3

/** When the checks were listed, and how often they are made. */
export interface CheckTimes {
  readonly asOf: string
  readonly intervalSeconds: number
}

/** The state and the words of a cell. What is red stays red however old it is; anything else that is old is stale. */
export function cellLook(
  { verdict, checkedAt }: Pick<CanaryCell, 'verdict' | 'checkedAt'>,
  { asOf, intervalSeconds }: CheckTimes,
  kind: CanarySurfaceView['kind'] = 'route',
): { readonly state: HealthState; readonly words: string } {
  if (verdict === null || checkedAt === null) return { state: 'unknown', words: 'Not checked yet' }
  const look = (kind === 'catalogue' ? CATALOGUE_LOOKS : LOOKS)[verdict]
  const isOld = Date.parse(asOf) - Date.parse(checkedAt) > STALE_INTERVALS * intervalSeconds * 1000
  return isOld && look.state !== 'down' ? { state: 'stale', words: `${look.words}, long ago` } : look
}

/** A surface with the worst of its cells. */
export interface SurfaceLine extends CanarySurfaceView {
  readonly state: HealthState
  /** The oldest of its checks; null while one is missing that there could be. */
  readonly checkedAt: string | null
}

/** A neighbour is a real tenant: without one there is nothing to read as, which is no gap. */
const mayBeMissing = ({ reader, verdict }: CanaryCell): boolean => reader === 'neighbour' && verdict === null

/** The first of several moments; all are written alike, so that texts compare as times do. */
const oldestOf = (moments: readonly (string | null)[]): string | null =>
  moments.reduce((oldest, at) => (oldest === null || (at !== null && at < oldest) ? at : oldest), null)

/** The surfaces, what needs a person first. */
export function surfaceLines(surfaces: readonly CanarySurfaceView[], times: CheckTimes): SurfaceLine[] {
  return surfaces
    .map((surface): SurfaceLine => {
      const counted = surface.cells.filter((cell) => !mayBeMissing(cell))
      const moments = counted.map(({ checkedAt }) => checkedAt)
      const oldest = moments.includes(null) ? null : oldestOf(moments)
      return {
        ...surface,
        state: worstState(counted.map((cell) => cellLook(cell, times).state)),
        checkedAt: oldest,
      }
    })
    .toSorted((a, b) => compareStates(a.state, b.state))
}

/** What the page answers, in a sentence. */
export function canariesSentence(lines: readonly SurfaceLine[]): string {
  const count = (state: HealthState): number => lines.filter((line) => line.state === state).length
  const plural = (n: number): string => `${n} ${n === 1 ? 'surface' : 'surfaces'}`
  const having = (sought: Verdict): number =>
    lines.filter(({ kind, cells }) => kind !== 'catalogue' && cells.some(({ verdict }) => verdict === sought))
      .length
  if (having('leak') > 0)
    return `Data of one tenant was shown to another, at ${plural(having('leak'))}. An incident P0 is open.`
  if (having('blind') > 0)
    return `A canary no longer sees its own data, at ${plural(having('blind'))}: a policy is missing or the surface is broken. An incident P0 is opened when the next check says the same.`
  const changed = lines
    .filter(({ kind }) => kind === 'catalogue')
    .flatMap(({ cells }) => cells.flatMap(({ verdict, detail }) => (verdict === 'blind' ? [detail] : [])))
  if (changed.length > 0)
    return `What guards the rows of tenants was changed, and no migration did it: ${changed.join(' ')} An incident P0 is open.`
  const read = lines.filter(({ checkedAt }) => checkedAt !== null).length
  if (read === 0) return 'Not checked yet: the first check runs two minutes after the processes have started.'
  const unsure = lines.length - count('healthy')
  if (unsure > 0)
    return `No marker crossed, but ${plural(unsure)} of ${lines.length} cannot say so: look at the first rows.`
  return `No marker crossed: all ${plural(lines.length)} were read, and each showed a canary its own data alone.`
}
