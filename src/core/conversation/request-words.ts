import type { Steps } from '../json/path.ts'

/** What a request says beside its messages, and where. Settings that mean the same in all APIs have one name here. */
export interface RequestWords {
  /** The member that holds the messages. */
  readonly list: string
  /** Where each setting stands; one that has several places is written in the first. */
  readonly settings: Readonly<Partial<Record<Setting, readonly Steps[]>>>
  /** System text that stands beside the messages; `null` where there is none, or it stands among them. */
  readonly system: (body: unknown) => string | null
  /** The members it stands in; a new one is written in the first. */
  readonly systemKeys: readonly string[]
  /** The content of a message as the member for system text has it, both as JSON; `null` where it has no such form. */
  readonly writeSystem?: (content: string) => string | null
  /** The members that define tools. */
  readonly toolKeys: readonly string[]
  /** Members that bring in what was said before, so that not all of it stands in the list. */
  readonly earlierKeys?: readonly string[]
  /** What a request has to say and may not have said, as JSON text. */
  readonly required?: Readonly<Partial<Record<Setting, string>>>
}

export type Setting = 'model' | 'maxTokens' | 'temperature' | 'topP' | 'stream'

export interface ToolDefinition {
  readonly name: string
  readonly description: string | undefined
  /** JSON text of the schema of its input; `null` when it has none. */
  readonly schema: string | null
}
