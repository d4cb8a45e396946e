import { isSent } from '../conversation/conversation.ts'
import { get } from '../conversation/facts.ts'
import type { Edit } from '../conversation/edit.ts'
import type { Steps } from '../json/path.ts'
import { roleOf } from '../conversation/role.ts'
import { assistantWord, type FormatTraits } from '../conversation/writing.ts'
import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { printJson } from '../json/print.ts'
import type { Severity } from '../problem.ts'
import { mergeMessages } from '../conversation/merge-messages.ts'
import { ALWAYS, defineRule, type Fix, type Scope } from './rule.ts'
import type { Message, Part } from '../conversation/message.ts'

/** A stored call by itself: the repair puts a message around it. */
const isBareCall = (message: Message): boolean =>
  message.parts.some((part) => part.type === 'tool-call' && part.steps.length === message.base.length)

/** Items that say what they are by `type` have no role; contents of Gemini need none. */
const needsRole = (value: unknown, { foreign, target }: Scope): boolean => {
  if (foreign || target.places.list === 'messages') return true
  const type = get(value, 'type')
  return target.places.list === 'input' && (type === undefined || type === 'message') && typeof get(value, 'role') === 'string'
}

/** System text that the reader found beside the list, in a place of its own. */
const isBesideList = ({ index, role }: Message, { conversation: { body }, format }: Scope): boolean =>
  format.reads === 'document' && role === 'system' && index === 0 && hasSystem(body, format)

const hasSystem = (body: unknown, { request }: FormatTraits): boolean =>
  request?.systemKeys.some((key) => get(body, key) !== undefined) ?? false

/** What the role should be, from its word and from what the message holds. */
function meantRole(message: Message, { format, target }: Scope): { role: string; sure: boolean } | null {
  const known = message.roleWord.trim().toLowerCase()
  if (target.roles.includes(known)) return { role: known, sure: true }
  const told = roleOf(message.roleWord)
  const role = told === 'unknown' || message.role === 'tool' ? message.role : told
  const assistant = assistantWord(format)
  if (role === 'assistant') return target.roles.includes(assistant) ? { role: assistant, sure: true } : null
  if (role === 'tool' && !target.roles.includes('tool')) return { role: 'user', sure: format.resultsIn === 'next-message' }
  if (role === 'tool') return format.resultsIn === 'next-messages' ? { role: 'tool', sure: true } : { role: 'user', sure: true }
  if (role !== 'unknown') return target.roles.includes(role) ? { role, sure: true } : null
  if (message.parts.some(({ type }) => type === 'tool-call')) return { role: assistant, sure: false }
  return { role: 'user', sure: false }
}

export const invalidRole = defineRule({
  meta: {
    id: 'invalid-role',
    phase: 'shape',
    severity: 'error',
    what: 'A message has a role the API does not know.',
    why: 'Every library has its own words for the roles; the API takes only its own.',
    messages: {
      unknown: 'The role `{role}` is not one of {roles}.',
      missing: 'This message has no role; it should be one of {roles}.',
      system: 'The role `{role}` is not taken inside `messages`; system text has a place of its own.',
      again: 'This is a second message of role `{role}`; only one is taken.',
      rename: 'Write the role as `{to}`',
      toBody: 'Move the text to `{key}`',
      toUser: 'Make it a message of the user',
      toItem: 'Write it as an item with the output of the call',
    },
  },
  checkMessage(message, value, scope, report) {
    const { target, foreign } = scope
    if (message.malformed !== null || target.roles.includes(message.roleWord) || isBareCall(message)) return
    const at = { message: message.index, steps: [...message.base, 'role'] }
    const roles = target.roles.map((role) => `'${role}'`)
    if (isBesideList(message, scope) || (message.roleWord === '' && !needsRole(value, scope))) return
    if (message.roleWord === '') {
      const given = get(value, 'role')
      if (given !== undefined || message.parts.length > 0)
        report(
          given === undefined || given === ''
            ? { messageId: 'missing', at, data: { role: '', roles } }
            : { messageId: 'unknown', at, data: { role: JSON.stringify(given) ?? '', roles } },
        )
      return
    }
    const inList = message.role === 'system' && !target.roles.includes('system')
    if (foreign && inList) return // the writer moves it
    const older = foreign ? undefined : target.olderRoles
    const isOlder = older?.roles.includes(message.roleWord) === true
    const model = get(scope.conversation.body, 'model')
    const isRefused = typeof model === 'string' && older?.refusedBy.test(model) === true
    report({
      messageId: inList ? 'system' : 'unknown',
      at,
      data: { role: message.roleWord, roles, ...(isOlder && { older: 1 }) },
      ...(isOlder && !isRefused && { severity: 'warning' as const }),
    })
  },
  checkConversation({ conversation, target, foreign }, report) {
    if (target.messages?.systemMessages !== 'once' || foreign || !isSent(conversation)) return
    const [, ...others] = conversation.messages.filter(({ role }) => role === 'system')
    for (const { index, base, roleWord } of others)
      report({ messageId: 'again', at: { message: index, steps: [...base, 'role'] }, data: { role: roleWord } })
  },
  fix({ messageId, at, data }, { scope }) {
    const message = scope.conversation.messages[at.message ?? -1]
    if (!message) return []
    if (messageId === 'again') return asUser(message, 'toUser')
    if (messageId === 'system') return systemFixes(message, scope, 'toBody', 'toUser')
    const item = asResultItem(message, scope)
    if (item) return [{ titleId: 'toItem', safety: 'safe', when: ALWAYS, edits: [item] }]
    const meant = meantRole(message, scope)
    if (!meant) return []
    const set = { type: 'set' as const, at, json: JSON.stringify(meant.role) }
    const safety = meant.sure ? 'safe' : 'review'
    const isKept = data?.['older'] === 1 && scope.target.olderRoles?.isKept
    return [{ titleId: 'rename', data: { to: meant.role }, safety, ...(isKept ? {} : { when: ALWAYS }), edits: [set] }]
  },
})

/** A tool message of Chat Completions among the items of the Responses API. */
function asResultItem(message: Message, { foreign, target, textAt }: Scope): Edit | null {
  const part = message.parts.find(({ type }) => type === 'tool-result')
  if (foreign || target.places.list !== 'input' || message.role !== 'tool' || part?.type !== 'tool-result') return null
  const text = (steps: Steps): string | null => textAt(message.index, steps)
  const id = part.callId === null ? null : text(part.idSteps)
  const output = part.contentKind === 'missing' ? null : text(part.contentSteps)
  const json = `{"type":"function_call_output"${id === null ? '' : `,"call_id":${id}`},"output":${output ?? '""'}}`
  return { type: 'set', at: { message: message.index, steps: [] }, json }
}

/** A leading system message becomes the request's `system`, if that is free; any other becomes the user's. */
function systemFixes<M extends string>(
  message: Message,
  { conversation, format, textAt }: Scope,
  toBody: M,
  toUser: M,
): readonly Fix<M>[] {
  const [key] = format.request?.systemKeys ?? []
  const content = textAt(message.index, [format.partsKey])
  const json = content === null ? null : (format.request?.writeSystem?.(content) ?? null)
  const isFree = message.index === 0 && conversation.kind === 'request' && !hasSystem(conversation.body, format)
  if (isFree && key !== undefined && json !== null) {
    return [
      {
        titleId: toBody,
        data: { key },
        safety: 'safe',
        when: ALWAYS,
        edits: [
          { type: 'set', at: { message: null, steps: [key] }, json },
          { type: 'remove', at: { message: message.index, steps: [] } },
        ],
      },
    ]
  }
  return asUser(message, toUser)
}

function asUser<M extends string>({ index, base }: Message, titleId: M): readonly Fix<M>[] {
  const set = { type: 'set' as const, at: { message: index, steps: [...base, 'role'] }, json: '"user"' }
  return [{ titleId, safety: 'review', when: ALWAYS, edits: [set] }]
}

export const firstMessageRole = defineRule({
  meta: {
    id: 'first-message-role',
    phase: 'contents',
    severity: 'info',
    what: 'The conversation begins with the assistant.',
    why: 'Some APIs want the user first.',
    messages: { assistant: 'The first message is of the assistant.', ask: 'Put a marked message of the user first' },
  },
  checkConversation(scope, report) {
    const first = scope.conversation.messages.find(({ role }) => role !== 'system')
    if (isSent(scope.conversation) && first?.role === 'assistant')
      report({
        messageId: 'assistant',
        at: { message: first.index, steps: [...first.base, 'role'] },
        data: { role: first.roleWord },
      })
  },
  fix({ at }, { scope }) {
    const json = printJson(scope.format.writeUserText(EMPTY_TEXT))
    const insert = { type: 'insert-message' as const, before: at.message ?? 0, json, like: at.message }
    const isRefused = isHeld(scope.target.rules['first-message-role'])
    return [{ titleId: 'ask', safety: 'review', edits: [insert], ...(isRefused && { when: ALWAYS }) }]
  },
})

/** Only where the target refuses it: elsewhere nothing is missing. */
function withUser(rule: string, before: number | null, { target, format, conversation }: Scope): Fix<'add'>[] {
  if (target.rules[rule] !== 'error') return []
  const index = before ?? 0
  const edit = { type: 'insert-message', before: index, json: printJson(format.writeUserText(EMPTY_TEXT)), like: index } as const
  return conversation.messages.length > 0 ? [{ titleId: 'add', safety: 'review', when: ALWAYS, edits: [edit] }] : []
}

export const noUserMessage = defineRule({
  meta: {
    id: 'no-user-message',
    phase: 'contents',
    severity: 'info',
    what: 'No message is of the user.',
    why: 'Some servers look for one and refuse a conversation without it.',
    messages: { none: 'No message is of the user.', add: 'Put an empty message of the user before the others' },
  },
  checkConversation(scope, report) {
    const { messages } = scope.conversation
    if (isSent(scope.conversation) && messages.length > 0 && !messages.some(({ role }) => role === 'user'))
      report({ messageId: 'none', at: { message: 0, steps: [] } })
  },
  fix: (_finding, { scope }) => {
    const first = scope.conversation.messages.findIndex(({ role }) => role !== 'system')
    return withUser('no-user-message', first < 0 ? scope.conversation.messages.length : first, scope)
  },
})

export const rolesMustAlternate = defineRule({
  meta: {
    id: 'roles-must-alternate',
    phase: 'request', // joined when each message by itself is right
    severity: 'info',
    what: 'Two messages of one role stand in a row.',
    why: 'The API merges them since 2024; servers that speak its language may still refuse.',
    messages: {
      twice: 'This message and the one before it are both of the {role}.',
      merge: 'Join neighbours of one role',
    },
  },
  checkConversation(scope, report) {
    const { messages } = scope.conversation
    if (!isSent(scope.conversation)) return
    const second = messages.find(
      (message, i) =>
        i > 0 && message.role === messages[i - 1]!.role && (message.role === 'user' || message.role === 'assistant'),
    )
    if (second)
      report({ messageId: 'twice', at: { message: second.index, steps: [...second.base, 'role'] }, data: { role: second.role } })
  },
  // One is told, and all are mended.
  fix(_finding, { scope }) {
    if (scope.target.rules['roles-must-alternate'] !== 'error') return []
    const edits = runsOf(scope.conversation.messages).flatMap((run) => mergeMessages(run, scope))
    return edits.length > 0 ? [{ titleId: 'merge', safety: 'safe', when: ALWAYS, edits }] : []
  },
})

/** Messages of one side that stand in a row. */
function runsOf(messages: readonly Message[]): number[][] {
  const runs: number[][] = []
  messages.forEach(({ index, role }, i) => {
    if (i > 0 && role === messages[i - 1]!.role && (role === 'user' || role === 'assistant')) runs.at(-1)?.push(index)
    else runs.push([index])
  })
  return runs.filter(({ length }) => length > 1)
}

const isHeld = (severity: Severity | undefined): boolean => severity === 'error' || severity === 'warning'

export const trailingAssistant = defineRule({
  meta: {
    id: 'trailing-assistant',
    phase: 'contents',
    severity: 'info',
    what: 'The conversation ends with the assistant.',
    why: 'Newer models and some APIs take no prefill: the last message must be of the user, or a result.',
    messages: {
      last: 'The last message is of the assistant.',
      several: 'The last {n} messages are all of the assistant.',
      afterResults: 'Text follows results in the last message; newer models take it for a turn of their own.',
    },
  },
  checkConversation(scope, report) {
    const { messages, body, logged, kind } = scope.conversation
    const last = messages.at(-1)
    const { noTextBehindLastResults, trailingAssistants = 1 } = scope.target.messages ?? {}
    const behind = noTextBehindLastResults && !scope.foreign ? textBehindResults(last) : null
    if (last && behind) return report({ messageId: 'afterResults', at: { message: last.index, steps: behind.steps } })
    if (!isSent(scope.conversation) || last?.role !== 'assistant' || last.parts.some(({ type }) => type === 'tool-call')) return
    const given = scope.valueOf(last.index)
    if (get(given, 'prefix') === true || get(body, 'continue_final_message') === true) return
    const first = messages.findLastIndex(({ role }) => role !== 'assistant') + 1
    const n = messages.length - first
    const weight = scope.target.rules['trailing-assistant'] ?? 'info'
    // A list by itself may as well be what was said so far.
    const severity = weight === 'warning' && kind !== 'request' ? 'info' : weight
    // Data for training ends so, line after line; fewer than an API minds are no more than a remark either.
    if (n < trailingAssistants || (severity === 'info' && logged)) return
    const others = messages.slice(first, -1).map(({ index }) => ({ message: index, steps: [] }))
    report({
      messageId: n > 1 ? 'several' : 'last',
      at: { message: last.index, steps: [] },
      related: others.slice(-20),
      data: { n },
      severity,
    })
  },
})

/** Gemini 3.6 answers it in the same words (`provider-rules.md` §5, "misleading"). */
function textBehindResults(last: Message | undefined): Part | null {
  const first = last?.role === 'user' ? last.parts.findIndex(({ type }) => type === 'tool-result') : -1
  return first < 0 ? null : (last?.parts.slice(first).find(({ type }) => type === 'text') ?? null)
}
