import about from '#messages/ms/about.json' with { type: 'json' }
import access from '#messages/ms/access.json' with { type: 'json' }
import accessPublic from '#messages/ms/access-public.json' with { type: 'json' }
import accessTable from '#messages/ms/access-table.json' with { type: 'json' }
import actors from '#messages/ms/actors.json' with { type: 'json' }
import alerting from '#messages/ms/alerting.json' with { type: 'json' }
import approvals from '#messages/ms/approvals.json' with { type: 'json' }
import audit from '#messages/ms/audit.json' with { type: 'json' }
import canaries from '#messages/ms/canaries.json' with { type: 'json' }
import charts from '#messages/ms/charts.json' with { type: 'json' }
import credentials from '#messages/ms/credentials.json' with { type: 'json' }
import dashboards from '#messages/ms/dashboards.json' with { type: 'json' }
import explore from '#messages/ms/explore.json' with { type: 'json' }
import factors from '#messages/ms/factors.json' with { type: 'json' }
import health from '#messages/ms/health.json' with { type: 'json' }
import identity from '#messages/ms/identity.json' with { type: 'json' }
import incidents from '#messages/ms/incidents.json' with { type: 'json' }
import keys from '#messages/ms/keys.json' with { type: 'json' }
import language from '#messages/ms/language.json' with { type: 'json' }
import leaving from '#messages/ms/leaving.json' with { type: 'json' }
import members from '#messages/ms/members.json' with { type: 'json' }
import oncall from '#messages/ms/oncall.json' with { type: 'json' }
import reach from '#messages/ms/reach.json' with { type: 'json' }
import reviews from '#messages/ms/reviews.json' with { type: 'json' }
import roles from '#messages/ms/roles.json' with { type: 'json' }
import root from '#messages/ms/root.json' with { type: 'json' }
import scim from '#messages/ms/scim.json' with { type: 'json' }
import security from '#messages/ms/security.json' with { type: 'json' }
import server from '#messages/ms/server.json' with { type: 'json' }
import sessions from '#messages/ms/sessions.json' with { type: 'json' }
import settings from '#messages/ms/settings.json' with { type: 'json' }
import shell from '#messages/ms/shell.json' with { type: 'json' }
import sources from '#messages/ms/sources.json' with { type: 'json' }
import tables from '#messages/ms/tables.json' with { type: 'json' }
import tenancy from '#messages/ms/tenancy.json' with { type: 'json' }
import time from '#messages/ms/time.json' with { type: 'json' }
import tour from '#messages/ms/tour.json' with { type: 'json' }
import ui from '#messages/ms/ui.json' with { type: 'json' }
import type { Messages } from './english.ts'

/** Every text of the interface in Malay, by area; `english.ts` says which there are. */
export const MS: Messages = {
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
