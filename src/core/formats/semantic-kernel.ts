import type { MessageFacts } from '../conversation/message.ts'
import { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll, findInEach } from './shared/find-all.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft, type Transcript } from './transcript.ts'

/** `ChatHistory` of Semantic Kernel as .NET, Java and Python write it. */
export const semanticKernel: TranscriptFormat = defineTranscript({
  id: 'semantic-kernel',
  title: 'Semantic Kernel chat history',
  source: 'https://github.com/microsoft/semantic-kernel (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'messages with `Role` and `Items`: text, function calls and results, images',
      'the name of the plugin before that of the function',
    ],
    loses: ['the text copy that a tool message keeps of its result', 'metadata'],
    example:
      '[{"Role":{"Label":"assistant"},"Items":[{"$type":"FunctionCallContent","Id":"call_1","PluginName":"clock","FunctionName":"now","Arguments":{}}]},{"Role":{"Label":"tool"},"Items":[{"$type":"FunctionResultContent","CallId":"call_1","FunctionName":"now","Result":"12:00"}]}]',
  },
  detect,
  read,
})

/** `FunctionCallContent` in .NET and Java; `function_call` in Python, as `content_type`. */
const kindOf = (item: Cursor): string => {
  const kind = item.any('$type', 'content_type', 'type', '__class__').string ?? ''
  if (item.get('content_type').string === null) return kind
  return `${kind.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Content`
}
const isMessage = (at: Cursor): boolean => at.any('Items', 'items').isList && at.any('Role', 'role', 'AuthorRole').isThere

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('Items', 'items')) return undefined
  for (const root of sample.slice(0, 20)) {
    const items = findAll(root, isMessage, { depth: 4, values: 2000 }).flatMap((message) => message.any('Items', 'items').items())
    const own = items.find((item) => /Content$/.test(kindOf(item)))
    if (own) return { confidence: 'certain', because: `messages have \`Items\` with a \`$type\` like \`${kindOf(own)}\`` }
  }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  for (const message of findInEach(roots, isMessage, transcript)) {
    const items = message.any('Items', 'items').items()
    const hasResult = items.some((item) => kindOf(item) === 'FunctionResultContent')
    const role = message.any('Role', 'role', 'AuthorRole')
    const parts = items.filter((item) => !(hasResult && kindOf(item) === 'TextContent')).flatMap(readItem)
    conversation.add(message, role.isObject ? role.any('Label', 'label') : role, parts, messageFacts(message))
  }
}

function readItem(item: Cursor): PartDraft[] {
  const kind = kindOf(item)
  const name = nameOf(item)
  switch (kind) {
    case 'TextContent':
      return item.any('Text', 'text').isThere ? [text(item.any('Text', 'text'))] : []
    case 'ReasoningContent':
      return [reasoning(item)]
    case 'FunctionCallContent':
      return [call({ at: item, id: item.any('Id', 'id', 'CallId'), name, input: item.any('Arguments', 'arguments') })]
    case 'FunctionResultContent':
      return [
        result({
          at: item,
          id: item.any('CallId', 'callId', 'call_id', 'Id', 'id'),
          name,
          content: item.any('Result', 'result'),
        }),
      ]
    case 'AnnotationContent':
    case 'StreamingAnnotationContent':
      return []
    case 'ImageContent':
    case 'AudioContent':
    case 'BinaryContent':
    case 'FileReferenceContent':
      return [media(item, kind)]
    default:
      return [unknown(item, kind)]
  }
}

function nameOf(item: Cursor): Cursor {
  const name = item.any('FunctionName', 'functionName', 'function_name')
  const plugin = item.any('PluginName', 'pluginName', 'plugin_name')
  return plugin.string && name.string ? Cursor.made(`${plugin.string}-${name.string}`, [name]) : name
}

function messageFacts(message: Cursor): MessageFacts | undefined {
  const metadata = message.any('Metadata', 'metadata')
  const usage = metadata.any('Usage', 'usage')
  const tokens = {
    input: usage.any('PromptTokens', 'InputTokens', 'InputTokenCount', 'prompt_tokens').number,
    output: usage.any('CompletionTokens', 'OutputTokens', 'OutputTokenCount', 'completion_tokens').number,
  }
  const facts = factsOf({
    time: metadata.any('Created', 'CreatedAt', 'created'),
    model: message.any('ModelId', 'modelId', 'ai_model_id'),
  })
  return tokens.input === null && tokens.output === null ? facts : { ...facts, tokens }
}
