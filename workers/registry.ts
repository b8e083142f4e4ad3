import { canaryPlatformScope } from '#lib/core/canary.ts'
import { notFound } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { newestMigration } from '#lib/infra/cluster/migrations/files.ts'
import { config } from '#lib/infra/config/index.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { handle, type BoundHandler } from '#lib/infra/jobs/handler.ts'
import type { OutboxStore } from '#lib/infra/jobs/outbox-store.ts'
import { requireOwned, requireWithinReach } from '#lib/infra/jobs/owned-record.ts'
import type { AccountRecords } from '#lib/infra/auth/account-records.ts'
import {
  closeViewAs,
  tellOfRecovery,
  warnOfEndingKeys,
  watchEndingCredentials,
  watchEndingRoles,
} from '#lib/modules/access/index.ts'
import {
  accountNoticeSend,
  apikeySweep,
  roleSweep,
  apikeyWarn,
  channelTest,
  invitationSend,
  accessRecovered,
  viewAsClose,
} from '#lib/modules/access/jobs.ts'
import { heartbeatBeat } from '#lib/modules/alerting/jobs.ts'
import { checkCanaries, type CanaryLink } from '#lib/modules/canaries/index.ts'
import { canaryCheck } from '#lib/modules/canaries/jobs.ts'
import { anchorHeads, type AnchorOptions } from '#lib/modules/audit/index.ts'
import { auditAnchor } from '#lib/modules/audit/jobs.ts'
import { engineClient } from '#lib/infra/engine/engine-client.ts'
import { beatWatcher, type WatcherLink } from '#lib/modules/health/index.ts'
import {
  applyServiceSignal,
  escalateIncident,
  fireStep,
  openIncidentFromAlert,
  recoverIncident,
} from '#lib/modules/incidents/index.ts'
import {
  alertFiring,
  alertResolved,
  incidentEscalate,
  serviceSignal,
  stepFire,
} from '#lib/modules/incidents/jobs.ts'
import { carryOutErasure, carryOutExport, exportFolder, tombstoneFile } from '#lib/modules/leaving/index.ts'
import { erasureCarryOut, exportCarryOut } from '#lib/modules/leaving/jobs.ts'
import {
  sendAccountNotice,
  sendDelivery,
  sendInvitation,
  sendKeyWarning,
  sendTest,
  type SendParts,
} from '#lib/modules/notifications/index.ts'
import { deliverySend } from '#lib/modules/notifications/jobs.ts'
import { pruneSecurityEvents } from '#lib/modules/security/index.ts'
import { securityPrune } from '#lib/modules/security/jobs.ts'
import { REQUEST_JOBS, requestHandlers } from './request-handlers.ts'
import { outboxPrune, sessionPrune } from './schedules.ts'

/** Every job of the product. One that is declared and not listed here is asked for by nobody's process. */
export const DEFINITIONS = [
  alertFiring,
  alertResolved,
  incidentEscalate,
  stepFire,
  serviceSignal,
  heartbeatBeat,
  deliverySend,
  accountNoticeSend,
  invitationSend,
  channelTest,
  apikeyWarn,
  apikeySweep,
  roleSweep,
  securityPrune,
  viewAsClose,
  auditAnchor,
  accessRecovered,
  exportCarryOut,
  erasureCarryOut,
  outboxPrune,
  ...REQUEST_JOBS,
  canaryCheck,
  sessionPrune,
] as const

/** Name of a job. */
export type JobName = (typeof DEFINITIONS)[number]['name']

/** A handler for each job: one that is missing, or stands under another name, does not compile. */
export type Registry = { readonly [Name in JobName]: BoundHandler<Name> }

/** What the handlers need of their process. */
export interface HandlerParts extends SendParts {
  readonly watcher: WatcherLink
  readonly canaries: Pick<CanaryLink, 'webUrl' | 'engineUrl' | 'metricsToken'>
  readonly outbox: Pick<OutboxStore, 'prune'>
  readonly accounts: AccountRecords
  readonly anchors: Omit<AnchorOptions, 'own' | 'mailer' | 'webhooks'>
}

/** Done outbox rows are kept for so long, for people who ask what happened. */
const KEEP_DONE_DAYS = 7

const pruning = ({ outbox, accounts }: HandlerParts): Pick<Registry, 'outbox.prune' | 'session.prune'> => ({
  'outbox.prune': handle(outboxPrune, {
    async run() {
      await outbox.prune(KEEP_DONE_DAYS)
    },
  }),
  'session.prune': handle(sessionPrune, {
    async run() {
      await accounts.prune()
    },
  }),
})

/** Mails that are no pages. */
const mailing = ({
  senders: { mailer },
  own,
}: HandlerParts): Pick<Registry, 'account-notice.send' | 'invitation.send'> => ({
  'account-notice.send': handle(accountNoticeSend, {
    async run(ctx, { noticeId }) {
      await sendAccountNotice(ctx, { noticeId }, { mailer, own })
    },
  }),
  'invitation.send': handle(invitationSend, {
    async run(ctx, { invitationId }, { owner }) {
      await requireOwned(ctx, 'invitation', invitationId, owner)
      await sendInvitation(ctx, { invitationId }, { mailer, own })
    },
  }),
})

const testing = (parts: HandlerParts) =>
  handle(channelTest, {
    async run(ctx, payload, { owner }) {
      await requireWithinReach(ctx, payload.memberId, owner)
      await sendTest(ctx, payload, parts)
    },
  })

const warningOfKeys = ({ senders, own }: HandlerParts) =>
  handle(apikeyWarn, {
    async run(ctx, payload, { owner }) {
      await requireOwned(ctx, 'apiKey', payload.keyId, owner)
      await sendKeyWarning(ctx, payload, { mailer: senders.mailer, own })
    },
  })

const pruningEvents = handle(securityPrune, {
  async run(ctx) {
    await pruneSecurityEvents(ctx)
  },
})

const sweepingKeys = handle(apikeySweep, {
  async run(ctx) {
    await warnOfEndingKeys(ctx)
    await watchEndingCredentials(ctx)
  },
})

const sweepingRoles = handle(roleSweep, {
  async run(ctx) {
    await watchEndingRoles(ctx)
  },
})

const tellingOfRecovery = ({ senders }: HandlerParts) =>
  handle(accessRecovered, {
    async run(ctx, { memberId }, { owner, id }) {
      if (owner.platformId !== null) throw notFound()
      await tellOfRecovery(ctx, { memberId }, { mailer: senders.mailer, recoveryId: id })
    },
  })

const exporting = (own: HandlerParts['own']) =>
  handle(exportCarryOut, {
    async run(ctx, { exportId }, { owner }) {
      await requireOwned(ctx, 'tenantExport', exportId, owner)
      await carryOutExport(
        ctx,
        { exportId },
        {
          database: own.database,
          engine: engineClient(),
          folder: exportFolder(),
          retentionSeconds: config().METRICS_RETENTION_HOURS * 3600,
        },
      )
    },
  })

const erasing = (own: HandlerParts['own']) =>
  handle(erasureCarryOut, {
    async run({ clock, log }, { tenantId }, { owner }) {
      if (tenantId !== owner.tenantId) throw notFound()
      // The record, and the entries about it, belong to the operator: nothing of the tenant is left to hold them.
      const { database } = own
      const { name, permissions } = erasureCarryOut
      const actor = { kind: 'job', name, permissions } as const
      const ctx = systemContext({ scope: operatorScope, actor, database, clock, log })
      await carryOutErasure(ctx, { tenantId }, { folder: exportFolder(), tombstones: tombstoneFile(), own })
    },
  })

const closingViews = (own: HandlerParts['own']) =>
  handle(viewAsClose, {
    async run(ctx) {
      await closeViewAs(ctx, own)
    },
  })

const checkingCanaries = ({ canaries, own }: HandlerParts) =>
  handle(canaryCheck, {
    async run(ctx, { slot }) {
      const home = systemContext({
        ...own,
        scope: canaryPlatformScope,
        actor: { kind: 'job', name: canaryCheck.name, permissions: canaryCheck.permissions },
      })
      const schemaVersion = newestMigration(process.cwd())
      const result = await checkCanaries(ctx, { ...canaries, own, home, slot, schemaVersion })
      const { checks, requests, leaks, blind, policyFaults } = result
      ctx.log.info(
        { checks, requests, leaks: leaks.length, blind: blind.length, policyFaults },
        'the canaries were read',
      )
    },
  })

const anchoring = ({ own, senders: { mailer, webhooks }, anchors }: HandlerParts) =>
  handle(auditAnchor, {
    async run(ctx) {
      await anchorHeads(ctx, { own, mailer, webhooks, ...anchors })
    },
  })

/**
 * What is done for each job: check that the record is its owner's, then call the verb that the rest of the product calls.
 * All of them may run twice, and at the same time as themselves.
 */
export function createRegistry(parts: HandlerParts): Registry {
  return {
    'alert.firing': handle(alertFiring, {
      async run(ctx, { alertId }, { owner }) {
        await requireOwned(ctx, 'alert', alertId, owner)
        await openIncidentFromAlert(ctx, { alertId })
      },
    }),
    'alert.resolved': handle(alertResolved, {
      async run(ctx, { alertId }, { owner }) {
        await requireOwned(ctx, 'alert', alertId, owner)
        await recoverIncident(ctx, { alertId })
      },
    }),
    'incident.escalate': handle(incidentEscalate, {
      async run(ctx, { incidentId }, { owner }) {
        await requireOwned(ctx, 'incident', incidentId, owner)
        await escalateIncident(ctx, { incidentId })
      },
    }),
    'step.fire': handle(stepFire, {
      async run(ctx, { incidentId, step }, { owner }) {
        await requireOwned(ctx, 'incident', incidentId, owner)
        await fireStep(ctx, { incidentId, step })
      },
    }),
    'service.signal': handle(serviceSignal, {
      async run(ctx, { serviceId, signal }, { owner }) {
        await requireOwned(ctx, 'service', serviceId, owner)
        await applyServiceSignal(ctx, { serviceId, signal })
      },
    }),
    'heartbeat.beat': handle(heartbeatBeat, {
      async run(ctx, { ruleId, at }, { owner, id }) {
        await requireOwned(ctx, 'rule', ruleId, owner)
        await beatWatcher(parts.watcher, { id, firedAt: new Date(at), now: ctx.clock.now() })
      },
    }),
    'delivery.send': handle(deliverySend, {
      async run(ctx, { deliveryId }, { owner }) {
        await requireOwned(ctx, 'delivery', deliveryId, owner)
        await sendDelivery(ctx, { deliveryId }, parts)
      },
    }),
    'channel.test': testing(parts),
    'apikey.warn': warningOfKeys(parts),
    'apikey.sweep': sweepingKeys,
    'role.sweep': sweepingRoles,
    'security.prune': pruningEvents,
    'access.recovered': tellingOfRecovery(parts),
    'view-as.close': closingViews(parts.own),
    'audit.anchor': anchoring(parts),
    'tenant-export.carry-out': exporting(parts.own),
    'tenant-erasure.carry-out': erasing(parts.own),
    ...requestHandlers(parts),
    'canary.check': checkingCanaries(parts),
    ...mailing(parts),
    ...pruning(parts),
  }
}
