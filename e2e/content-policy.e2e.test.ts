// Bar test 17 at a page of each kind; content-policy.full.test.ts attacks every page.
import { runPolicyTrial } from './content-policy.ts'

runPolicyTrial({
  paths: [
    '/',
    '/audit',
    '/explore',
    '/incidents',
    '/incidents/{incidentId}',
    '/services/{serviceId}',
    '/sign-in',
  ],
  loads: 200,
})
