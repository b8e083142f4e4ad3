#!/usr/bin/env node
// Checks an exported audit chain of Bailiwick without trusting Bailiwick: one file, Node 20 or newer, no dependency, no
// network. It recomputes every hash from the records, checks every signature against a public key that you got elsewhere,
// and compares with what a witness keeps. Read it: that is what it is for. The format: docs/adr/0010.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'

const HELP = `usage: node verify.mjs --key KEY [--anchors FILE]… [--old N] [--json] EXPORT.jsonl…
 1. Get the public key from the operator by another way than the export: a letter, a contract, a phone call.
    The operator prints it with: npm run bailiwick -- audit public-key
 2. Download the export (JSON Lines) from the audit page, or POST /api/v1/audit/export. Several parts: name all, in order.
 3. --key: the key, or a file that holds it. Again for each older key that was replaced.
 4. --anchors: lines that a witness keeps (file, mailbox, bucket, webhook), or an older export. Again for more files.
 5. Without anchors a chain that the operator wrote anew, with the real key, looks right. With one it does not.
 6. It names the first bad record of each chain: altered, deleted, inserted, reordered, tail_cut, rewritten, head_forged,
    clock_backwards. Exit code: 0 everything holds, 1 something is wrong, 2 nothing could be checked.
 7. --old N: the operator told you that a chain begins with N records of version 1, which nobody signed. Without it, 0.
`

const CLOCK_TOLERANCE_MS = 5000
const GENESIS = '0'.repeat(64)

/** Canonical JSON (RFC 8785): keys sorted by code unit, no white space. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
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

function readKey(text) {
  const isFile = existsSync(text) && statSync(text).isFile()
  const raw = Buffer.from((isFile ? readFileSync(text, 'utf8') : text).trim(), 'base64')
  if (raw.length !== 32) throw new Unusable('--key: 32 bytes in base64, or a file that holds them')
  const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  return createPublicKey({ key, format: 'der', type: 'spki' })
}

function isSigned(keys, statement, signature) {
  if (typeof signature !== 'string') return false
  const bytes = Buffer.from(signature, 'base64')
  // The one spelling that we write: another one that decodes to the same bytes was put there by somebody else.
  if (bytes.length !== 64 || bytes.toString('base64') !== signature) return false
  return keys.some((key) => verify(null, Buffer.from(statement), key, bytes))
}

const shown = (text) => (String(text).length > 100 ? `${String(text).slice(0, 100)}…` : String(text))

function linesOf(file) {
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Unusable(`${file}: ${error.message}`)
  }
  return text
    .split('\n')
    .map((line, index) => ({ line, where: `${file}:${index + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, where }) => {
      try {
        return { ...JSON.parse(line), where, isPlain: isPlain(line) }
      } catch {
        throw new Unusable(`${where}: this line is no JSON`)
      }
    })
}

/**
 * Whether a line is spelled as we spell it. A name that stands twice, or a text in other letters that mean the same, is
 * read by two readers as two different things, and was put there by somebody else. Mail programs add a carriage return.
 */
const isPlain = (line) => JSON.stringify(JSON.parse(line)) === line.replace(/\r$/, '')

const SHAPES = {
  entry: [
    'where',
    'isPlain',
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
  head: ['where', 'isPlain', 'type', 'chain', 'seq', 'hash', 'at', 'signature'],
}
const hasShape = (line) =>
  Object.keys(line).length === SHAPES[line.type].length && SHAPES[line.type].every((name) => name in line)

/** Reads export files into chains, each with its records in the order of the files and its last head. */
function readExports(files, keys) {
  const chains = new Map()
  const faults = []
  const chainOf = (name) => {
    if (!chains.has(name)) chains.set(name, { records: [], head: null })
    return chains.get(name)
  }
  const ends = []
  for (const file of files) {
    const [title, ...lines] = linesOf(file)
    if (title?.type !== 'bailiwick-audit-export' || title.version !== 1)
      throw new Unusable(`${file}: this is no audit export of version 1`)
    if (title.filtered === true)
      throw new Unusable(`${file}: a filtered export leaves records out; export without a filter`)
    const heads = []
    let records = 0
    let end = null
    for (const line of [title, ...lines])
      if (!line.isPlain)
        faults.push({
          chain: typeof line.chain === 'string' ? line.chain : file,
          seq: typeof line.seq === 'string' ? line.seq : '',
          fault: 'altered',
          detail: `${line.where}: not spelled as it was exported: a name stands twice, or something is written otherwise`,
        })
    for (const line of lines) {
      if (end !== null)
        faults.push({
          chain: file,
          seq: '',
          fault: 'inserted',
          detail: `${line.where}: a line after the end`,
        })
      else if (line.type === 'entry') {
        records += 1
        chainOf(line.chain).records.push(line)
      } else if (line.type === 'head') {
        heads.push(line)
        chainOf(line.chain).head = line
      } else if (line.type === 'end') end = line
      else
        faults.push({
          chain: file,
          seq: '',
          fault: 'inserted',
          detail: `${line.where}: no line of an export`,
        })
    }
    ends.push({ file, title, heads, records, end })
  }
  for (const { file, title, heads, records, end } of ends) {
    if (end === null)
      faults.push({
        chain: file,
        seq: '',
        fault: 'tail_cut',
        detail: 'the export ends in the middle: its last line is missing',
      })
    else {
      const digest = sha256(heads.map(headStatement).join('\n'))
      const statement = `bailiwick-audit-export\n${title.scope}\n${title.at}\n${records}\n${digest}\n${end.next ?? ''}${end.cursor === undefined ? '' : `\n${end.cursor}`}`
      if (!isSigned(keys, statement, end.signature) || end.chains !== heads.length || end.records !== records)
        faults.push({
          chain: file,
          seq: '',
          fault: 'deleted',
          detail:
            'the last line was signed for other records or chains than these: some were taken out or put in, or the key is another one',
        })
    }
  }
  const last = ends.at(-1)
  if (last?.end?.next)
    faults.push({
      chain: last.file,
      seq: '',
      fault: 'tail_cut',
      detail: `the export goes on behind ${shown(last.end.next)}: fetch the next part and name it too`,
    })
  return { chains, faults, ends }
}

/** The number under which a record gives its stored hash, if it is a small way from where it stands. */
function trueSeq(record, max) {
  for (let seq = 1; seq <= max + 1; seq += 1)
    if (hashOf(record, record.prevHash, String(seq)) === record.hash) return seq
  return null
}

/** Why the record at this place does not follow: what happened to it, as far as the records tell. */
function describe(records, index, expected) {
  const record = records[index]
  const max = records.length + 1
  const own = trueSeq(record, max)
  const bad = (fault, detail) => ({ seq: String(expected), fault, detail: `${record.where}: ${detail}` })
  if (own !== null && own !== expected) {
    const isThere = records.some((other) => other !== record && trueSeq(other, max) === expected)
    return isThere
      ? bad('reordered', `this was recorded as number ${own}`)
      : bad('deleted', `record ${expected} is missing; this is number ${own}, written as ${expected}`)
  }
  const following = records[index + 1]
  if (own === null && following !== undefined && trueSeq(following, max) === expected)
    return bad('inserted', 'this was never recorded; the next one has its number')
  return bad('altered', 'the record is not what was recorded')
}

/** Records of version 1 carry no signature. */
const isSignedRecord = (record, keys) =>
  record.v === 1 ? record.signature === null : isSigned(keys, recordStatement(record), record.signature)

/** A record that links up without a signature: written by somebody else, it alone or everything from it on. */
function unsigned(records, index, { prevHash, head, keys }) {
  const record = records[index]
  const next = records[index + 1]
  const isHead = (hash) =>
    head !== null && head.hash === hash && isSigned(keys, headStatement(head), head.signature)
  if (isHead(prevHash) || (next !== undefined && trueSeq(next, records.length + 1) === index + 1))
    return { fault: 'inserted', detail: `${record.where}: this was never recorded` }
  const isAlone =
    isHead(record.hash) ||
    records.slice(index + 1).some((other) => other.v > 1 && isSignedRecord(other, keys))
  return isAlone
    ? { fault: 'altered', detail: `${record.where}: its signature is another one` }
    : {
        fault: 'rewritten',
        detail: `${record.where}: from here on it was written by somebody without the key, or the key is another one`,
      }
}

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

/** Follows the records of one chain; the first `old` of them may be of version 1. */
function followLinks({ records, head }, keys, old) {
  let prevHash = GENESIS
  let prevAt = -Infinity
  let erased = 0
  for (const [index, record] of records.entries()) {
    const expected = index + 1
    const bad = (fault, detail) => ({ seq: String(expected), fault, detail: `${record.where}: ${detail}` })
    if (!hasShape(record) || COMMITTED[record.v] === undefined)
      return { bad: bad('altered', 'the record has another form') }
    if (record.seq !== String(expected)) {
      const seq = Number(record.seq)
      if (seq < expected)
        return { bad: bad('inserted', `there are two records with the number ${record.seq}`) }
      const later = records.slice(index).some((other) => other.seq === String(expected))
      if (later) return { bad: bad('reordered', `record ${record.seq} stands where ${expected} belongs`) }
      const hint = expected === 1 ? '; name the earlier parts of the export too' : ''
      return { bad: bad('deleted', `record ${expected} is missing; the next one is ${record.seq}${hint}`) }
    }
    // Anybody can write a record of version 1: it is believed only where the operator said so by another way.
    if (record.v === 1 && expected > old)
      return {
        bad: bad(
          'altered',
          'it says that it is of version 1, which nobody signs; if the operator told you so, see --old',
        ),
      }
    // The hash of version 1 is keyed: only its place can be checked here, its content by the operator.
    const isHash = record.v === 1 || hashOf(record, prevHash) === record.hash
    if (!isHash || record.prevHash !== prevHash) return { bad: describe(records, index, expected) }
    if (!isSignedRecord(record, keys))
      return { bad: { seq: String(expected), ...unsigned(records, index, { prevHash, head, keys }) } }
    const payload = payloadFault(record)
    if (payload.fault !== null) return { bad: bad('altered', payload.fault) }
    erased += payload.erased
    const at = Date.parse(record.at)
    if (at < prevAt - CLOCK_TOLERANCE_MS)
      return { bad: bad('clock_backwards', 'it is dated before the record before it') }
    prevHash = record.hash
    prevAt = at
  }
  return { bad: null, erased, prevHash, last: records.length }
}

/** Whoever erases says in the chain how many parts: what is gone beyond that was taken away in silence. */
function erasureFault(records, erased) {
  const recorded = records
    .filter(({ v, action, target }) => v > 1 && action === 'audit.erase' && target[0] === 'erased_parts')
    .reduce((sum, { target }) => sum + Number(target[1]), 0)
  if (erased <= recorded) return null
  const first = records.find((record) => Object.values(record.payload).includes(null))
  const detail = `${first.where}: ${erased} parts of details are gone, only ${recorded} were recorded as erased`
  return { seq: first.seq, fault: 'altered', detail }
}

/** The end of a chain against its signed head. */
function headFault(head, links, keys) {
  const next = String(links.last + 1)
  if (head === null)
    return {
      seq: next,
      fault: 'tail_cut',
      detail: `no signed head: the export ends at record ${links.last}. Fetch the rest`,
    }
  if (!hasShape(head) || !isSigned(keys, headStatement(head), head.signature))
    return {
      seq: head.seq,
      fault: 'head_forged',
      detail: `${head.where}: the head is not signed with this key`,
    }
  if (Number(head.seq) > links.last)
    return {
      seq: next,
      fault: 'tail_cut',
      detail: `the chain ends at record ${links.last}, its signed head says ${head.seq}`,
    }
  if (Number(head.seq) < links.last)
    return {
      seq: String(Number(head.seq) + 1),
      fault: 'inserted',
      detail: `there are records behind the signed head, which is ${head.seq}`,
    }
  if (head.hash !== links.prevHash)
    return { seq: head.seq, fault: 'rewritten', detail: 'the signed head names another last record' }
  return null
}

/** The records of a chain against what witnesses keep of it. */
function anchorFault(records, head, anchors) {
  let matched = 0
  let compared = 0
  for (const anchor of anchors.toSorted((a, b) => Number(a.seq) - Number(b.seq))) {
    const seq = Number(anchor.seq)
    const record = records[seq - 1]
    if (seq > records.length) {
      if (head !== null && Date.parse(anchor.at) > Date.parse(head.at)) continue // younger than this export
      return {
        bad: {
          seq: String(records.length + 1),
          fault: 'tail_cut',
          detail: `${anchor.where}: a witness saw record ${seq}`,
        },
      }
    }
    if (record !== undefined && record.hash !== anchor.hash)
      return {
        bad: {
          seq: String(matched + 1),
          fault: 'rewritten',
          detail: `${anchor.where}: a witness keeps another hash of record ${seq}; the chain was written anew between records ${matched + 1} and ${seq}`,
        },
      }
    matched = seq
    compared += 1
  }
  return { bad: null, compared }
}

function readAnchors(files, keys) {
  const anchors = new Map()
  for (const file of files)
    for (const line of linesOf(file)) {
      if (line.type !== 'head') continue
      if (!isSigned(keys, headStatement(line), line.signature))
        throw new Unusable(`${line.where}: this anchor is not signed with this key`)
      anchors.set(line.chain, [...(anchors.get(line.chain) ?? []), line])
    }
  return anchors
}

/** Checks exports; returns one verdict per chain and the faults of the files themselves. */
function check({ files, anchorFiles, keyTexts, old }) {
  const keys = keyTexts.map(readKey)
  const anchors = readAnchors(anchorFiles, keys)
  const { chains, faults, ends } = readExports(files, keys)
  if (chains.size === 0 && faults.length === 0) throw new Unusable('there is no chain in this export')
  const verdicts = [...chains].map(([chain, { records, head }]) => {
    // Who wrote the chain anew with the real key leaves no bad link: the witness is asked before the head.
    const links = followLinks({ records, head }, keys, old)
    if (links.bad !== null) return { chain, ok: false, ...links.bad }
    const witness = anchorFault(records, head, anchors.get(chain) ?? [])
    const bad = witness.bad ?? headFault(head, links, keys) ?? erasureFault(records, links.erased)
    if (bad !== null) return { chain, ok: false, ...bad }
    return {
      chain,
      ok: true,
      records: links.last,
      erased: links.erased,
      old: records.filter(({ v }) => v === 1).length,
      anchors: witness.compared,
      signedAt: head.at,
    }
  })
  const isWhole = ends.some(({ title, end }) => title.scope === 'operator' && end?.next === null)
  for (const chain of anchors.keys())
    if (isWhole && !chains.has(chain))
      faults.push({
        chain,
        seq: '1',
        fault: 'deleted',
        detail: 'a witness saw this chain; the export does not have it',
      })
  return { verdicts, faults }
}

const count = (n, one, many) => `${n} ${n === 1 ? one : many}`

function print({ verdicts, faults }) {
  for (const verdict of verdicts) {
    if (!verdict.ok)
      console.log(`BAD  ${verdict.chain} record ${verdict.seq}: ${verdict.fault}: ${verdict.detail}`)
    else {
      const notes = [
        count(verdict.records, 'record', 'records'),
        `head signed ${verdict.signedAt}`,
        verdict.anchors === 0 ? 'no anchor' : `${count(verdict.anchors, 'anchor agrees', 'anchors agree')}`,
        ...(verdict.erased === 0 ? [] : [`${count(verdict.erased, 'part', 'parts')} erased`]),
        ...(verdict.old === 0
          ? []
          : [
              `${count(verdict.old, 'record', 'records')} of version 1: place checked, content only by the operator`,
            ]),
      ]
      console.log(`ok   ${verdict.chain}: ${notes.join(', ')}`)
    }
  }
  for (const { chain, fault, detail } of faults) console.log(`BAD  ${chain}: ${fault}: ${detail}`)
}

function readArguments(words) {
  const asked = { files: [], anchorFiles: [], keyTexts: [], old: 0, isJson: false }
  const olds = []
  const next = { '--key': asked.keyTexts, '--anchors': asked.anchorFiles, '--old': olds }
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]
    if (word === '--json') asked.isJson = true
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
try {
  const asked = readArguments(words)
  const found = check(asked)
  const isRight = found.faults.length === 0 && found.verdicts.every(({ ok }) => ok)
  if (asked.isJson) console.log(JSON.stringify({ ok: isRight, chains: found.verdicts, faults: found.faults }))
  else print(found)
  process.exit(isRight ? 0 : 1)
} catch (error) {
  console.error(
    error instanceof Unusable ? error.message : `this is no export that can be read: ${error.message}`,
  )
  process.exit(2)
}
