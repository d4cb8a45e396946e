import type { Cursor } from '../../document/cursor.ts'
import { call, result, text, type ConversationDraft } from '../transcript.ts'

/** A step of a trajectory: `{ thought, action, observation, execution_time }`. */
export const isStep = (step: Cursor): boolean =>
  step.get('action').value !== undefined && step.get('observation').value !== undefined

/** Adds the steps of a run without native calls: the action is a line for a shell, answered by the observation beside it. */
export function addSteps(conversation: ConversationDraft, steps: readonly Cursor[]): void {
  for (const step of steps) {
    const action = step.get('action')
    const thought = step.any('thought', 'response')
    const said = thought.string ? [text(thought)] : []
    if (!action.string?.trim()) {
      conversation.add(step, 'assistant', said)
      continue
    }
    const seconds = step.get('execution_time').number
    const [word = ''] = action.string.trimStart().split(/\s/, 1)
    const from = action.string.indexOf(word)
    const asked = call({
      at: action,
      name: action.slice(from, from + word.length),
      input: action,
      freeform: true,
      pending: /^(submit|exit_\w+)$/.test(word) ? 'terminal' : undefined,
      duration: seconds === null ? undefined : seconds * 1000,
    })
    const observation = step.get('observation')
    const answers = observation.isThere ? [result({ at: observation, content: observation, answers: asked })] : []
    conversation.add(step, 'assistant', [...said, asked, ...answers])
  }
}
