/** How big the installation is, and how often each thing is measured. */
export interface Size {
  /** Tenants at the first measurement and at the second one, which is what the aims are about. */
  readonly tenants: readonly [number, number]
  /** Services of each tenant; each sends one series. */
  readonly services: number
  /** Samples of each series before anything is measured. */
  readonly samples: number
  /** Visits of each page, cold. */
  readonly visits: number
  /** Rounds of interactions. */
  readonly presses: number
  /** Calls of each route. */
  readonly asks: number
  /** Event streams that are open at once. */
  readonly streams: number
}

/** What the aims are about: 1,000 tenants with 50 services each, 5 M samples, 1,000 open pages. */
export const FULL: Size = {
  tenants: [100, 1000],
  services: 50,
  samples: 100,
  visits: 12,
  presses: 12,
  asks: 40,
  streams: 1000,
}

/** The same in about a minute: shows that everything can be measured, not how fast it is. */
export const QUICK: Size = {
  tenants: [10, 40],
  services: 10,
  samples: 20,
  visits: 2,
  presses: 2,
  asks: 5,
  streams: 60,
}
