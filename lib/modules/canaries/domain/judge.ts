import { CANARY_NAMES, type CanaryName } from '#lib/core/canary.ts'
import type { ReaderName, Surface } from './surfaces.ts'

/** What came of reading one surface as one reader, best first. */
export const VERDICTS = ['own', 'clean', 'refused', 'blind', 'failed', 'leak'] as const

/** One of the verdicts. */
export type Verdict = (typeof VERDICTS)[number]

/** The random texts of the canaries. */
export type Markers = Readonly<Record<CanaryName, string>>

/** Bytes of an answer that are searched. Nothing that a canary has is nearly as long. */
export const MOST_SEARCHED = 20_000_000

/** One answer to one request. */
export interface Answered {
  /** Status of HTTP; 0 when nobody answered. */
  readonly status: number
  /** Everything that came: headers and body. */
  readonly text: string
  /** Why the text is not all of the answer: more came than is searched, or what is packed could not be unpacked to its end. */
  readonly cut?: 'long' | 'broken'
  /** What the request itself said: an answer may repeat it. */
  readonly sent: string
  /** Whose id the path named; null when it named none. */
  readonly about: CanaryName | null
}

/** A verdict and a sentence for people, which never holds a marker. */
export interface Judgement {
  readonly verdict: Verdict
  readonly detail: string
}

const idsOf = (name: CanaryName): RegExp =>
  new RegExp(`ca9a71e5-[0-9a-f]{4}-7000-8000-00000000000${name}`, 'gi')

/** Whether an answer holds the marker of a canary, or an id of one of its rows that was not asked for by that id. */
function shows({ text, sent }: Answered, name: CanaryName, markers: Markers): boolean {
  if (text.includes(markers[name])) return true
  return [...text.matchAll(idsOf(name))].some(([id]) => !sent.includes(id))
}

const capital = (name: CanaryName): string => `canary ${name.toUpperCase()}`

function leakIn(reader: ReaderName, answers: readonly Answered[], markers: Markers): Judgement | null {
  for (const name of CANARY_NAMES) {
    const leaking = name === reader ? undefined : answers.find((answer) => shows(answer, name, markers))
    if (leaking !== undefined) {
      const detail = `What belongs to ${capital(name)} was in the answer (${leaking.status}).`
      return { verdict: 'leak', detail }
    }
  }
  // Whose rows these are may stand only in what was not searched any more; that they are not the canary's is plain.
  const long = answers.find(({ cut }) => cut === 'long')
  if (long === undefined || !CANARY_NAMES.some((name) => name === reader)) return null
  return {
    verdict: 'leak',
    detail: `More was in the answer (${long.status}) than the canaries have together.`,
  }
}

const CUT = {
  long: 'The answer is longer than is searched.',
  broken: 'The archive in the answer could not be unpacked to its end.',
} as const

function failureIn(answers: readonly Answered[]): Judgement | null {
  const part = answers.find(({ cut }) => cut !== undefined)?.cut
  if (part !== undefined) return { verdict: 'failed', detail: CUT[part] }
  const broken = answers.find(({ status }) => status === 0 || status === 429 || status >= 500)
  if (answers.length > 0 && broken === undefined) return null
  const status = broken?.status ?? 0
  return { verdict: 'failed', detail: status === 0 ? 'Nobody answered.' : `It answered ${status}.` }
}

const BLIND: Judgement = {
  verdict: 'blind',
  detail: 'The own marker was missing: a policy is missing, or the surface is broken.',
}

const isAlarm = ({ verdict }: Judgement): boolean => verdict === 'leak' || verdict === 'blind'

/**
 * What two readings of one surface by one reader come to. A leak is one however the other went; blind is only who saw nothing
 * of itself both times, since a surface that is starting may be empty once.
 */
export function confirmed<T extends Judgement>(first: T, second: T): T {
  if (first.verdict === 'leak') return first
  if (second.verdict !== 'blind' || isAlarm(first)) return second
  return first
}

/** What blind means of who never found itself there: nothing yet, since an installation that starts or is not set up shows nothing. */
export const NOT_YET: Judgement = {
  verdict: 'failed',
  detail: 'The own marker was not there, and never was so far.',
}

/** What it means that the own row is not there for its owner, or has nothing to show, whatever else is shown. */
function missingIn(asked: readonly Answered[], own: CanaryName | undefined): Judgement | null {
  const aboutOwn = asked.filter(({ about }) => about !== null && about === own)
  if (aboutOwn.some(({ status }) => status === 404)) return BLIND
  // E.g. an archive that could not be written: that is no word about the wall.
  const isEmpty = aboutOwn.some(({ status }) => status === 412)
  return isEmpty ? { verdict: 'failed', detail: 'It answered 412 for the own row.' } : null
}

/** Says what the answers to one reader mean. The worst of them counts. */
export function judge(
  surface: Pick<Surface, 'showsOwn'>,
  reader: ReaderName,
  answers: readonly Answered[],
  markers: Markers,
): Judgement {
  const bad = leakIn(reader, answers, markers) ?? failureIn(answers)
  if (bad !== null) return bad
  const own = CANARY_NAMES.find((name) => name === reader)
  const asked = own === undefined ? answers : answers.filter(({ about }) => about === null || about === own)
  const missing = surface.showsOwn ? missingIn(asked, own) : null
  if (missing !== null) return missing
  const shown = asked.filter(({ status }) => status < 400)
  if (shown.length === 0) {
    const statuses = [...new Set(asked.map(({ status }) => status))].join(', ')
    return { verdict: 'refused', detail: `It answered ${statuses}.` }
  }
  if (own !== undefined && shown.some((answer) => shows(answer, own, markers)))
    return { verdict: 'own', detail: 'The own marker was there, and no other one.' }
  return own !== undefined && surface.showsOwn
    ? BLIND
    : { verdict: 'clean', detail: 'No marker was in the answer.' }
}
