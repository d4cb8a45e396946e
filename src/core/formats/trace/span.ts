import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import type { Told } from './told.ts'

/** One step of a trace, whoever recorded it. */
export interface Span {
  readonly at: Cursor
  /** model: a model was asked; tool: a tool ran; other: an agent, a chain, a step around them. */
  readonly kind: 'model' | 'tool' | 'other'
  /** Spans of one thread, session or trace make one conversation; `null` when the source names none. */
  readonly thread: string | null
  /** Milliseconds; spans without one stay where the source has them. */
  readonly time: number | undefined
  readonly duration: number | undefined
  /** What a model was asked with and what it answered; empty for tools. */
  readonly asked: readonly Told[]
  readonly answered: readonly Told[]
  readonly facts: MessageFacts | undefined
  /** Messages in whatever else was recorded: asked for only where a result is missing. */
  readonly more: () => readonly Told[]
  readonly tool: ToolRun | null
}

/** A tool that ran in a span of its own. */
export interface ToolRun {
  readonly name: Cursor
  /** The id of the call it answers, where the span names it. */
  readonly id: Cursor | null
  readonly input: Cursor | null
  readonly output: Cursor | null
  readonly failed: boolean
  /** Its name was not recorded as that of a tool: it counts only where a call has that name. */
  readonly isGuess: boolean
}
