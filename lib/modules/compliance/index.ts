export { eraseSubject } from './erase-subject.ts'
export { reapplyErasures } from './reapply-erasures.ts'
