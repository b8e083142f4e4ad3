import about from '#messages/en/about.json' with { type: 'json' }
import access from '#messages/en/access.json' with { type: 'json' }
import accessPublic from '#messages/en/access-public.json' with { type: 'json' }
import accessTable from '#messages/en/access-table.json' with { type: 'json' }
import actors from '#messages/en/actors.json' with { type: 'json' }
import alerting from '#messages/en/alerting.json' with { type: 'json' }
import approvals from '#messages/en/approvals.json' with { type: 'json' }
import audit from '#messages/en/audit.json' with { type: 'json' }
import canaries from '#messages/en/canaries.json' with { type: 'json' }
import charts from '#messages/en/charts.json' with { type: 'json' }
import credentials from '#messages/en/credentials.json' with { type: 'json' }
import dashboards from '#messages/en/dashboards.json' with { type: 'json' }
import explore from '#messages/en/explore.json' with { type: 'json' }
import factors from '#messages/en/factors.json' with { type: 'json' }
import health from '#messages/en/health.json' with { type: 'json' }
import identity from '#messages/en/identity.json' with { type: 'json' }
import incidents from '#messages/en/incidents.json' with { type: 'json' }
import keys from '#messages/en/keys.json' with { type: 'json' }
import language from '#messages/en/language.json' with { type: 'json' }
import leaving from '#messages/en/leaving.json' with { type: 'json' }
import members from '#messages/en/members.json' with { type: 'json' }
import oncall from '#messages/en/oncall.json' with { type: 'json' }
import reach from '#messages/en/reach.json' with { type: 'json' }
import reviews from '#messages/en/reviews.json' with { type: 'json' }
import roles from '#messages/en/roles.json' with { type: 'json' }
import root from '#messages/en/root.json' with { type: 'json' }
import scim from '#messages/en/scim.json' with { type: 'json' }
import security from '#messages/en/security.json' with { type: 'json' }
import server from '#messages/en/server.json' with { type: 'json' }
import sessions from '#messages/en/sessions.json' with { type: 'json' }
import settings from '#messages/en/settings.json' with { type: 'json' }
import shell from '#messages/en/shell.json' with { type: 'json' }
import sources from '#messages/en/sources.json' with { type: 'json' }
import tables from '#messages/en/tables.json' with { type: 'json' }
import tenancy from '#messages/en/tenancy.json' with { type: 'json' }
import time from '#messages/en/time.json' with { type: 'json' }
import tour from '#messages/en/tour.json' with { type: 'json' }
import ui from '#messages/en/ui.json' with { type: 'json' }

/** Every text of the interface in English, by area. Loaded on the server: pages hand on what they show (`PageText`). */
export const EN = {
  about,
  access,
  'access-public': accessPublic,
  'access-table': accessTable,
  actors,
  alerting,
  approvals,
  audit,
  canaries,
  charts,
  credentials,
  dashboards,
  explore,
  factors,
  health,
  identity,
  incidents,
  keys,
  language,
  leaving,
  members,
  oncall,
  reach,
  reviews,
  roles,
  root,
  scim,
  security,
  server,
  sessions,
  settings,
  shell,
  sources,
  tables,
  tenancy,
  time,
  tour,
  ui,
}

/** Every text of the interface, by area and key: what English has, every language has. */
export type Messages = typeof EN
