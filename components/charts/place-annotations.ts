import type { Annotation } from './chart-data.ts'

/** A flag above the plot. */
export interface PlacedAnnotation extends Annotation {
  /** Where the label stands; `hidden` where it has no room, and the flag alone remains. */
  readonly side: 'right' | 'left' | 'hidden'
  /** Width of the label with its flag, in pixels. */
  readonly room: number
}

/** What a crowd of flags is made of. */
export type CrowdKind = 'events' | 'incidents' | 'changes'

/** The ends of the time axis, and what a crowd is called. */
export interface FlagRow {
  readonly from: number
  readonly to: number
  readonly crowdText: (kind: CrowdKind, count: number) => string
}

/** More than so many within `JOIN_PX` are drawn as one. */
const MOST_APART = 4
const JOIN_PX = 40
/** Width of a letter of the label, and of the flag with its space, in pixels. */
const LETTER_PX = 5.8
const FLAG_PX = 12

/** Where flags stand on a plot of `width` pixels, in the order of their times; crowds of more than four are one flag. */
export function placeAnnotations(
  annotations: readonly Annotation[],
  range: FlagRow,
  width: number,
): readonly PlacedAnnotation[] {
  const xOf = (seconds: number): number => ((seconds - range.from) / (range.to - range.from)) * width
  const flags = joinCrowds(annotations, xOf, range.crowdText)
  let taken = Number.NEGATIVE_INFINITY // the right end of what stands already
  return flags.map((flag, i): PlacedAnnotation => {
    const x = xOf(flag.at)
    const next = flags[i + 1]
    const room = FLAG_PX + flag.label.length * LETTER_PX
    const right = next === undefined ? width + JOIN_PX : xOf(next.at)
    if (x >= taken && x + room <= right) {
      taken = x + room
      return { ...flag, side: 'right', room }
    }
    const isFreeLeft = x - room >= Math.max(taken, -JOIN_PX)
    taken = Math.max(taken, x + FLAG_PX)
    return { ...flag, side: isFreeLeft ? 'left' : 'hidden', room }
  })
}

function joinCrowds(
  annotations: readonly Annotation[],
  xOf: (seconds: number) => number,
  crowdText: FlagRow['crowdText'],
): readonly Annotation[] {
  const flags: Annotation[] = []
  let rest = annotations.toSorted((a, b) => a.at - b.at)
  while (rest[0] !== undefined) {
    const start = xOf(rest[0].at)
    const near = rest.filter(({ at }) => xOf(at) - start <= JOIN_PX)
    const crowd = near.length > MOST_APART ? near : rest.slice(0, 1)
    flags.push(crowd.length === 1 ? rest[0] : joined(crowd, rest[0], crowdText))
    rest = rest.slice(crowd.length)
  }
  return flags
}

/** A crowd with an incident in it is an incident: the worst is what stays visible. */
function joined(
  crowd: readonly Annotation[],
  first: Annotation,
  crowdText: FlagRow['crowdText'],
): Annotation {
  const tones = new Set(crowd.map(({ tone }) => tone))
  const kind = tones.size > 1 ? 'events' : tones.has('incident') ? 'incidents' : 'changes'
  return {
    at: first.at,
    label: crowdText(kind, crowd.length),
    tone: tones.has('incident') ? 'incident' : first.tone,
  }
}
