import { after, describe } from 'node:test'
import { inhabit, type Inhabited } from './inhabited.ts'

/** Defines the tests of a subject on an installation that other subjects use as well; it is there once a test runs. */
export type Suite = (shared: () => Inhabited) => void

/**
 * Runs suites in their order on one installation with one browser: to start both takes longer than many of them. Each brings
 * its own people and tenants, and finds no page open that another one left.
 */
export function shareInstallation(
  suites: Readonly<Record<string, Suite>>,
  settings: Readonly<Record<string, string>> = {},
): void {
  const shared = inhabit(settings)
  for (const [name, suite] of Object.entries(suites)) {
    describe(name, () => {
      suite(shared)
      after(async () => {
        for (const context of shared().browser.contexts()) await context.close()
      })
    })
  }
}
