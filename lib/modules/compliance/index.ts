export { eraseSubject } from './erase-subject.ts'
export { forgetPeople } from './forget-people.ts'
export { reapplyErasures } from './reapply-erasures.ts'
