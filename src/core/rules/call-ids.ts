import { freshId, legalId, renameCall, shortenedId, shortId } from '../conversation/call-ids.ts'
import { lengthOfId } from '../targets/id-fault.ts'
import { ALWAYS, defineRule, type Finding, type Fix, type Scope } from './rule.ts'
import type { PairedCall, PairedResult } from '../conversation/pairing.ts'

const callPlace = ({ message, call }: PairedCall): { message: number; steps: PairedCall['call']['idSteps'] } => ({
  message,
  steps: call.idSteps,
})
const resultPlace = ({ message, result }: PairedResult): { message: number; steps: PairedResult['result']['idSteps'] } => ({
  message,
  steps: result.idSteps,
})

/** Calls and results whose ids the target will see; what a record embeds gets its id when it is written out. */
function eachCall({ pairing }: Scope, visit: (found: PairedCall, index: number) => void): void {
  for (let index = 0; index < pairing.calls.length; index++) {
    const found = pairing.calls[index]!
    if (found.call.style === 'plain' || found.call.style === 'stored-record') visit(found, index)
  }
}

function eachResult({ pairing }: Scope, visit: (found: PairedResult, index: number) => void): void {
  for (let index = 0; index < pairing.results.length; index++) {
    const found = pairing.results[index]!
    if (found.result.style === 'plain') visit(found, index)
  }
}

const callAt = ({ pairing }: Scope, { call }: Finding): PairedCall | undefined =>
  call === undefined ? undefined : pairing.calls[call]
const resultAt = ({ pairing }: Scope, { result }: Finding): PairedResult | undefined =>
  result === undefined ? undefined : pairing.results[result]

const isMissing = (id: string | null): boolean => id === null || id.trim() === ''

/** The API has words of its own for an empty id. */
const isToldEmpty = ({ callId }: { callId: string | null }, { target }: Scope): boolean =>
  target.callId.notEmpty === true && callId === ''

export const callIdEmpty = defineRule({
  meta: {
    id: 'call-id-empty',
    phase: 'ids',
    severity: 'error',
    what: 'A call id is an empty text.',
    why: 'Converters that lose the id write an empty text; the API wants at least one character.',
    messages: {
      call: 'The id of the call to `{tool}` is empty.',
      result: 'This result names its call with an empty id.',
      give: 'Give the call an id',
      take: 'Give the call the id its result names',
      name: 'Name the call it answers',
      remove: 'Take the result out',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    if (scope.foreign || scope.target.callId.notEmpty !== true) return
    eachCall(scope, (found, call) => {
      if (found.call.callId === '')
        report({ messageId: 'call', at: callPlace(found), call, data: { tool: found.call.name ?? '' } })
    })
    eachResult(scope, (found, result) => {
      if (found.result.callId === '') report({ messageId: 'result', at: resultPlace(found), result })
    })
  },
  fix: (finding, { scope }) =>
    finding.messageId === 'result' ? nameCall(finding, scope, 'name', 'remove') : giveId(finding, scope, 'take', 'give'),
})

export const missingCallId = defineRule({
  meta: {
    id: 'missing-call-id',
    phase: 'ids',
    severity: 'error',
    what: 'A call has no id, or a tool message does not name one.',
    why: 'The id is the only tie between a call and its result.',
    messages: {
      call: 'The call to `{tool}` has no id.',
      result: 'This result names no call.',
      give: 'Give the call an id',
      take: 'Give the call the id its result names',
      name: 'Name the call it answers',
      remove: 'Take the result out',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    eachCall(scope, (found, call) => {
      if (
        !isMissing(found.call.callId) ||
        (!scope.foreign && isToldEmpty(found.call, scope)) ||
        (found.call.name === null && found.results.length === 0)
      )
        return
      report({ messageId: 'call', at: callPlace(found), call, data: { tool: found.call.name ?? '' } })
    })
    eachResult(scope, (found, result) => {
      if (found.result.idKind === 'missing') report({ messageId: 'result', at: resultPlace(found), result })
    })
  },
  fix(finding, { scope }) {
    if (finding.messageId === 'result') return nameCall(finding, scope, 'name', 'remove')
    return giveId(finding, scope, 'take', 'give')
  },
})

export const missingResultId = defineRule({
  meta: {
    id: 'missing-result-id',
    phase: 'ids',
    severity: 'error',
    what: 'A result names its call with an empty id.',
    why: 'Converters that lose the id write an empty text; the API then finds no call for the result.',
    messages: {
      empty: 'The id of this result is empty.',
      wrong: 'The id of this result is not a text.',
      name: 'Name the call it answers',
      remove: 'Take the result out',
    },
  },
  passesSound: true,
  checkConversation(scope, report) {
    eachResult(scope, (found, result) => {
      if (!isMissing(found.result.callId) || found.result.idKind === 'missing') return
      if (!scope.foreign && isToldEmpty(found.result, scope)) return
      // What the provider ran itself needs no id to be found by.
      if (found.call !== null && scope.pairing.calls[found.call]!.call.style === 'hosted') return
      report({
        messageId: found.result.idKind === 'string' ? 'empty' : 'wrong',
        at: resultPlace(found),
        result,
        data: { id: found.result.callId ?? '' },
      })
    })
  },
  fix: (finding, { scope }) => nameCall(finding, scope, 'name', 'remove'),
})

/** A call takes the id its result names, or gets one of its own, on both sides. */
function giveId<M extends string>(finding: Finding, scope: Scope, take: M, give: M): readonly Fix<M>[] {
  const found = callAt(scope, finding)
  if (!found) return []
  const named = found.results.map((index) => scope.pairing.results[index]!.result.callId?.trim()).find(Boolean)
  // Its results were tied by position, so no call of that id was open: the id is free to take.
  const id = named ?? freshId(scope.pairing, found, `call_${found.message}_${found.part}`)
  return [{ titleId: named === id ? take : give, safety: 'review', when: ALWAYS, edits: renameCall(scope, found, id) }]
}

/** A result that found its call by position gets that call's id; one that found none goes. */
function nameCall<M extends string>(finding: Finding, scope: Scope, name: M, remove: M): readonly Fix<M>[] {
  const found = resultAt(scope, finding)
  if (!found) return []
  const id = found.call === null ? null : scope.pairing.calls[found.call]!.call.callId
  if (found.call !== null && !isMissing(id)) {
    return [{ titleId: name, safety: 'review', when: ALWAYS, edits: [{ type: 'set', at: finding.at, json: JSON.stringify(id) }] }]
  }
  if (found.call !== null) return [] // the call gets its id first, on both sides
  return [
    {
      titleId: remove,
      safety: 'destructive',
      when: ALWAYS,
      edits: [{ type: 'remove-result', result: { message: found.message, part: found.part } }],
    },
  ]
}

export const callIdWhitespace = defineRule({
  meta: {
    id: 'call-id-whitespace',
    phase: 'ids',
    severity: 'error',
    what: 'A call id has white space around it.',
    why: 'Padding must not split a pair: both sides have to be the same text.',
    messages: { padded: 'The id `{id}` has white space around it.', trim: 'Take the white space off' },
  },
  passesSound: true,
  checkConversation(scope, report) {
    eachCall(scope, (found) => {
      const { callId } = found.call
      if (isPadded(callId)) report({ messageId: 'padded', at: callPlace(found), callId, data: { id: callId } })
    })
    eachResult(scope, (found) => {
      const { callId } = found.result
      if (isPadded(callId)) report({ messageId: 'padded', at: resultPlace(found), callId, data: { id: callId } })
    })
  },
  fix: ({ at, callId }) => [
    { titleId: 'trim', safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json: JSON.stringify(callId?.trim()) }] },
  ],
})

function isPadded(id: string | null): id is string {
  return id !== null && id.trim() !== id && id.trim() !== ''
}

export const callIdNotString = defineRule({
  meta: {
    id: 'call-id-not-string',
    phase: 'ids',
    severity: 'error',
    what: 'A call id is a number.',
    why: 'Keys of a database are numbers; the API wants text.',
    messages: { number: 'The id {id} is a number, not a text.', write: 'Write the id as text' },
  },
  passesSound: true,
  checkConversation(scope, report) {
    eachCall(scope, (found, call) => {
      const { idKind, callId } = found.call
      if (idKind === 'number') report({ messageId: 'number', at: callPlace(found), callId, data: { id: callId ?? '' }, call })
    })
    eachResult(scope, (found, result) => {
      const { idKind, callId } = found.result
      if (idKind === 'number') report({ messageId: 'number', at: resultPlace(found), callId, data: { id: callId ?? '' }, result })
    })
  },
  fix(finding, { scope }) {
    // The digits as they stand: 1.0 and 1 are the same number and not the same id. Both sides of a pair go together.
    const edits = sidesOf(finding, scope).flatMap((at) => {
      const text = scope.textAt(at.message, at.steps)
      return text === null || text.startsWith('"') ? [] : [{ type: 'set' as const, at, json: JSON.stringify(text) }]
    })
    return [{ titleId: 'write', safety: 'safe', when: ALWAYS, edits }]
  },
})

/** Where the id of a pair stands: with its call and with every result of it. */
function sidesOf(finding: Finding, { pairing }: Scope): ReturnType<typeof callPlace>[] {
  const { call = pairing.results[finding.result ?? -1]?.call ?? -1 } = finding
  const found = pairing.calls[call]
  const own = pairing.results[finding.result ?? -1]
  if (!found) return own ? [resultPlace(own)] : []
  const results = found.results.map((index) => pairing.results[index]!).filter(({ result }) => result.style === 'plain')
  return [callPlace(found), ...results.map(resultPlace)]
}

export const callIdTooLong = defineRule({
  meta: {
    id: 'call-id-too-long',
    phase: 'ids',
    severity: 'error',
    what: 'A call id is longer than the API takes.',
    why: 'The limit was 40 characters and is 64 for newer models; other providers make longer ids.',
    messages: { long: 'The id `{id}` has {n} characters; the API takes {max}.', shorten: 'Shorten the id on both sides' },
  },
  checkConversation(scope, report) {
    const { maxLength, recommendedLength } = scope.target.callId
    if (maxLength === undefined) return
    const max = recommendedLength ?? maxLength
    eachCall(scope, (found, call) => {
      const n = lengthOf(found.call.callId)
      if (n <= max) return
      report({
        messageId: 'long',
        at: callPlace(found),
        call,
        callId: found.call.callId,
        data: { id: found.call.callId ?? '', n, max },
        severity: n > maxLength ? 'error' : 'warning',
      })
    })
  },
  fix(finding, { scope }) {
    const found = callAt(scope, finding)
    if (!found || finding.callId == null) return []
    const { maxLength = 64, recommendedLength = maxLength } = scope.target.callId
    const edits = renameCall(scope, found, shortenedId(finding.callId, recommendedLength))
    return [{ titleId: 'shorten', safety: 'review', edits, ...(lengthOf(finding.callId) > maxLength ? { when: ALWAYS } : {}) }]
  },
})

const lengthOf = (id: string | null): number => (id === null ? 0 : lengthOfId(id))

export const callIdPattern = defineRule({
  meta: {
    id: 'call-id-pattern',
    phase: 'ids',
    severity: 'error',
    what: 'A call id holds characters the API does not take.',
    why: 'Each provider has its own pattern; ids of one are often refused by another.',
    messages: { odd: 'The id `{id}` holds characters the API does not take.', rename: 'Replace the characters on both sides' },
  },
  checkConversation(scope, report) {
    const { pattern } = scope.target.callId
    if (!pattern) return
    eachCall(scope, (found, call) => {
      const id = found.call.callId
      if (id !== null && id.trim() !== '' && !pattern.test(id))
        report({ messageId: 'odd', at: callPlace(found), call, callId: id, data: { id } })
    })
  },
  fix(finding, { scope }) {
    const found = callAt(scope, finding)
    if (!found || finding.callId == null) return []
    return [
      {
        titleId: 'rename',
        safety: 'safe',
        when: ALWAYS,
        edits: renameCall(scope, found, idFor(scope, found, finding.callId)),
      },
    ]
  },
})

/** Where an API wants just so many letters and digits, nothing of the old id can be kept. */
function idFor({ pairing, target }: Scope, found: PairedCall, id: string): string {
  const { exactLength } = target.callId
  return exactLength === undefined ? legalId(pairing, id) : shortId(pairing, found, exactLength)
}
