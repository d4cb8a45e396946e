import { get, isObject } from '../conversation/facts.ts'
import type { Edit, Place } from '../conversation/edit.ts'
import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { printJson } from '../json/print.ts'
import { ALWAYS, defineRule } from './rule.ts'

/** Keys that say something about a part and are none of the kinds a part can be. */
const ABOUT = new Set(['thought', 'videoMetadata', 'video_metadata', 'partMetadata', 'part_metadata'])

export const partWithoutData = defineRule({
  meta: {
    id: 'part-without-data',
    phase: 'contents',
    severity: 'error',
    what: 'A part holds nothing.',
    why: 'Converters that drop what they do not know leave an empty object behind.',
    messages: { empty: 'This part holds nothing.', remove: 'Take the part out', fill: 'Write a text that says there is none' },
  },
  checkMessage(message, value, { foreign }, report) {
    const parts = get(value, 'parts')
    if (foreign || !Array.isArray(parts)) return
    parts.forEach((part, index) => {
      if (!isObject(part)) return
      const said = Object.keys(part).filter((key) => part[key] !== null && part[key] !== undefined && !ABOUT.has(key))
      if (said.length === 0) report({ messageId: 'empty', at: { message: message.index, steps: ['parts', index] } })
    })
  },
  fix({ at }, { scope }) {
    const message = scope.conversation.messages[at.message ?? -1]
    if (!message) return []
    const remove = (place: Place): Edit => ({ type: 'remove', at: place })
    if (message.parts.length > 1) return [{ titleId: 'remove', safety: 'review', when: ALWAYS, edits: [remove(at)] }]
    // With its only part a message goes; what the user said stays as a turn.
    return message.role === 'assistant'
      ? [{ titleId: 'remove', safety: 'review', when: ALWAYS, edits: [remove({ ...at, steps: [] })] }]
      : [
          {
            titleId: 'fill',
            safety: 'review',
            when: ALWAYS,
            edits: [{ type: 'set', at, json: printJson(scope.format.writeText(EMPTY_TEXT)) }],
          },
        ]
  },
})
