import type { Message, Part, PendingReason } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'

/** What is known of a call from elsewhere than its item. */
interface Note {
  duration?: number
  failed?: boolean
  pending?: PendingReason
}

/**
 * What the events of a rollout (`exec_command_end`, `mcp_tool_call_end`, …) and the texts of outputs say about calls. The
 * events repeat what the items say, so they are joined to them and are no calls of their own.
 */
export class CallNotes {
  readonly #notes = new Map<string, Note>()

  /** `payload` of an `event_msg`; says if it was about a call. */
  addEvent(payload: Cursor): boolean {
    const id = payload.get('call_id').text
    if (id === null) return false
    const type = payload.get('type').text ?? ''
    const duration = durationOf(payload.get('duration'))
    const failed = saysFailure(payload)
    const approval = type.endsWith('_approval_request')
    this.#add(id, {
      ...(duration === undefined ? {} : { duration }),
      ...(failed ? { failed } : {}),
      ...(approval ? { pending: 'approval' } : {}),
    })
    return true
  }

  /** An item that is an output: older shells answer with JSON text, newer ones with a head of lines. */
  addOutput(item: Cursor): void {
    const id = item.get('call_id').text
    const output = item.get('output')
    if (id === null || !output.isThere) return
    const head = output.string?.slice(0, 400) ?? ''
    const { exit, seconds } = head.startsWith('{') || output.isObject ? fromMetadata(output.json()) : fromHead(head)
    this.#add(id, {
      ...(seconds === null ? {} : { duration: seconds * 1000 }),
      ...((exit !== null && exit !== 0) || output.json().get('success').value === false ? { failed: true } : {}),
    })
  }

  #add(id: string, note: Note): void {
    this.#notes.set(id, { ...this.#notes.get(id), ...note })
  }

  /** The message with what is known of its calls and results. */
  completed(message: Message): Message {
    if (!message.parts.some((part) => this.#noteOf(part))) return message
    const parts = message.parts.map((part): Part => {
      const { duration, failed, pending } = this.#noteOf(part) ?? {}
      if (part.type === 'tool-result') return failed ? { ...part, failed } : part
      if (part.type !== 'tool-call') return part
      return {
        ...part,
        ...(duration === undefined ? {} : { duration }),
        ...(pending === undefined ? {} : { pending }),
      }
    })
    return { ...message, parts }
  }

  #noteOf(part: Part): Note | undefined {
    if (part.type !== 'tool-call' && part.type !== 'tool-result') return undefined
    return part.callId === null ? undefined : this.#notes.get(part.callId)
  }
}

/** `{ secs, nanos }`, or a text like `1.2s`. */
function durationOf(at: Cursor): number | undefined {
  const seconds = at.get('secs').number
  if (seconds !== null) return seconds * 1000 + (at.get('nanos').number ?? 0) / 1e6
  const text = /^([\d.]+)(ms|s)$/.exec(at.string ?? '')
  return text ? Number(text[1]) * (text[2] === 's' ? 1000 : 1) : undefined
}

function saysFailure(payload: Cursor): boolean {
  const exit = payload.get('exit_code').number
  const result = payload.get('result')
  return (
    (exit !== null && exit !== 0) ||
    payload.get('success').value === false ||
    result.get('Err').isThere ||
    result.at('Ok', 'isError').value === true
  )
}

function fromMetadata(output: Cursor): { exit: number | null; seconds: number | null } {
  const metadata = output.get('metadata')
  return { exit: metadata.get('exit_code').number, seconds: metadata.get('duration_seconds').number }
}

function fromHead(head: string): { exit: number | null; seconds: number | null } {
  const exit = /^(?:Exit code: |Process exited with code )(-?\d+)$/m.exec(head)
  const seconds = /^Wall time: ([\d.]+) seconds$/m.exec(head)
  return { exit: exit ? Number(exit[1]) : null, seconds: seconds ? Number(seconds[1]) : null }
}
