import type { Command } from './command.ts'
import { accessRecover } from './commands/access-recover.ts'
import { auditPublicKey } from './commands/audit-public-key.ts'
import { auditVerify } from './commands/audit-verify.ts'
import { backup } from './commands/backup.ts'
import { keyCreate, sourceCreate } from './commands/credentials.ts'
import { secretRotate, secretStatus } from './commands/secret.ts'
import { setUp, setUpCode } from './commands/set-up.ts'
import { status } from './commands/status.ts'
import { subjectErase, subjectReapply } from './commands/subject.ts'
import { tenantErase, tenantExport, tenantVerifyExport } from './commands/leaving.ts'
import { platformCreate, tenantCreate } from './commands/tenancy.ts'

/** Every command, in the order of the usage. */
export const COMMANDS: readonly Command[] = [
  setUp,
  setUpCode,
  platformCreate,
  tenantCreate,
  tenantExport,
  tenantVerifyExport,
  tenantErase,
  sourceCreate,
  keyCreate,
  status,
  backup,
  secretRotate,
  secretStatus,
  auditVerify,
  auditPublicKey,
  subjectErase,
  subjectReapply,
  accessRecover,
]
