#!/usr/bin/env node
// Checks an exported audit chain of Bailiwick without trusting Bailiwick: one file, Node 20 or newer, no dependency, no
// network. It recomputes every hash from the records, checks every signature against a public key that you got elsewhere,
// and compares with what a witness keeps. Read it: that is what it is for. The format: docs/adr/0010.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'

const HELP = `usage: node verify.mjs --key KEY… [--anchors FILE]… [--old N] [--json] EXPORT.jsonl…
 1. Get the public keys from the operator by another way than the export: a letter, a contract, a phone call.
    The operator prints them with: npm run bailiwick -- audit public-key
 2. Download the export (JSON Lines) from the audit page, or POST /api/v1/audit/export. Several parts: name all, in order.
 3. --key: a key, or a file of keys; the oldest first. The last one has to sign the heads, no older one what came after it.
 4. --anchors: what a witness keeps (file, mail, bucket, webhook), or an older export. Again for more files.
 5. Without anchors a chain that the operator wrote anew, with the real key, looks right. With one that is old enough not.
 6. It names the first bad record of each chain: altered, deleted, inserted, reordered, tail_cut, rewritten, head_forged,
    clock_backwards (by over 5 s). Exit code: 0 everything holds, 1 something is wrong, 2 nothing could be checked.
 7. --old N: the operator told you that a chain begins with N records of version 1, which nobody signed. Without it, 0.
`

const CLOCK_TOLERANCE_MS = 5000
/** While the processes of an installation are restarted with the next secret, some still sign with the one before. */
const KEY_OVERLAP_MS = 3_600_000
const GENESIS = '0'.repeat(64)

/** Canonical JSON (RFC 8785): keys sorted by code unit, no white space. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}
const sha256 = (...pieces) => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

/** The hash of a record of version 2 behind another one. */
const hashOf = (record, prevHash, seq = record.seq) =>
  sha256(
    `${prevHash}\n${canonical({
      v: record.v,
      chain: record.chain,
      seq,
      at: record.at,
      action: record.action,
      actor: record.actor,
      target: record.target,
      request: record.request,
      commitment: record.commitment,
    })}`,
  )

const recordStatement = ({ chain, seq, hash }) => `bailiwick-audit-record\n${chain}\n${seq}\n${hash}`
const headStatement = ({ chain, seq, hash, at }) => `bailiwick-audit-head\n${chain}\n${seq}\n${hash}\n${at}`

class Unusable extends Error {}

/** Public keys from an argument or a file, one per line, oldest first. What stands behind a key in its line is a remark. */
function readKeys(text) {
  const isFile = existsSync(text) && statSync(text).isFile()
  const lines = (isFile ? readFileSync(text, 'utf8') : text).split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) throw new Unusable('--key: there is no key in this file')
  return lines.map((line) => {
    const [word] = line.trim().split(/\s/)
    const raw = Buffer.from(word, 'base64')
    if (raw.length !== 32)
      throw new Unusable('--key: 32 bytes in base64, or a file that holds such keys, one per line')
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
    return { id: sha256(raw).slice(0, 16), key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
  })
}

function isSignedBy({ key }, statement, signature) {
  if (typeof signature !== 'string') return false
  const bytes = Buffer.from(signature, 'base64')
  // The one spelling that we write: another one that decodes to the same bytes was put there by somebody else.
  if (bytes.length !== 64 || bytes.toString('base64') !== signature) return false
  return verify(null, Buffer.from(statement), key, bytes)
}

/** The place of the key that signed a record: `from` or a later one if there is one, else an earlier one, else -1. */
function signerOf(keys, record, from) {
  const isIt = (key) => isSignedBy(key, recordStatement(record), record.signature)
  const later = keys.findIndex((key, index) => index >= from && isIt(key))
  return later === -1 ? keys.findIndex((key, index) => index < from && isIt(key)) : later
}

const shown = (text) => (String(text).length > 100 ? `${String(text).slice(0, 100)}…` : String(text))

const CHUNK = 1 << 20
const LONGEST_LINE = 64 * CHUNK
const LINE_FEED = 10

/** The lines of a file between two bytes, with their places; a file of any length is never held as a whole. */
function* linesOf(file, { start = 0, end = Infinity, number = 1 } = {}) {
  let descriptor
  try {
    descriptor = openSync(file, 'r')
    if (!fstatSync(descriptor).isFile()) throw new Error('save it as a file first: it is read more than once')
    const chunk = Buffer.alloc(Math.min(CHUNK, end - start))
    let rest = Buffer.alloc(0)
    let at = start
    let read = start
    for (;;) {
      const bytes = readSync(descriptor, chunk, 0, Math.min(chunk.length, end - read), read)
      read += bytes
      let from = 0
      for (let stop = chunk.indexOf(LINE_FEED); stop !== -1 && stop < bytes;) {
        const text = Buffer.concat([rest, chunk.subarray(from, stop)])
        rest = Buffer.alloc(0)
        yield { file, number, text: text.toString(), start: at, end: at + text.length + 1, isTorn: false }
        at += text.length + 1
        number += 1
        from = stop + 1
        stop = chunk.indexOf(LINE_FEED, from)
      }
      rest = Buffer.concat([rest, chunk.subarray(from, bytes)])
      if (rest.length > LONGEST_LINE) throw new Error(`line ${number} is too long for any record`)
      if (bytes === 0 || read >= end) break
    }
    if (rest.length > 0)
      yield { file, number, text: rest.toString(), start: at, end: at + rest.length, isTorn: true }
  } catch (error) {
    throw new Unusable(error.message.startsWith(file) ? error.message : `${file}: ${error.message}`)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/**
 * A line as an object, and whether it is spelled as we spell it. A name that stands twice, or a text in other letters that
 * mean the same, is read by two readers as two different things, and was put there by somebody else. Mail programs add a
 * carriage return.
 */
function parse(line) {
  const where = `${line.file}:${line.number}`
  const text = line.text.replace(/\r$/, '')
  let value
  try {
    value = JSON.parse(text)
  } catch {
    if (line.isTorn) return { where, value: null, isPlain: false, isTorn: true }
    throw new Unusable(`${where}: this line is no JSON`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) value = {}
  try {
    return { where, value, isPlain: JSON.stringify(value) === text, isTorn: false }
  } catch {
    // Nested deeper than anything that we write.
    return { where, value: { type: value.type, chain: value.chain }, isPlain: false, isTorn: false }
  }
}

/** The lines of a file that are not empty, parsed. */
function* parsedLines(file) {
  for (const line of linesOf(file)) if (line.text.trim() !== '') yield { ...parse(line), line }
}

const SHAPES = {
  entry: [
    'type',
    'v',
    'chain',
    'seq',
    'at',
    'action',
    'actor',
    'target',
    'request',
    'commitment',
    'prevHash',
    'hash',
    'signature',
    'payload',
  ],
  head: ['type', 'chain', 'seq', 'hash', 'at', 'signature'],
}
const hasShape = (value, type) =>
  value.type === type &&
  Object.keys(value).length === SHAPES[type].length &&
  SHAPES[type].every((name) => Object.hasOwn(value, name))

const nameOf = (chain) => (typeof chain === 'string' ? chain : shown(JSON.stringify(chain)))

/** A chain as far as it was read. `bad` is the first record that does not hold, with what tells why once all was read. */
const newChain = (name) => ({
  name,
  /** Where its records stand: they are read again only to tell what happened to a bad one. */
  spans: [],
  records: 0,
  head: null,
  bad: null,
  prevHash: GENESIS,
  latest: -Infinity,
  /** The newest key so far, since when, and the first record of an older one behind it that no newer one follows. */
  key: 0,
  keySince: -Infinity,
  stale: null,
  erased: 0,
  recorded: 0,
  firstErased: null,
  old: 0,
  /** Hashes of the records that witnesses keep. */
  kept: new Map(),
})

function extend(chain, { file, start, end, number }) {
  const last = chain.spans.at(-1)
  if (last?.file === file && last.end === start) last.end = end
  else chain.spans.push({ file, start, end, number })
}

/** Whether a record of the chain answers the question; they are asked in their order, with their place from 1 on. */
function someRecord(chain, isIt) {
  let place = 0
  for (const span of chain.spans)
    for (const line of linesOf(span.file, span)) {
      place += 1
      if (isIt(parse(line).value, place)) return true
    }
  return false
}

/** Whether a record gives its stored hash under this number. */
const isRecordedAs = (record, seq) => hashOf(record, record.prevHash, String(seq)) === record.hash

/** The number under which a record gives its stored hash, the nearest to where it stands first; null if there is none. */
function trueSeq(record, near, max) {
  for (let away = 0; away <= max; away += 1)
    for (const seq of new Set([near + away, near - away]))
      if (seq >= 1 && seq <= max && isRecordedAs(record, seq)) return seq
  return null
}

/** Why the record at this place does not follow: what happened to it, as far as the records tell. */
function misplaced(chain, record, expected) {
  const own = trueSeq(record, expected, chain.records + 2)
  if (own !== null && own !== expected)
    return someRecord(chain, (other, place) => place !== expected && isRecordedAs(other, expected))
      ? { fault: 'reordered', detail: `this was recorded as number ${own}` }
      : {
          fault: 'deleted',
          detail: `record ${expected} is missing; this is number ${own}, written as ${expected}`,
        }
  if (own === null && isNextRecordedAs(chain, expected))
    return { fault: 'inserted', detail: 'this was never recorded; the next one has its number' }
  return { fault: 'altered', detail: 'the record is not what was recorded' }
}

const isNextRecordedAs = (chain, expected) =>
  someRecord(chain, (other, place) => place === expected + 1 && isRecordedAs(other, expected))

/** A record that links up without a signature: written by somebody else, it alone or everything from it on. */
function unsigned(chain, record, { expected, prevHash, keys }) {
  const { head } = chain
  const isHead = (hash) => head !== null && head.value.hash === hash && isSignedHead(head.value, keys)
  if (isHead(prevHash) || isNextRecordedAs(chain, expected))
    return { fault: 'inserted', detail: 'this was never recorded' }
  const isAlone =
    isHead(record.hash) ||
    someRecord(
      chain,
      (other, place) => place > expected && other.v > 1 && signerOf(keys, other, chain.key) >= chain.key,
    )
  return isAlone
    ? { fault: 'altered', detail: 'its signature is another one' }
    : {
        fault: 'rewritten',
        detail: 'from here on it was written by somebody without the key, or the key is another one',
      }
}

/** A key that was replaced can be in wrong hands: the last one signs whatever is signed when an export is made. */
const isSignedHead = (head, keys) => isSignedBy(keys.at(-1), headStatement(head), head.signature)

const COMMITTED = { 1: ['whole'], 2: ['actor', 'about'] }

/** The parts of a payload against the commitments of their record; returns what is wrong, and counts the erased. */
function payloadFault(record) {
  const names = COMMITTED[record.v]
  const { payload } = record
  if (payload === null || typeof payload !== 'object' || Object.keys(payload).join() !== names.join())
    return { fault: 'its details have another form', erased: 0 }
  let erased = 0
  for (const [index, name] of names.entries()) {
    const part = payload[name]
    if (part === null) {
      erased += 1
      continue
    }
    if (typeof part?.salt !== 'string' || !('value' in part) || Object.keys(part).length !== 2)
      return { fault: 'its details could not be opened', erased }
    const commitment = sha256(Buffer.from(part.salt, 'hex'), canonical(part.value))
    if (
      !/^[0-9a-f]{32}$/.test(part.salt) ||
      commitment !== record.commitment.slice(index * 64, index * 64 + 64)
    )
      return { fault: 'its details are not those that were recorded', erased }
  }
  return { fault: null, erased }
}

/** What is wrong with the number of a record, if it is not the expected one. */
function numberFault(chain, record, expected) {
  const seq = Number(record.seq)
  if (seq < expected)
    return { fault: 'inserted', detail: `there are two records with the number ${record.seq}` }
  if (someRecord(chain, (other, place) => place > expected && other.seq === String(expected)))
    return { fault: 'reordered', detail: `record ${record.seq} stands where ${expected} belongs` }
  const hint = expected === 1 ? '; name the earlier parts of the export too' : ''
  return { fault: 'deleted', detail: `record ${expected} is missing; the next one is ${record.seq}${hint}` }
}

const OF_VERSION_1 = {
  fault: 'altered',
  detail: 'it says that it is of version 1, which nobody signs; if the operator told you so, see --old',
}

/** What is wrong with the next record of a chain, as a function to call when everything was read; null if nothing. */
function recordFault(chain, record, { expected, keys, old }) {
  const { prevHash } = chain
  const altered = (detail) => () => ({ fault: 'altered', detail })
  if (!hasShape(record, 'entry') || COMMITTED[record.v] === undefined)
    return altered('the record has another form')
  if (record.seq !== String(expected)) return () => numberFault(chain, record, expected)
  // Anybody can write a record of version 1: it is believed only where the operator said so by another way.
  if (record.v === 1 && expected > old) return () => OF_VERSION_1
  // The hash of version 1 is keyed: only its place can be checked here, its content by the operator.
  const isHash = record.v === 1 || hashOf(record, prevHash) === record.hash
  if (!isHash || record.prevHash !== prevHash) return () => misplaced(chain, record, expected)
  const signer = record.v === 1 ? null : signerOf(keys, record, chain.key)
  if (signer === -1 || (record.v === 1 && record.signature !== null))
    return () => unsigned(chain, record, { expected, prevHash, keys })
  const payload = payloadFault(record)
  if (payload.fault !== null) return altered(payload.fault)
  const at = Date.parse(record.at)
  if (Number.isNaN(at)) return altered('it is dated with what is no moment')
  if (at < chain.latest - CLOCK_TOLERANCE_MS)
    return () => ({ fault: 'clock_backwards', detail: 'it is dated before a record before it' })
  chain.erased += payload.erased
  return signer === null ? null : keyFault(chain, at, { signer, expected })
}

/**
 * The keys of the records follow each other in time. While processes were restarted one after the other, the key before is
 * still seen for a while; what it signed has to be built upon by the newer one.
 */
function keyFault(chain, at, { signer, expected }) {
  if (signer < chain.key) {
    const fault = {
      fault: 'rewritten',
      detail: 'it is signed with a key that was replaced before',
    }
    if (at > chain.keySince + KEY_OVERLAP_MS) return () => fault
    chain.stale ??= { expected, fault }
    return null
  }
  chain.stale = null
  if (signer > chain.key) [chain.key, chain.keySince] = [signer, at]
  return null
}

/** Follows a chain by one more record; behind a bad one only their number counts. */
function follow(chain, { value: record, where }, { keys, old, wanted }) {
  chain.records += 1
  if (chain.bad !== null) return
  const expected = chain.records
  const tell = recordFault(chain, record, { expected, keys, old })
  if (tell !== null) {
    chain.bad = { seq: String(expected), where, tell }
    return
  }
  if (chain.stale?.expected === expected) chain.stale.where = where
  if (record.v === 1) chain.old += 1
  if (record.v > 1 && record.action === 'audit.erase' && record.target[0] === 'erased_parts')
    chain.recorded += Number(record.target[1])
  if (Object.values(record.payload).includes(null)) chain.firstErased ??= { seq: record.seq, where }
  if (wanted.get(chain.name)?.has(expected)) chain.kept.set(expected, record.hash)
  chain.prevHash = record.hash
  // The latest so far, not the one before: many small steps back are one long one.
  chain.latest = Math.max(chain.latest, Date.parse(record.at))
}

/** The first bad record of a chain, if one of them does not hold by itself. */
function linkFault({ bad, stale }) {
  if (stale !== null) return { seq: String(stale.expected), ...stale.fault, where: stale.where }
  return bad === null ? null : { seq: bad.seq, where: bad.where, ...bad.tell() }
}

/** Whoever erases says in the chain how many parts: what is gone beyond that was taken away in silence. */
function erasureFault({ erased, recorded, firstErased }) {
  if (erased <= recorded) return null
  const detail = `${erased} parts of details are gone, only ${recorded} were recorded as erased`
  return { ...firstErased, fault: 'altered', detail }
}

/** The end of a chain against its signed head. */
function headFault({ head, records, prevHash }, keys) {
  const next = String(records + 1)
  if (head === null)
    return {
      seq: next,
      fault: 'tail_cut',
      detail: `no signed head: the export ends at record ${records}. Fetch the rest`,
    }
  const { value, where } = head
  if (!hasShape(value, 'head') || !isSignedHead(value, keys))
    return { seq: String(value.seq), fault: 'head_forged', where, detail: notSigned(value, keys) }
  if (Number(value.seq) > records)
    return {
      seq: next,
      fault: 'tail_cut',
      detail: `the chain ends at record ${records}, its signed head says ${value.seq}`,
    }
  if (Number(value.seq) < records)
    return {
      seq: String(Number(value.seq) + 1),
      fault: 'inserted',
      detail: `there are records behind the signed head, which is ${value.seq}`,
    }
  if (value.hash !== prevHash)
    return { seq: value.seq, fault: 'rewritten', detail: 'the signed head names another last record' }
  return null
}

const notSigned = (head, keys) =>
  keys.slice(0, -1).some((key) => isSignedBy(key, headStatement(head), head.signature))
    ? `the head is signed with a key that was replaced. ${BEFORE_REPLACEMENT}`
    : 'the head is not signed with this key'
const BEFORE_REPLACEMENT =
  'Is the export older than the replacement, name the keys up to that one; else export anew'

/** The records of a chain against what witnesses keep of it. */
function anchorFault({ head, records, kept }, anchors) {
  let [matched, compared, younger] = [0, 0, 0]
  for (const { value: anchor, where } of anchors.toSorted(
    (a, b) => Number(a.value.seq) - Number(b.value.seq),
  )) {
    const seq = Number(anchor.seq)
    if (seq > records) {
      if (head === null || !(Date.parse(anchor.at) > Date.parse(head.value.at)))
        return {
          bad: { seq: String(records + 1), fault: 'tail_cut', where, detail: `a witness saw record ${seq}` },
        }
      younger += 1
      continue
    }
    if (kept.get(seq) !== anchor.hash)
      return {
        bad: {
          seq: String(matched + 1),
          fault: 'rewritten',
          where,
          detail: `a witness keeps another hash of record ${seq}; the chain was written anew between records ${matched + 1} and ${seq}`,
        },
      }
    matched = seq
    compared += 1
  }
  return { bad: null, compared, younger }
}

/** The heads in a line of a witness: the line itself, or those in the body of a webhook. */
function headsIn({ value, where }) {
  if (value.type === 'head') return [{ value, where }]
  const lines = value.data?.heads
  if (value.type !== 'audit.anchor' || !Array.isArray(lines)) return []
  return lines.map((text) => {
    try {
      return { value: Object(JSON.parse(text)), where }
    } catch {
      throw new Unusable(`${where}: a head in this message is no JSON`)
    }
  })
}

const OTHER_LINES = ['bailiwick-audit-export', 'entry', 'end', 'audit.anchor']

/** What witnesses keep, by chain. Words around the lines, as in a mail, are passed over; a file without a head is none. */
function readAnchors(files, keys) {
  const anchors = new Map()
  for (const file of files) {
    let given = 0
    for (const line of linesOf(file)) {
      if (!/^[\s\uFEFF]*[[{]/.test(line.text)) continue
      const parsed = parse({ ...line, isTorn: false })
      refuseNewer(parsed.where, parsed.value)
      const heads = headsIn(parsed)
      if (heads.length === 0 && !OTHER_LINES.includes(parsed.value.type))
        throw new Unusable(`${parsed.where}: neither a head nor the message of a webhook`)
      for (const { value, where } of heads) {
        const isSigned = keys.some((key) => isSignedBy(key, headStatement(value), value.signature))
        if (!hasShape(value, 'head') || !isSigned)
          throw new Unusable(`${where}: this anchor is not signed with this key`)
        anchors.set(value.chain, [...(anchors.get(value.chain) ?? []), { value, where }])
        given += 1
      }
    }
    if (given === 0) throw new Unusable(`${file}: there is no head of a chain in this file of anchors`)
  }
  return anchors
}

/** The newest form of an export that is known here. What comes after it was written by people who know more than this file. */
const NEWEST_VERSION = 2

/** Refuses what a newer Bailiwick wrote: to call it altered would accuse somebody of what this file does not understand. */
function refuseNewer(file, value) {
  if (value?.type !== 'bailiwick-audit-export' || !Number.isInteger(value.version)) return
  if (value.version > NEWEST_VERSION)
    throw new Unusable(
      `${file}: made by a newer version (its format is ${value.version}, this verify.mjs reads up to ${NEWEST_VERSION}): fetch the newer verify.mjs`,
    )
}

/** What stands in the first line of an export; version 2 names the one chain that was asked for. */
function readTitle(file, title) {
  refuseNewer(file, title?.value)
  if (title?.value?.type !== 'bailiwick-audit-export' || ![1, 2].includes(title.value.version))
    throw new Unusable(`${file}: this is no audit export of version 1 or 2`)
  if (title.value.filtered === true)
    throw new Unusable(`${file}: a filtered export leaves records out; export without a filter`)
  return title.value
}

/** What the last line of an export signs. */
function endStatement({ title, end, heads, records }) {
  const digest = sha256(heads.map(headStatement).join('\n'))
  const what = [records, digest, end.next ?? '', ...(end.cursor === undefined ? [] : [end.cursor])]
  return title.version === 1
    ? ['bailiwick-audit-export', title.scope, title.at, ...what].join('\n')
    : ['bailiwick-audit-export-2', title.scope, title.chain ?? '', title.at, ...what].join('\n')
}

/** Reads one export into `chains` and returns what its own lines say. */
function readExport(file, { chains, faults, ...asked }) {
  const say = (chain, fault, detail, seq = '') => faults.push({ chain, seq, fault, detail })
  const chainOf = (name) => {
    if (!chains.has(name)) chains.set(name, newChain(name))
    return chains.get(name)
  }
  const read = { file, title: null, heads: [], records: 0, end: null }
  for (const parsed of parsedLines(file)) {
    const { value, where, isPlain } = parsed
    if (read.title === null) {
      read.title = readTitle(file, parsed)
      if (isPlain) continue
    }
    if (parsed.isTorn) break
    if (!isPlain)
      say(
        value.chain === undefined ? file : nameOf(value.chain),
        'altered',
        `${where}: not spelled as it was exported: a name stands twice, or something is written otherwise`,
        typeof value.seq === 'string' ? value.seq : '',
      )
    if (value === read.title) continue
    if (read.end !== null) say(file, 'inserted', `${where}: a line after the end`)
    else if (value.type === 'entry') {
      read.records += 1
      const chain = chainOf(nameOf(value.chain))
      extend(chain, parsed.line)
      follow(chain, parsed, asked)
    } else if (value.type === 'head') {
      read.heads.push(value)
      chainOf(nameOf(value.chain)).head = { value, where }
    } else if (value.type === 'end') read.end = value
    else say(file, 'inserted', `${where}: no line of an export`)
  }
  if (read.title === null) readTitle(file, null)
  return read
}

/** What the last line of an export says about all the others. */
function endFault(read, keys) {
  const { end, heads, records } = read
  if (end === null)
    return {
      fault: 'tail_cut',
      detail: 'the export ends in the middle: its last line is missing. Fetch it again',
    }
  const isBy = (key) => isSignedBy(key, endStatement(read), end.signature)
  if (isBy(keys.at(-1)) && end.chains === heads.length && end.records === records) return null
  if (keys.slice(0, -1).some(isBy))
    return {
      fault: 'rewritten',
      detail: `the last line is signed with a key that was replaced. ${BEFORE_REPLACEMENT}`,
    }
  return {
    fault: 'deleted',
    detail:
      'the last line was signed for other records or chains than these: some were taken out or put in, or the key is another one',
  }
}

/** The chains that a witness saw before the export was made, and that it should have. */
function missingChains(reads, { anchors, chains }) {
  const whole = reads.filter(({ title, heads, end }) => {
    // Version 1 did not say that one chain was asked for.
    const isAll = title.version === 1 ? heads.length !== 1 : title.chain === null
    return title.scope === 'operator' && isAll && end?.next === null
  })
  const asked = new Set(reads.map(({ title }) => title.chain))
  const first = Math.min(...whole.map(({ title }) => Date.parse(title.at)))
  return [...anchors].flatMap(([chain, kept]) => {
    if (chains.has(chain)) return []
    const isThere = kept.some(({ value }) => Date.parse(value.at) <= first) || asked.has(chain)
    return isThere && (whole.length > 0 || asked.has(chain)) ? [chain] : []
  })
}

/** Checks exports; returns one verdict per chain and the faults of the files themselves. */
function check({ files, anchorFiles, keyTexts, old }) {
  const keys = keyTexts.flatMap(readKeys)
  const anchors = readAnchors(anchorFiles, keys)
  const numbers = (kept) => new Set(kept.map(({ value }) => Number(value.seq)))
  const wanted = new Map([...anchors].map(([chain, kept]) => [chain, numbers(kept)]))
  const chains = new Map()
  const faults = []
  const reads = files.map((file) => readExport(file, { chains, faults, keys, old, wanted }))
  for (const read of reads) {
    const fault = endFault(read, keys)
    if (fault !== null) faults.push({ chain: read.file, seq: '', ...fault })
  }
  const next = reads.at(-1)?.end?.next
  if (next)
    faults.push({
      chain: reads.at(-1).file,
      seq: '',
      fault: 'tail_cut',
      detail: `the export goes on behind ${shown(next)}: fetch the next part and name it too`,
    })
  for (const chain of missingChains(reads, { anchors, chains }))
    faults.push({
      chain,
      seq: '1',
      fault: 'deleted',
      detail: 'a witness saw this chain; the export does not have it',
    })
  if (chains.size === 0 && faults.length === 0) throw new Unusable('there is no chain in this export')
  const verdicts = [...chains.values()].map((chain) => verdictOf(chain, anchors.get(chain.name) ?? [], keys))
  return { verdicts, faults, anchors: countAnchors(anchors, verdicts) }
}

function verdictOf(chain, anchors, keys) {
  const { name, records, erased, old, head } = chain
  // Who wrote the chain anew with the real key leaves no bad link: the witness is asked before the head.
  const links = linkFault(chain)
  const witness = links === null ? anchorFault(chain, anchors) : { bad: null }
  const bad = links ?? witness.bad ?? headFault(chain, keys) ?? erasureFault(chain)
  if (bad !== null) {
    const { seq, fault, detail, where } = bad
    return {
      chain: name,
      ok: false,
      seq,
      fault,
      detail: where === undefined ? detail : `${where}: ${detail}`,
    }
  }
  const { compared, younger } = witness
  return { chain: name, ok: true, records, erased, old, anchors: compared, younger, signedAt: head.value.at }
}

/** How many anchors were given, and what became of them. */
function countAnchors(anchors, verdicts) {
  const sum = (name) => verdicts.reduce((total, verdict) => total + (verdict[name] ?? 0), 0)
  const given = [...anchors.values()].reduce((total, kept) => total + kept.length, 0)
  return { given, compared: sum('anchors'), younger: sum('younger') }
}

const count = (n, one, many) => `${n} ${n === 1 ? one : many}`

/** Text of an export can hold what moves the cursor of a terminal, or turns the direction of letters. */
const safe = (text) =>
  text.replaceAll(
    /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
const say = (text) => console.log(safe(text))

function print({ verdicts, faults, anchors }) {
  for (const verdict of verdicts) {
    if (!verdict.ok) say(`BAD  ${verdict.chain} record ${verdict.seq}: ${verdict.fault}: ${verdict.detail}`)
    else {
      const notes = [
        count(verdict.records, 'record', 'records'),
        `head signed ${verdict.signedAt}`,
        verdict.anchors === 0 ? 'no anchor' : count(verdict.anchors, 'anchor agrees', 'anchors agree'),
        ...(verdict.younger === 0 ? [] : [`${count(verdict.younger, 'anchor is', 'anchors are')} younger`]),
        ...(verdict.erased === 0 ? [] : [`${count(verdict.erased, 'part', 'parts')} erased`]),
        ...(verdict.old === 0
          ? []
          : [
              `${count(verdict.old, 'record', 'records')} of version 1: place checked, content only by the operator`,
            ]),
      ]
      say(`ok   ${verdict.chain}: ${notes.join(', ')}`)
    }
  }
  for (const { chain, fault, detail } of faults) say(`BAD  ${chain}: ${fault}: ${detail}`)
  const { given, compared, younger } = anchors
  if (given > 0)
    say(
      `anchors: ${given} given, ${compared} compared, ${younger} younger than this export, ${given - compared - younger} of chains that are not here or do not hold`,
    )
}

function readArguments(words) {
  const asked = { files: [], anchorFiles: [], keyTexts: [], old: 0 }
  const olds = []
  const next = { '--key': asked.keyTexts, '--anchors': asked.anchorFiles, '--old': olds }
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]
    if (word === '--json') continue
    else if (next[word] !== undefined) {
      index += 1
      if (words[index] === undefined) throw new Unusable(`${word} wants a value`)
      next[word].push(words[index])
    } else if (word.startsWith('-')) throw new Unusable(`${word} is not known; --help tells what is`)
    else asked.files.push(word)
  }
  if (olds.length > 1 || !olds.every((text) => /^\d{1,9}$/.test(text)))
    throw new Unusable('--old: one number of records, e.g. 120')
  asked.old = Number(olds[0] ?? 0)
  if (asked.files.length === 0) throw new Unusable('name at least one export; --help tells how')
  if (asked.keyTexts.length === 0)
    throw new Unusable('--key is missing: without it anybody could have signed this')
  return asked
}

const words = process.argv.slice(2)
if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
  console.log(HELP)
  process.exit(words.length === 0 ? 2 : 0)
}
const isJson = words.includes('--json')
try {
  const found = check(readArguments(words))
  const { verdicts, faults, anchors } = found
  const isRight = faults.length === 0 && verdicts.every(({ ok }) => ok)
  if (isJson) say(JSON.stringify({ ok: isRight, chains: verdicts, faults, anchors }))
  else print(found)
  process.exitCode = isRight ? 0 : 1
} catch (error) {
  const reason =
    error instanceof Unusable ? error.message : `this is no export that can be read: ${error.message}`
  if (isJson) say(JSON.stringify({ ok: false, error: reason }))
  else console.error(safe(reason))
  process.exitCode = 2
}
