export { recordAudit, type AuditEvent } from './record-audit.ts'
export { listAudit } from './list-audit.ts'
export { verifyAudit } from './verify-audit.ts'
