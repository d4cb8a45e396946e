import type { Change, FormatId, Loss, Problem } from '../problem.ts'
import type { TextEdit } from '../source/text-edit.ts'

/** What a fix or a repair would do, before anybody says yes: data for the preview, the undo list and the download. */
export interface Proposal {
  /** Name of the step: "Add a result for call_7f2c…91". */
  readonly title: string
  /** Edits of the version the proposal was made for; sorted, not overlapping, in bytes. Empty: nothing to do. */
  readonly edits: readonly TextEdit[]
  readonly changes: readonly Change[]
  readonly losses: readonly Loss[]
  /** Problems of severity error or warning before and after, and those that were not there before. */
  readonly before: { readonly errors: number; readonly warnings: number }
  readonly after: { readonly errors: number; readonly warnings: number }
  readonly added: readonly Problem[]
  readonly untouched: { readonly messages: number; readonly of: number }
  /** What the edited text is written as, also where its content alone would not tell; `null` when nothing is known of it. */
  readonly format: FormatId | null
  /** Where what was moved begins, after the edits: a selection goes with it. */
  readonly movedTo?: number
}
