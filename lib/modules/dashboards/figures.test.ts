// Every headline figure opens to what it was computed from: each input leads somewhere, or the figure says why it has none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayInEnglish } from '#lib/core/say.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { Measured } from '#lib/modules/explain/index.ts'
import { goldenSignals } from './domain/golden-signals.ts'
import * as figures from './figures.ts'
import { signalFigure } from './signal-figure.ts'

const NOW = new Date('2026-11-20T06:32:07Z')
const READER = { now: NOW, scope: operatorScope, say: sayInEnglish }
const MISSING = [
  'errorBudget',
  'backupsProved',
  'cost',
  'availability',
  'usage',
  'forecasts',
  'dependencies',
] as const

/** What each export makes; one that is new has to be added before this compiles. */
const MADE: Readonly<
  Record<Exclude<keyof typeof figures, 'linkTo' | 'figureReader'>, readonly Measured<unknown>[]>
> = {
  openIncidentsFigure: [figures.openIncidentsFigure(2, READER)],
  pagesFigure: [figures.pagesFigure(0, READER)],
  tenantsHealthyFigure: [figures.tenantsHealthyFigure(1, READER)],
  sourcesFigure: [figures.sourcesFigure(1, 2, READER), figures.sourcesFigure(0, 0, READER)],
  servicesHealthyFigure: [
    figures.servicesHealthyFigure(1, 2, READER),
    figures.servicesHealthyFigure(0, 0, READER),
  ],
  calmDaysFigure: [figures.calmDaysFigure({ calm: 88, watched: 90 }, READER)],
  matrixFigures: Object.values(figures.matrixFigures([], READER)),
  missingFigure: MISSING.map((which) => figures.missingFigure<number>(which, READER)),
}
const SIGNALS = goldenSignals('payments').flatMap((signal) =>
  ([{ kind: 'value', value: 1, newestAt: NOW }, { kind: 'none' }] as const).map((answer) =>
    signalFigure(signal, answer, { ...READER, href: '/explore' }),
  ),
)

test('every figure has inputs that lead somewhere, or says why it has none', () => {
  const made = [...Object.values(MADE).flat(), ...SIGNALS]
  assert.ok(made.length > 25, `only ${made.length} were made`)
  for (const { inputs, missing, value, codeVersion } of made) {
    for (const { label, href } of inputs) {
      assert.notEqual(label, '', codeVersion)
      assert.match(href, /^\/[a-z]/, codeVersion)
    }
    if (inputs.length > 0) continue
    assert.equal(value, null, `${codeVersion} has a value and nothing that it was computed from`)
    assert.match(missing?.reason ?? '', /\.$/, codeVersion)
    assert.match(missing?.filledBy ?? '', /\.$/, codeVersion)
  }
})
