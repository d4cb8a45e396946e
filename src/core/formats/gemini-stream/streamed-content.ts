import type { MessageFacts } from '../../conversation/message.ts'
import { Cursor } from '../../document/cursor.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import type { ConversationDraft } from '../transcript.ts'
import { ArgumentPieces } from './argument-pieces.ts'

/** The parts of one candidate. A call is whole in one part, or goes on until an empty `functionCall` ends it. */
export class StreamedContent {
  readonly #message = new StreamedMessage()
  #open: { readonly key: string; readonly at: Cursor; readonly pieces: ArgumentPieces } | null = null
  #calls = 0

  add(part: Cursor): void {
    const call = part.any('functionCall', 'function_call')
    const code = part.any('executableCode', 'executable_code')
    const outcome = part.any('codeExecutionResult', 'code_execution_result')
    if (call.isObject) this.#addCall(call)
    else if (code.isObject) this.#addCode(code)
    else if (outcome.isObject) this.#message.result({ at: outcome, content: outcome.get('output'), style: 'hosted' }, this.#key)
    else if (part.get('thought').value === true) this.#message.reasoning(this.#key, part.get('text'))
    else this.#message.text(this.#key, part.get('text'))
  }

  addTo(conversation: ConversationDraft, facts?: MessageFacts): void {
    this.#close()
    this.#message.addTo(conversation, facts)
  }

  /** Of the call made last: text behind a call is another text. */
  get #key(): string {
    return `${this.#calls}`
  }

  #addCall(call: Cursor): void {
    const goesOn = call.any('willContinue', 'will_continue').value === true
    const partial = call.any('partialArgs', 'partial_args')
    if (call.get('name').text) {
      this.#close()
      const key = `${++this.#calls}`
      this.#message.call(key, { at: call, id: call.get('id'), name: call.get('name'), whole: call.any('args') })
      if (goesOn || partial.isList) this.#open = { key, at: call, pieces: new ArgumentPieces() }
    }
    if (this.#open) for (const piece of partial.items()) this.#open.pieces.add(piece)
    if (!goesOn) this.#close()
  }

  #close(): void {
    const open = this.#open
    this.#open = null
    if (!open) return
    const { value, places } = open.pieces
    this.#message.call(open.key, { at: open.at, whole: Cursor.made(value, places.length > 0 ? places : [open.at]) })
  }

  #addCode(code: Cursor): void {
    const key = `${++this.#calls}`
    this.#message.call(key, { at: code, name: code.as('code_execution'), whole: code.get('code'), hosted: true, freeform: true })
  }
}
