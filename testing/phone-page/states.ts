import type { PhoneState } from '#app/p/phone-state.ts'

/** An incident that nobody has taken: Ada was paged, Kwame is next in 2 m 40 s. */
export const waitingState: PhoneState = {
  now: '2026-11-20T06:33:27Z',
  zone: 'Asia/Kuala_Lumpur',
  incidentId: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  code: 'INC-7K3F9',
  title: 'License Server: activations fail',
  sentence: '0 of 7 activations succeeded since 14:29:40.',
  severity: 'P0',
  service: { name: 'license-server', state: 'down' },
  openedAt: '2026-11-20T06:31:07Z',
  acknowledged: null,
  resolvedAt: null,
  mayAcknowledge: true,
  next: {
    names: ['Kwame Mensah'],
    mine: false,
    dueAt: '2026-11-20T06:36:07Z',
    since: '2026-11-20T06:31:07Z',
  },
  step: { now: 1, of: 4, mine: true },
  stopped: null,
  paged: [{ name: 'Ada Lovelace', mine: true, at: '2026-11-20T06:31:09Z' }],
  timeline: [{ at: '2026-11-20T06:31:07Z', text: 'Opened by the rule “activations”.' }],
}

/** The same incident once somebody took it at 06:33:51Z. */
export const takenState = (by: string, mine: boolean): PhoneState => ({
  ...waitingState,
  now: '2026-11-20T06:33:52Z',
  acknowledged: { at: '2026-11-20T06:33:51Z', by, mine },
  next: null,
  stopped: { step: 2, dueAt: '2026-11-20T06:36:07Z' },
})
