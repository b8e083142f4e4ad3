/** Why a table holds no marker to look for. One that came later and is not listed fails. */
export const WITHOUT_TEXT: Readonly<Record<string, string>> = {
  audit_anchor_head: 'hashes and signatures, and the operator alone gives heads to witnesses',
  audit_chain: 'a key and hashes',
  audit_entry: 'its texts are in audit_payload',
  audit_payload: 'sealed under a key of its subject, so that no text of it can be looked for in the table',
  audit_subject: 'a key of a subject',
  data_key: 'the id of a wrapping key',
  escalation_step: 'state and time',
  outbox: 'ids only, and only while work waits',
  role_binding: 'the name of a role',
  sign_in_policy: 'two switches, and the names of the levels above that ask for them',
}
