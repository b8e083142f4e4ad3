// Pages with something open over them or chosen on them, as nobody sees them who only comes and goes.
import type { Page } from 'playwright'

/** What is done to a page before it is looked at. */
export interface Pose {
  readonly name: string
  /** The page, as its folder is called. */
  readonly page: string
  /** On which screens; both unless it says one. */
  readonly only?: 'desk' | 'phone'
  readonly strike: (page: Page) => Promise<void>
}

/** Presses the button of this name and waits for what it opens. */
const opening =
  (button: RegExp, layer: 'dialog' | 'menu'): Pose['strike'] =>
  async (page) => {
    await page.getByRole('button', { name: button }).first().click()
    await page.getByRole(layer).first().waitFor()
  }

const INCIDENTS = '(portal)/incidents'
const OVERVIEW = '(portal)'

/** The poses, one of each kind of layer and of table. */
export const POSES: readonly Pose[] = [
  {
    name: 'rows-chosen',
    page: INCIDENTS,
    strike: async (page) => {
      await page.getByRole('checkbox', { name: 'Choose all rows here' }).check()
      await page.getByText(/^\d+ chosen$/).waitFor()
    },
  },
  // On a phone a row is opened, and what can be done with it is done there.
  { name: 'row-menu', page: INCIDENTS, only: 'desk', strike: opening(/^Actions for /, 'menu') },
  { name: 'columns', page: INCIDENTS, strike: opening(/^Columns$/, 'dialog') },
  { name: 'views', page: INCIDENTS, strike: opening(/^Views$/, 'dialog') },
  { name: 'resolve', page: '(portal)/incidents/[incidentId]', strike: opening(/^Resolve$/, 'dialog') },
  { name: 'invite', page: '(portal)/members', strike: opening(/^Invite/, 'dialog') },
  {
    name: 'rule',
    page: '(portal)/rules',
    strike: opening(/^Create a rule$/, 'dialog'),
  },
  {
    name: 'explain',
    page: OVERVIEW,
    strike: async (page) => {
      await page.getByRole('group', { name: 'Open incidents' }).getByRole('button').click()
      await page.getByRole('dialog', { name: 'Explain this number' }).waitFor()
    },
  },
  { name: 'about', page: OVERVIEW, strike: opening(/^What is this page\?$/, 'dialog') },
  {
    name: 'time-range',
    page: '(portal)/explore',
    strike: async (page) => {
      await page.getByRole('group', { name: 'Time range' }).locator('[aria-haspopup=dialog]').click()
      await page.getByRole('dialog', { name: 'Time range' }).waitFor()
    },
  },
  {
    name: 'palette',
    page: OVERVIEW,
    strike: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search or run' }).fill('mer')
      await page
        .getByRole('option', { name: /^Merbau/ })
        .first()
        .waitFor()
    },
  },
  {
    name: 'keys',
    page: OVERVIEW,
    only: 'desk',
    strike: async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    },
  },
  {
    name: 'inbox',
    page: OVERVIEW,
    strike: async (page) => {
      await page.keyboard.press('g')
      await page.keyboard.press('n')
      await page.getByRole('dialog', { name: 'Inbox' }).waitFor()
    },
  },
  {
    name: 'scopes',
    page: OVERVIEW,
    only: 'desk',
    strike: async (page) => {
      await page.keyboard.press('g')
      await page.keyboard.press('s')
      await page.getByRole('textbox', { name: 'Find a platform or a tenant' }).waitFor()
    },
  },
  {
    name: 'member',
    page: OVERVIEW,
    only: 'desk',
    strike: async (page) => {
      await page.getByRole('button', { name: /Account menu/ }).click()
      await page.getByRole('group', { name: 'Theme' }).waitFor()
    },
  },
  { name: 'more', page: OVERVIEW, only: 'phone', strike: opening(/^More\b/, 'dialog') },
]
