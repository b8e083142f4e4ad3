/** The roles, in the column order of the table of permissions. The first nine are granted at operator or platform scope, the last two at tenant scope. */
export const ROLES = [
  'operator_admin',
  'platform_admin',
  'operator',
  'on_call',
  'security',
  'finance',
  'compliance',
  'auditor',
  'viewer',
  'tenant_admin',
  'tenant_viewer',
] as const

/** A role as it stands in a role binding. */
export type Role = (typeof ROLES)[number]

/** True for a text that names a role. */
export const isRole = (text: string): text is Role => ROLES.some((known) => known === text)
