export { getEscalationPolicy } from './get-escalation-policy.ts'
export { policyFor } from './policy-for.ts'
export { setEscalationPolicy } from './set-escalation-policy.ts'
