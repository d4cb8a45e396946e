import type { Cursor } from '../../document/cursor.ts'
import { call, reasoning, result, text, type CallDraft, type ConversationDraft } from '../transcript.ts'

/** Steps of a Bedrock agent; each says one thing of a turn. */
export function isAgentTrace(body: Cursor): boolean {
  return body.get('orchestrationTrace').isObject
}

interface Invocation {
  readonly input: string
  readonly output: string
  readonly names: readonly string[]
  readonly arguments: readonly string[]
}

/** What an agent can start, and how its answer is called. Neither has an id: the next answer of its kind is its own. */
const INVOCATIONS: readonly Invocation[] = [
  {
    input: 'actionGroupInvocationInput',
    output: 'actionGroupInvocationOutput',
    names: ['function', 'apiPath', 'actionGroupName'],
    arguments: ['parameters', 'requestBody'],
  },
  {
    input: 'knowledgeBaseLookupInput',
    output: 'knowledgeBaseLookupOutput',
    names: ['knowledgeBaseId'],
    arguments: ['text'],
  },
  {
    input: 'codeInterpreterInvocationInput',
    output: 'codeInterpreterInvocationOutput',
    names: [],
    arguments: ['code'],
  },
  {
    input: 'agentCollaboratorInvocationInput',
    output: 'agentCollaboratorInvocationOutput',
    names: ['agentCollaboratorName'],
    arguments: ['input'],
  },
]

/** Reads `orchestrationTrace.invocationInput` and `.observation`; pairs them by order. */
export function readAgentTraces(traces: readonly Cursor[], conversation: ConversationDraft): void {
  const open = new Map<string, CallDraft>()
  for (const trace of traces) {
    const step = trace.get('orchestrationTrace')
    const rationale = step.at('rationale', 'text')
    if (rationale.string !== null) conversation.add(rationale, 'assistant', [reasoning(rationale)])
    for (const kind of INVOCATIONS) {
      addInput(step.at('invocationInput', kind.input), kind, conversation, open)
      addOutput(step.at('observation', kind.output), kind, conversation, open)
    }
    const final = step.at('observation', 'finalResponse', 'text')
    if (final.string !== null) conversation.add(final, 'assistant', [text(final)])
  }
}

function addInput(input: Cursor, kind: Invocation, conversation: ConversationDraft, open: Map<string, CallDraft>): void {
  if (!input.isObject) return
  const named = kind.names.length > 0 ? input.any(...kind.names) : input.as(kind.input.replace('InvocationInput', ''))
  const given = input.any(...kind.arguments)
  const draft = call({ at: input, name: named, input: given.isThere ? given : null, freeform: true })
  open.set(kind.output, draft)
  conversation.add(input, 'assistant', [draft])
}

function addOutput(output: Cursor, kind: Invocation, conversation: ConversationDraft, open: Map<string, CallDraft>): void {
  if (!output.isObject) return
  const answers = open.get(kind.output)
  open.delete(kind.output)
  const content = output.any('text', 'output', 'executionOutput', 'retrievedReferences')
  const failed = output.get('executionError').isThere
  conversation.add(output, 'tool', [result({ at: output, content: content.isThere ? content : output, answers, failed })])
}
