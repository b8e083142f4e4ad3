import type { Text } from '#components/language/use-text.ts'
import { compareStates, worstState, type HealthState } from '#components/ui/states.ts'
import type { CanarySurfaceView } from '#lib/modules/canaries/schemas.ts'

/** One surface as one reader saw it. */
export type CanaryCell = CanarySurfaceView['cells'][number]
type Verdict = NonNullable<CanaryCell['verdict']>

const STATES = {
  own: 'healthy',
  clean: 'healthy',
  refused: 'healthy',
  blind: 'down',
  failed: 'unknown',
  leak: 'down',
} as const satisfies Record<Verdict, HealthState>

/** A check that is older than so many intervals says nothing about now. */
const STALE_INTERVALS = 3

/** When the checks were listed, and how often they are made. */
export interface CheckTimes {
  readonly asOf: string
  readonly intervalSeconds: number
}

type Checked = Pick<CanaryCell, 'verdict' | 'checkedAt'>

/** The state of a cell. What is red stays red however old it is; anything else that is old is stale. */
function cellState({ verdict, checkedAt }: Checked, { asOf, intervalSeconds }: CheckTimes): HealthState {
  if (verdict === null || checkedAt === null) return 'unknown'
  const state = STATES[verdict]
  const isOld = Date.parse(asOf) - Date.parse(checkedAt) > STALE_INTERVALS * intervalSeconds * 1000
  return isOld && state !== 'down' ? 'stale' : state
}

/** The state and the words of a cell. */
export function cellLook(
  t: Text<'canaries'>,
  cell: Checked,
  times: CheckTimes,
  kind: CanarySurfaceView['kind'] = 'route',
): { readonly state: HealthState; readonly words: string } {
  const { verdict, checkedAt } = cell
  const state = cellState(cell, times)
  if (verdict === null || checkedAt === null) return { state, words: t('verdict.none') }
  const what = t(kind === 'catalogue' ? `policies.${verdict}` : `verdict.${verdict}`)
  return { state, words: state === 'stale' ? t('verdict.old', { what }) : what }
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
        state: worstState(counted.map((cell) => cellState(cell, times))),
        checkedAt: oldest,
      }
    })
    .toSorted((a, b) => compareStates(a.state, b.state))
}

/** What the page answers, in a sentence. */
export function canariesSentence(t: Text<'canaries'>, lines: readonly SurfaceLine[]): string {
  const count = (state: HealthState): number => lines.filter((line) => line.state === state).length
  const having = (sought: Verdict): number =>
    lines.filter(({ kind, cells }) => kind !== 'catalogue' && cells.some(({ verdict }) => verdict === sought))
      .length
  if (having('leak') > 0) return t('sentence.leak', { count: having('leak') })
  if (having('blind') > 0) return t('sentence.blind', { count: having('blind') })
  const changed = lines
    .filter(({ kind }) => kind === 'catalogue')
    .flatMap(({ cells }) => cells.flatMap(({ verdict, detail }) => (verdict === 'blind' ? [detail] : [])))
  if (changed.length > 0) return t('sentence.changed', { policies: changed.join(' ') })
  const read = lines.filter(({ checkedAt }) => checkedAt !== null).length
  if (read === 0) return t('sentence.unchecked')
  const unsure = lines.length - count('healthy')
  if (unsure > 0) return t('sentence.unsure', { unsure, all: lines.length })
  return t('sentence.clean', { count: lines.length })
}
