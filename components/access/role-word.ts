import type { Text } from '#components/language/use-text.ts'
import { isRole, type Role } from '#lib/core/roles.ts'

/** A role as people read it: `operator_admin` becomes `Operator admin`. */
export const roleWord = (role: string): string =>
  role.charAt(0).toUpperCase() + role.slice(1).replaceAll('_', ' ')

/** The same in the language of the page. */
export const roleText = (t: Text<'roles'>, role: string): string => (isRole(role) ? t(role) : roleWord(role))

const HELP: Record<Role, string> = {
  operator_admin: 'Everything: platforms, members, allowed addresses.',
  platform_admin: 'Everything on its platforms: tenants, sources, rules, members.',
  operator: 'Runs it: rules, maintenance, incidents; no members, no sources.',
  on_call: 'Is paged: acknowledges and resolves incidents, silences alerts.',
  security: 'Reads access and audit, acts on incidents.',
  finance: 'Reads and keeps costs, ledgers and invoices.',
  compliance: 'Controls, evidence and drills; reads the audit chain.',
  auditor: 'Reads everything that proves something, changes nothing.',
  viewer: 'Looks at services, incidents and figures, changes nothing.',
  tenant_admin: 'Everything of its tenant: sources, rules, members.',
  tenant_viewer: 'Looks at its tenant, changes nothing.',
}

/** What a role is for, in one sentence. */
export const roleHelp = (role: Role): string => HELP[role]
