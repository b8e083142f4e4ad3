import { measured, notMeasured, type Measured } from '#lib/modules/explain/index.ts'
import type { GoldenSignal } from './domain/golden-signals.ts'

/** What the engine said of a signal; `refused` for a reader who may not ask it. */
export type SignalAnswer =
  | { readonly kind: 'value'; readonly value: number; readonly newestAt: Date }
  | { readonly kind: 'none' | 'unavailable' | 'refused' }

const REASONS = {
  none: (needs: string) => ({
    reason: `The service has sent no usable sample of ${needs} in the last five minutes.`,
    filledBy: `Samples of ${needs} fill it.`,
  }),
  unavailable: () => ({
    reason: 'The engine that keeps the samples does not answer.',
    filledBy: 'Its next answer fills it.',
  }),
  refused: () => ({
    reason: 'You may not read metrics here.',
    filledBy: 'An admin of this scope can grant it.',
  }),
}

/** A signal as a figure that opens, as old as the newest sample in it. */
export function signalFigure(
  { expression, unit, formula, needs }: GoldenSignal,
  answer: SignalAnswer,
  { now, href }: { readonly now: Date; readonly href: string },
): Measured<number> {
  const basis = {
    unit,
    asOf: answer.kind === 'value' ? answer.newestAt : now,
    formula,
    inputs: [{ label: expression, href }],
    codeVersion: 'goldenSignals 2',
  }
  return answer.kind === 'value'
    ? measured(answer.value, now, basis)
    : notMeasured<number>(REASONS[answer.kind](needs), basis)
}
