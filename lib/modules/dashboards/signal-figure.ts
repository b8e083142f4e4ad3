import type { Say } from '#lib/core/say.ts'
import { measured, notMeasured, type Measured } from '#lib/modules/explain/index.ts'
import type { GoldenSignal } from './domain/golden-signals.ts'
import type { FigureReader } from './figures.ts'

/** What the engine said of a signal; `refused` for a reader who may not ask it. */
export type SignalAnswer =
  | { readonly kind: 'value'; readonly value: number; readonly newestAt: Date }
  | { readonly kind: 'none' | 'unavailable' | 'refused' }

const REASONS = {
  none: (say: Say, needs: string) => ({
    reason: say('The service has sent no usable sample of {metric} in the last five minutes.', {
      metric: needs,
    }),
    filledBy: say('Samples of {metric} fill it.', { metric: needs }),
  }),
  unavailable: (say: Say) => ({
    reason: say('The engine that keeps the samples does not answer.'),
    filledBy: say('Its next answer fills it.'),
  }),
  refused: (say: Say) => ({
    reason: say('You may not read metrics here.'),
    filledBy: say('An admin of this scope can grant it.'),
  }),
}

/** A signal as a figure that opens, as old as the newest sample in it. */
export function signalFigure(
  { expression, unit, formula, needs }: GoldenSignal,
  answer: SignalAnswer,
  { now, say, href }: Pick<FigureReader, 'now' | 'say'> & { readonly href: string },
): Measured<number> {
  const basis = {
    unit,
    asOf: answer.kind === 'value' ? answer.newestAt : now,
    formula: say(formula),
    inputs: [{ label: expression, href }],
    codeVersion: 'goldenSignals 2',
  }
  return answer.kind === 'value'
    ? measured(answer.value, now, basis)
    : notMeasured<number>(REASONS[answer.kind](say, needs), basis)
}
