import type { RouteTable } from '#lib/infra/http/openapi.ts'
import * as accessReview from './v1/access/review/route.ts'
import * as accessReviewConfirm from './v1/access/review/confirm/route.ts'
import * as accessReviewDecisions from './v1/access/review/decisions/route.ts'
import * as accessReviewRemove from './v1/access/review/remove/route.ts'
import * as accessTable from './v1/access/table/route.ts'
import * as alerts from './v1/alerts/route.ts'
import * as apiKeys from './v1/api-keys/route.ts'
import * as apiKeysExport from './v1/api-keys/export/route.ts'
import * as apiKeysByKeyId from './v1/api-keys/[keyId]/route.ts'
import * as apiKeysByKeyIdOld from './v1/api-keys/[keyId]/old/route.ts'
import * as apiKeysByKeyIdRotate from './v1/api-keys/[keyId]/rotate/route.ts'
import * as approvals from './v1/approvals/route.ts'
import * as approvalsExport from './v1/approvals/export/route.ts'
import * as approvalsByRequestId from './v1/approvals/[requestId]/route.ts'
import * as approvalsByRequestIdApprove from './v1/approvals/[requestId]/approve/route.ts'
import * as approvalsByRequestIdRefuse from './v1/approvals/[requestId]/refuse/route.ts'
import * as approvalsByRequestIdWithdraw from './v1/approvals/[requestId]/withdraw/route.ts'
import * as audit from './v1/audit/route.ts'
import * as auditAnchors from './v1/audit/anchors/route.ts'
import * as auditExport from './v1/audit/export/route.ts'
import * as auditVerify from './v1/audit/verify/route.ts'
import * as auditWitnesses from './v1/audit/witnesses/route.ts'
import * as auditWitnessesByWitnessId from './v1/audit/witnesses/[witnessId]/route.ts'
import * as bindings from './v1/bindings/route.ts'
import * as bindingsByBindingId from './v1/bindings/[bindingId]/route.ts'
import * as emailDomains from './v1/email-domains/route.ts'
import * as emailDomainsByDomainId from './v1/email-domains/[domainId]/route.ts'
import * as emailDomainsByDomainIdVerify from './v1/email-domains/[domainId]/verify/route.ts'
import * as canaries from './v1/canaries/route.ts'
import * as emailChangeConfirm from './v1/email-change/confirm/route.ts'
import * as erasures from './v1/erasures/route.ts'
import * as escalationPolicy from './v1/escalation-policy/route.ts'
import * as identityProviders from './v1/identity-providers/route.ts'
import * as identityProvidersByProviderId from './v1/identity-providers/[providerId]/route.ts'
import * as identityProvidersByProviderIdCheck from './v1/identity-providers/[providerId]/check/route.ts'
import * as incidents from './v1/incidents/route.ts'
import * as incidentsActs from './v1/incidents/acts/route.ts'
import * as incidentsByIncidentId from './v1/incidents/[incidentId]/route.ts'
import * as incidentsByIncidentIdAcknowledge from './v1/incidents/[incidentId]/acknowledge/route.ts'
import * as incidentsByIncidentIdComments from './v1/incidents/[incidentId]/comments/route.ts'
import * as incidentsByIncidentIdEscalate from './v1/incidents/[incidentId]/escalate/route.ts'
import * as incidentsByIncidentIdResolve from './v1/incidents/[incidentId]/resolve/route.ts'
import * as incidentsExport from './v1/incidents/export/route.ts'
import * as invitations from './v1/invitations/route.ts'
import * as invitationsAccept from './v1/invitations/accept/route.ts'
import * as invitationsByInvitationId from './v1/invitations/[invitationId]/route.ts'
import * as invitationsByInvitationIdResend from './v1/invitations/[invitationId]/resend/route.ts'
import * as invitationsJoin from './v1/invitations/join/route.ts'
import * as invitationsPreview from './v1/invitations/preview/route.ts'
import * as me from './v1/me/route.ts'
import * as meChannels from './v1/me/channels/route.ts'
import * as meChannelsByChannelId from './v1/me/channels/[channelId]/route.ts'
import * as meChannelsByChannelIdRotate from './v1/me/channels/[channelId]/rotate/route.ts'
import * as meChannelsByChannelIdTest from './v1/me/channels/[channelId]/test/route.ts'
import * as meEmail from './v1/me/email/route.ts'
import * as meFactorConfirm from './v1/me/factor/confirm/route.ts'
import * as meFactorStart from './v1/me/factor/start/route.ts'
import * as meInbox from './v1/me/inbox/route.ts'
import * as meInboxRead from './v1/me/inbox/read/route.ts'
import * as meInboxByDeliveryIdRead from './v1/me/inbox/[deliveryId]/read/route.ts'
import * as mePasskeys from './v1/me/passkeys/route.ts'
import * as mePasskeysByPasskeyId from './v1/me/passkeys/[passkeyId]/route.ts'
import * as mePasskeysStart from './v1/me/passkeys/start/route.ts'
import * as meSession from './v1/me/session/route.ts'
import * as meStepUp from './v1/me/step-up/route.ts'
import * as meStepUpPasskey from './v1/me/step-up/passkey/route.ts'
import * as members from './v1/members/route.ts'
import * as membersExport from './v1/members/export/route.ts'
import * as membersByMemberIdDisable from './v1/members/[memberId]/disable/route.ts'
import * as membersByMemberIdEnable from './v1/members/[memberId]/enable/route.ts'
import * as membersByMemberIdSessions from './v1/members/[memberId]/sessions/route.ts'
import * as mePassword from './v1/me/password/route.ts'
import * as meRecoveryCodes from './v1/me/recovery-codes/route.ts'
import * as meSessions from './v1/me/sessions/route.ts'
import * as meSessionsBySessionId from './v1/me/sessions/[sessionId]/route.ts'
import * as outgoingAllow from './v1/outgoing-allow/route.ts'
import * as outgoingAllowByEntryId from './v1/outgoing-allow/[entryId]/route.ts'
import * as outgoingCheck from './v1/outgoing-check/route.ts'
import * as outgoingUses from './v1/outgoing-uses/route.ts'
import * as overviewFleet from './v1/overview/fleet/route.ts'
import * as overviewMatrix from './v1/overview/matrix/route.ts'
import * as overviewNews from './v1/overview/news/route.ts'
import * as overviewSystem from './v1/overview/system/route.ts'
import * as overviewTenant from './v1/overview/tenant/route.ts'
import * as pageAcknowledge from './v1/page/acknowledge/route.ts'
import * as pageState from './v1/page/state/route.ts'
import * as platforms from './v1/platforms/route.ts'
import * as platformsByPlatformId from './v1/platforms/[platformId]/route.ts'
import * as provisioning from './v1/provisioning/route.ts'
import * as query from './v1/query/route.ts'
import * as queryRange from './v1/query_range/route.ts'
import * as recover from './v1/recover/route.ts'
import * as rules from './v1/rules/route.ts'
import * as rulesExport from './v1/rules/export/route.ts'
import * as rulesByRuleId from './v1/rules/[ruleId]/route.ts'
import * as scimGroupsByScimGroupId from './v1/scim-groups/[scimGroupId]/route.ts'
import * as scimTokens from './v1/scim-tokens/route.ts'
import * as scimTokensByScimTokenId from './v1/scim-tokens/[scimTokenId]/route.ts'
import * as scimTokensByScimTokenIdRotate from './v1/scim-tokens/[scimTokenId]/rotate/route.ts'
import * as scopes from './v1/scopes/route.ts'
import * as scrapeTargets from './v1/scrape-targets/route.ts'
import * as scrapeTargetsByTargetId from './v1/scrape-targets/[targetId]/route.ts'
import * as search from './v1/search/route.ts'
import * as securityEvents from './v1/security/events/route.ts'
import * as securityEventsExport from './v1/security/events/export/route.ts'
import * as services from './v1/services/route.ts'
import * as servicesExport from './v1/services/export/route.ts'
import * as servicesByServiceId from './v1/services/[serviceId]/route.ts'
import * as servicesByServiceIdOverview from './v1/services/[serviceId]/overview/route.ts'
import * as sessionLimits from './v1/session-limits/route.ts'
import * as setup from './v1/setup/route.ts'
import * as signInLink from './v1/sign-in/link/route.ts'
import * as signInLinkAsk from './v1/sign-in/link/ask/route.ts'
import * as signInPasskey from './v1/sign-in/passkey/route.ts'
import * as signInPasskeyStart from './v1/sign-in/passkey/start/route.ts'
import * as signInPassword from './v1/sign-in/password/route.ts'
import * as signOn from './v1/sign-on/route.ts'
import * as signOnFind from './v1/sign-on/find/route.ts'
import * as signOnPolicy from './v1/sign-on/policy/route.ts'
import * as sources from './v1/sources/route.ts'
import * as sourcesExport from './v1/sources/export/route.ts'
import * as sourcesBySourceId from './v1/sources/[sourceId]/route.ts'
import * as sourcesBySourceIdOld from './v1/sources/[sourceId]/old/route.ts'
import * as sourcesBySourceIdRotate from './v1/sources/[sourceId]/rotate/route.ts'
import * as tenantExportsByExportIdFile from './v1/tenant-exports/[exportId]/file/route.ts'
import * as tenants from './v1/tenants/route.ts'
import * as tenantsExport from './v1/tenants/export/route.ts'
import * as tenantsByTenantId from './v1/tenants/[tenantId]/route.ts'
import * as tenantsByTenantIdErasure from './v1/tenants/[tenantId]/erasure/route.ts'
import * as tenantsByTenantIdExports from './v1/tenants/[tenantId]/exports/route.ts'
import * as tenantsByTenantIdLeaving from './v1/tenants/[tenantId]/leaving/route.ts'
import * as unlock from './v1/unlock/route.ts'
import * as viewAs from './v1/view-as/route.ts'
import * as views from './v1/views/route.ts'
import * as viewsByViewId from './v1/views/[viewId]/route.ts'

/** Every route of the API: its path, and its handlers by method. A test compares it with the folders. */
export const ROUTES = {
  '/api/v1/access/review': accessReview,
  '/api/v1/access/review/confirm': accessReviewConfirm,
  '/api/v1/access/review/decisions': accessReviewDecisions,
  '/api/v1/access/review/remove': accessReviewRemove,
  '/api/v1/access/table': accessTable,
  '/api/v1/alerts': alerts,
  '/api/v1/api-keys': apiKeys,
  '/api/v1/api-keys/export': apiKeysExport,
  '/api/v1/api-keys/{keyId}': apiKeysByKeyId,
  '/api/v1/api-keys/{keyId}/old': apiKeysByKeyIdOld,
  '/api/v1/api-keys/{keyId}/rotate': apiKeysByKeyIdRotate,
  '/api/v1/approvals': approvals,
  '/api/v1/approvals/export': approvalsExport,
  '/api/v1/approvals/{requestId}': approvalsByRequestId,
  '/api/v1/approvals/{requestId}/approve': approvalsByRequestIdApprove,
  '/api/v1/approvals/{requestId}/refuse': approvalsByRequestIdRefuse,
  '/api/v1/approvals/{requestId}/withdraw': approvalsByRequestIdWithdraw,
  '/api/v1/audit': audit,
  '/api/v1/audit/anchors': auditAnchors,
  '/api/v1/audit/export': auditExport,
  '/api/v1/audit/verify': auditVerify,
  '/api/v1/audit/witnesses': auditWitnesses,
  '/api/v1/audit/witnesses/{witnessId}': auditWitnessesByWitnessId,
  '/api/v1/bindings': bindings,
  '/api/v1/bindings/{bindingId}': bindingsByBindingId,
  '/api/v1/email-domains': emailDomains,
  '/api/v1/email-domains/{domainId}': emailDomainsByDomainId,
  '/api/v1/email-domains/{domainId}/verify': emailDomainsByDomainIdVerify,
  '/api/v1/canaries': canaries,
  '/api/v1/email-change/confirm': emailChangeConfirm,
  '/api/v1/erasures': erasures,
  '/api/v1/escalation-policy': escalationPolicy,
  '/api/v1/identity-providers': identityProviders,
  '/api/v1/identity-providers/{providerId}': identityProvidersByProviderId,
  '/api/v1/identity-providers/{providerId}/check': identityProvidersByProviderIdCheck,
  '/api/v1/incidents': incidents,
  '/api/v1/incidents/acts': incidentsActs,
  '/api/v1/incidents/export': incidentsExport,
  '/api/v1/incidents/{incidentId}': incidentsByIncidentId,
  '/api/v1/incidents/{incidentId}/acknowledge': incidentsByIncidentIdAcknowledge,
  '/api/v1/incidents/{incidentId}/comments': incidentsByIncidentIdComments,
  '/api/v1/incidents/{incidentId}/escalate': incidentsByIncidentIdEscalate,
  '/api/v1/incidents/{incidentId}/resolve': incidentsByIncidentIdResolve,
  '/api/v1/invitations': invitations,
  '/api/v1/invitations/accept': invitationsAccept,
  '/api/v1/invitations/join': invitationsJoin,
  '/api/v1/invitations/preview': invitationsPreview,
  '/api/v1/invitations/{invitationId}': invitationsByInvitationId,
  '/api/v1/invitations/{invitationId}/resend': invitationsByInvitationIdResend,
  '/api/v1/me': me,
  '/api/v1/me/channels': meChannels,
  '/api/v1/me/channels/{channelId}': meChannelsByChannelId,
  '/api/v1/me/channels/{channelId}/rotate': meChannelsByChannelIdRotate,
  '/api/v1/me/channels/{channelId}/test': meChannelsByChannelIdTest,
  '/api/v1/me/email': meEmail,
  '/api/v1/me/factor/confirm': meFactorConfirm,
  '/api/v1/me/factor/start': meFactorStart,
  '/api/v1/me/inbox': meInbox,
  '/api/v1/me/inbox/read': meInboxRead,
  '/api/v1/me/inbox/{deliveryId}/read': meInboxByDeliveryIdRead,
  '/api/v1/me/password': mePassword,
  '/api/v1/me/recovery-codes': meRecoveryCodes,
  '/api/v1/me/passkeys': mePasskeys,
  '/api/v1/me/passkeys/{passkeyId}': mePasskeysByPasskeyId,
  '/api/v1/me/passkeys/start': mePasskeysStart,
  '/api/v1/me/session': meSession,
  '/api/v1/me/sessions': meSessions,
  '/api/v1/me/sessions/{sessionId}': meSessionsBySessionId,
  '/api/v1/me/step-up': meStepUp,
  '/api/v1/me/step-up/passkey': meStepUpPasskey,
  '/api/v1/members': members,
  '/api/v1/members/export': membersExport,
  '/api/v1/members/{memberId}/disable': membersByMemberIdDisable,
  '/api/v1/members/{memberId}/enable': membersByMemberIdEnable,
  '/api/v1/members/{memberId}/sessions': membersByMemberIdSessions,
  '/api/v1/outgoing-allow': outgoingAllow,
  '/api/v1/outgoing-allow/{entryId}': outgoingAllowByEntryId,
  '/api/v1/outgoing-check': outgoingCheck,
  '/api/v1/outgoing-uses': outgoingUses,
  '/api/v1/overview/fleet': overviewFleet,
  '/api/v1/overview/matrix': overviewMatrix,
  '/api/v1/overview/news': overviewNews,
  '/api/v1/overview/system': overviewSystem,
  '/api/v1/overview/tenant': overviewTenant,
  '/api/v1/page/acknowledge': pageAcknowledge,
  '/api/v1/page/state': pageState,
  '/api/v1/platforms': platforms,
  '/api/v1/platforms/{platformId}': platformsByPlatformId,
  '/api/v1/provisioning': provisioning,
  '/api/v1/query': query,
  '/api/v1/query_range': queryRange,
  '/api/v1/recover': recover,
  '/api/v1/rules': rules,
  '/api/v1/rules/export': rulesExport,
  '/api/v1/rules/{ruleId}': rulesByRuleId,
  '/api/v1/scim-groups/{scimGroupId}': scimGroupsByScimGroupId,
  '/api/v1/scim-tokens': scimTokens,
  '/api/v1/scim-tokens/{scimTokenId}': scimTokensByScimTokenId,
  '/api/v1/scim-tokens/{scimTokenId}/rotate': scimTokensByScimTokenIdRotate,
  '/api/v1/scopes': scopes,
  '/api/v1/scrape-targets': scrapeTargets,
  '/api/v1/scrape-targets/{targetId}': scrapeTargetsByTargetId,
  '/api/v1/search': search,
  '/api/v1/security/events': securityEvents,
  '/api/v1/security/events/export': securityEventsExport,
  '/api/v1/services': services,
  '/api/v1/services/export': servicesExport,
  '/api/v1/services/{serviceId}': servicesByServiceId,
  '/api/v1/services/{serviceId}/overview': servicesByServiceIdOverview,
  '/api/v1/session-limits': sessionLimits,
  '/api/v1/setup': setup,
  '/api/v1/sign-in/link': signInLink,
  '/api/v1/sign-in/link/ask': signInLinkAsk,
  '/api/v1/sign-in/passkey': signInPasskey,
  '/api/v1/sign-in/passkey/start': signInPasskeyStart,
  '/api/v1/sign-in/password': signInPassword,
  '/api/v1/sign-on': signOn,
  '/api/v1/sign-on/find': signOnFind,
  '/api/v1/sign-on/policy': signOnPolicy,
  '/api/v1/sources': sources,
  '/api/v1/sources/export': sourcesExport,
  '/api/v1/sources/{sourceId}': sourcesBySourceId,
  '/api/v1/sources/{sourceId}/old': sourcesBySourceIdOld,
  '/api/v1/sources/{sourceId}/rotate': sourcesBySourceIdRotate,
  '/api/v1/tenant-exports/{exportId}/file': tenantExportsByExportIdFile,
  '/api/v1/tenants': tenants,
  '/api/v1/tenants/export': tenantsExport,
  '/api/v1/tenants/{tenantId}': tenantsByTenantId,
  '/api/v1/tenants/{tenantId}/erasure': tenantsByTenantIdErasure,
  '/api/v1/tenants/{tenantId}/exports': tenantsByTenantIdExports,
  '/api/v1/tenants/{tenantId}/leaving': tenantsByTenantIdLeaving,
  '/api/v1/unlock': unlock,
  '/api/v1/view-as': viewAs,
  '/api/v1/views': views,
  '/api/v1/views/{viewId}': viewsByViewId,
} satisfies RouteTable
