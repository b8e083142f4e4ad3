import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handStep, nextStep, type StepFacts } from './hand-step.ts'

const now = new Date('2026-11-20T06:01:00Z')
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const step = (
  number: number,
  state: StepFacts['state'],
  dueIn: number,
  askedAt: Date | null = null,
): StepFacts => ({ step: number, state, dueAt: at(dueIn), askedAt })

test('the next step is paged now, and what waits behind it keeps its distance', () => {
  const steps = [step(0, 'fired', -60), step(1, 'waiting', 240), step(2, 'waiting', 540)]
  assert.deepEqual(handStep('open', steps, { asked: 1, now }), {
    kind: 'page',
    moved: [{ step: 2, dueAt: at(300) }],
  })
})

test('a step that is late already moves nothing', () => {
  const steps = [step(0, 'waiting', -5), step(1, 'waiting', 100)]
  assert.deepEqual(handStep('open', steps, { asked: 0, now }), {
    kind: 'page',
    moved: [{ step: 1, dueAt: at(100) }],
  })
})

test('asked twice, or once it was taken, it is paged once', () => {
  const steps = [step(0, 'fired', -60), step(1, 'waiting', 0, now), step(2, 'waiting', 540)]
  assert.deepEqual(handStep('open', steps, { asked: 0, now }), { kind: 'same' })
  assert.deepEqual(handStep('open', steps, { asked: 1, now }), { kind: 'same' })
})

test('nobody is skipped, and there is nobody behind the last', () => {
  const steps = [step(0, 'fired', -60), step(1, 'waiting', 240), step(2, 'waiting', 540)]
  assert.match(JSON.stringify(handStep('open', steps, { asked: 2, now })), /step 2 comes before step 3/)
  assert.match(JSON.stringify(handStep('open', steps, { asked: 3, now })), /no step 4/)
  assert.match(JSON.stringify(handStep('open', [], { asked: 0, now })), /no step 1/)
})

test('whoever has it may still call the steps that this stopped, and nothing is scheduled behind them', () => {
  const steps = [step(0, 'fired', -60), step(1, 'cancelled', 240), step(2, 'cancelled', 540)]
  assert.deepEqual(handStep('acknowledged', steps, { asked: 1, now }), { kind: 'page', moved: [] })
  assert.equal(nextStep(steps)?.step, 1)
  const called = [step(0, 'fired', -60), step(1, 'fired', 240, now), step(2, 'cancelled', 540)]
  assert.equal(nextStep(called)?.step, 2)
})

test('what is resolved calls nobody', () => {
  assert.match(JSON.stringify(handStep('resolved', [step(0, 'cancelled', 0)], { asked: 0, now })), /resolved/)
})
