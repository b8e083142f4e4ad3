// What is looked at in a browser and leaves the installation as it was for the next one, on the same one: to start one takes
// as long as many of these tests do. content-policy.full.test.ts attacks every page, language.full.test.ts reads every page.
// suite: long
import { runPolicyTrial } from './content-policy.ts'
import { runLanguages } from './language.ts'
import { inhabit } from './support/inhabited.ts'
import { runViewAs } from './view-as.ts'

const place = inhabit()

// Bar test 17 at a page of each kind.
runPolicyTrial(place, {
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
runViewAs(place)
runLanguages(place)
