import type { Cursor } from '../../document/cursor.ts'
import { readBlocks } from '../shared/blocks.ts'
import { factsOf } from '../shared/facts.ts'
import { tokensOf } from '../shared/tokens.ts'
import { call, reasoning, result, type ConversationDraft, type PartDraft } from '../transcript.ts'

/** Parts of the model's answer that is being told, until a result or another step comes. */
interface Step {
  readonly id: string | null
  readonly at: Cursor
  readonly time: Cursor
  readonly parts: PartDraft[]
  usage: Cursor | null
}

/**
 * Puts together the steps of a loop. Shapes of `event`: `content.part` with a `part`, `tool.call` with `toolCallId`, `name`
 * and `args`, `tool.result` with `toolCallId` and `result: { output, isError }`, `step.end` with `usage`.
 */
export class LoopReader {
  readonly #conversation: ConversationDraft
  #step: Step | null = null
  /** The model that was asked last. */
  model: Cursor | null = null

  constructor(conversation: ConversationDraft) {
    this.#conversation = conversation
  }

  /** Says if the event was one that tells something. */
  read(event: Cursor, time: Cursor): boolean {
    const type = event.get('type').text ?? ''
    const step = event.get('stepUuid').text
    if (type === 'content.part') this.#put(event, step, time, readContentPart(event.get('part')))
    else if (type === 'tool.call') this.#put(event, step, time, [readLoopCall(event)])
    else if (type === 'tool.result') {
      this.flush()
      this.#conversation.add(event, 'tool', [readLoopResult(event)], factsOf({ time }))
    } else if (type === 'step.end') {
      if (this.#step) this.#step.usage = event.get('usage')
      this.flush()
    } else return false
    return true
  }

  #put(at: Cursor, id: string | null, time: Cursor, parts: readonly PartDraft[]): void {
    if (this.#step && this.#step.id !== id) this.flush()
    this.#step ??= { id, at, time, parts: [], usage: null }
    this.#step.parts.push(...parts)
  }

  flush(): void {
    const step = this.#step
    this.#step = null
    if (!step) return
    const { at, time, parts, usage } = step
    const facts = {
      ...factsOf({ time, ...(this.model ? { model: this.model } : {}) }),
      ...(usage ? tokensOf(usage.any('inputOther', 'input'), usage.get('output')) : {}),
    }
    this.#conversation.add(at, 'assistant', parts, facts)
  }
}

/** `{ type: 'think', think }` besides texts and media. */
export function readContentPart(part: Cursor): PartDraft[] {
  return readBlocks(part, (at, type) => (type === 'think' ? [reasoning(at)] : undefined))
}

function readLoopCall(event: Cursor): PartDraft {
  return call({ at: event, id: event.any('toolCallId', 'uuid'), name: event.get('name'), input: event.any('args', 'arguments') })
}

function readLoopResult(event: Cursor): PartDraft {
  const given = event.get('result')
  const content = given.isObject ? given.any('output', 'content', 'error', 'message') : given
  const failed = given.any('isError', 'is_error').value === true || given.get('error').isThere
  return result({ at: event, id: event.any('toolCallId', 'parentUuid'), content: content.isThere ? content : given, failed })
}
