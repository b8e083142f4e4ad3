import type { Zone } from '#components/ui/format-time.ts'
import { rangeBetween, rangeFault, type TimeRange } from '#lib/core/time-range.ts'
import { wallMs } from './wall-time.ts'

/** What is wrong with one of two moments that were typed. */
export type MomentFault = 'noMoment' | NonNullable<ReturnType<typeof rangeFault>>

/** The fields of a range between two moments. */
export type MomentName = 'from' | 'to'

const NONE = 'noMoment'

/** What somebody typed as two moments: the range between them, or what is wrong with which field. */
export type TypedRange =
  | { readonly range: TimeRange; readonly faults: null }
  | { readonly range: null; readonly faults: Readonly<Partial<Record<MomentName, MomentFault>>> }

/** Reads two moments on the wall of `zone`; `half` holds the fields whose moment is not whole. */
export function typedRange(
  typed: Readonly<Record<MomentName, string>>,
  { half, zone, now }: { readonly half: ReadonlySet<string>; readonly zone: Zone; readonly now: Date },
): TypedRange {
  const read = (name: MomentName): number | null => (half.has(name) ? null : wallMs(typed[name], zone))
  const [from, to] = [read('from'), read('to')]
  if (from === null || to === null) {
    return {
      range: null,
      faults: { ...(from === null ? { from: NONE } : {}), ...(to === null ? { to: NONE } : {}) },
    }
  }
  const range = rangeBetween(from, to)
  const fault = rangeFault(range, now)
  return fault === null ? { range, faults: null } : { range: null, faults: { to: fault } }
}
