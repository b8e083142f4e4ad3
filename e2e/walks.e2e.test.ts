// The first steps on an empty installation, and then the journeys of every day.
// suite: long
import { tour } from './suites/tour.ts'
import { walks } from './suites/walks.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ tour, walks })
