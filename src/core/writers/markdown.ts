import type { PlainMessage, PlainPart } from '../formats/format.ts'
import { callNames } from '../formats/shared/call-names.ts'
import type { PlainConversation, Writer } from './writer.ts'

const SPEAKERS = { system: 'System', user: 'User', assistant: 'Assistant' } as const

/** A transcript for people: a heading for each message, and calls and results in blocks that nothing breaks out of. */
export const markdown: Writer = {
  id: 'markdown',
  title: 'Markdown',
  write(conversations) {
    const several = conversations.length > 1
    return { output: conversations.map((one, at) => tell(one, several ? at + 1 : null)).join('\n'), losses: [] }
  },
}

function tell({ id, messages, tools }: PlainConversation, number: number | null): string {
  const names = callNames(messages)
  const title = number === null ? [] : [`# ${inLine(`Conversation ${number}${id === null ? '' : `: ${id}`}`)}`]
  const offered = tools.map(({ name, description, schema }) => {
    const said = description === undefined ? '' : `\n\n${quote(description)}`
    return `### Tool ${code(name)}${said}${schema === null ? '' : `\n\n${fence(schema, 'json')}`}`
  })
  const told = messages.flatMap((message) => tellMessage(message, names))
  return `${[...title, ...(offered.length > 0 ? ['## Tools', ...offered] : []), ...told].join('\n\n')}\n`
}

function tellMessage({ role, parts }: PlainMessage, names: ReadonlyMap<string, string>): string[] {
  const results = parts.filter(({ type }) => type === 'tool-result')
  const others = parts.filter(({ type }) => type !== 'tool-result')
  return [
    ...results.flatMap((part) => tellPart(part, names)),
    ...(others.length > 0 || parts.length === 0 ? [`## ${SPEAKERS[role]}`] : []),
    ...others.flatMap((part) => tellPart(part, names)),
  ]
}

function tellPart(part: PlainPart, names: ReadonlyMap<string, string>): string[] {
  switch (part.type) {
    case 'text':
      return part.text.trim() === '' ? [] : [contained(part.text)]
    case 'image':
      return [
        part.url === null
          ? `*An image (${inLine(part.mediaType ?? 'unknown')})*\n\n${fence(part.data ?? '', '')}`
          : fence(part.url, 'image'),
      ]
    case 'tool-call':
      return [`### Call ${code(part.name)}${idOf(part.callId)}`, fence(part.input, 'json')]
    case 'tool-result': {
      const name = names.get(part.callId)
      const failed = part.failed ? ' (failed)' : ''
      return [`### Result${name === undefined ? '' : ` of ${code(name)}`}${idOf(part.callId)}${failed}`, fence(part.text, '')]
    }
  }
}

const idOf = (callId: string): string => (callId === '' ? '' : ` ${code(callId)}`)

/** What is said is Markdown as often as not and stays so, unless it could be taken for the headings around it. */
function contained(text: string): string {
  const breaksOut = /^ {0,3}(#{1,6}(\s|$)|`{3,}|~{3,}|=+\s*$|-+\s*$|<)/m.test(text)
  return breaksOut ? fence(text, 'text') : text.trimEnd()
}

/** A fence longer than any run of backticks in it. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}${language}\n${text.endsWith('\n') ? text : `${text}\n`}${ticks}`
}

const inLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ')

/** A name or an id between backticks, whatever is in it. */
function code(text: string): string {
  const line = inLine(text)
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const ticks = '`'.repeat(longest + 1)
  return longest === 0 && line.trim() !== '' ? `\`${line}\`` : `${ticks} ${line} ${ticks}`
}

const quote = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
