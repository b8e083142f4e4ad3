// Bar test 17 in full: every page of the folders, and the nonces of 10,000 loads.
import { runPolicyTrial } from './content-policy.ts'
import { inhabit } from './support/inhabited.ts'

runPolicyTrial(inhabit(), { loads: 10_000 })
