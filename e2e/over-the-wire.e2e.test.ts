// What asks a whole installation for its pages without a screen, one after the other on the same one: to start one takes as
// long as many of these tests do. Secrets come last, and are searched for in all that was left by the others, too.
// alternating-pages.full.test.ts and planted-secrets.full.test.ts take every round and every field.
// suite: long
import { runAlternatingPages, WITHOUT_LIMIT } from './alternating-pages.ts'
import { runPlantedSecrets, TALKATIVE } from './planted-secrets.ts'
import { inhabit } from './support/inhabited.ts'
import { runUrlState } from './url-state.ts'

const place = inhabit({ ...WITHOUT_LIMIT, ...TALKATIVE })

// Bar test 7, a few rounds.
runAlternatingPages(place, 1)
runUrlState(place)
// Bar tests 24 and 46, with the fields of one route in six.
runPlantedSecrets(place, { oneIn: 6 })
