/** Words of the dialogs in which a row is edited by hand, and of its menu. */
import type { EditCheck, EditedTexts, Half, Refusal, RowAction, RowEdit } from '../../core/editing/row-edit.ts'
import type { TimelineRow } from '../../core/timeline/row.ts'
import { count, number } from '../ui/numbers.ts'

/** A row as it is spoken of: `message 3`, or the path of what has no number. */
const placeOf = (half: Pick<Half, 'number' | 'path'>): string =>
  half.number === null ? half.path : `message ${number(half.number)}`

export const editWords = {
  menu: (spoken: string) => `Edit: ${spoken}`,
  sections: { row: 'Change', move: 'Move', insert: 'Insert', look: 'Look' },
  notCopied: 'More than 20,000 characters are copied from the source pane.',
  actions: {
    rename: 'Rename id…',
    'set-text': { text: 'Edit text…', arguments: 'Edit arguments…', output: 'Edit result…' },
    'move-up': 'Move up',
    'move-down': 'Move down',
    duplicate: 'Duplicate',
    'insert-before': 'Insert message before…',
    'insert-after': 'Insert message after…',
    delete: 'Delete…',
    'copy-json': 'Copy JSON',
    source: 'Show in source',
    partner: { call: 'Go to its call', result: 'Go to its result' },
  },
  units: { message: 'the whole message', call: 'the call', result: 'the result' },

  why: (refusal: Refusal, action: RowAction): string => {
    switch (refusal) {
      case 'log':
        return 'This log is only read; a repair writes a new payload, and that can be edited.'
      case 'rewritten':
        return 'What is shown was unwrapped or mended first; a repair writes it as JSON, and that can be edited.'
      case 'no-entry':
        return 'Nothing of the source stands in this row.'
      case 'unparsed':
        return 'This entry is not JSON; it can be mended in the source.'
      case 'single':
        return 'A response has room for this one message.'
      case 'records':
        return 'Stored calls have no messages among them.'
      case 'first':
        return 'Nothing stands above it.'
      case 'last':
        return 'Nothing stands below it.'
      case 'no-id':
        return 'Only a call and its results have an id; where it is missing, name or order tie them.'
      case 'no-text':
        return 'It has no text of its own.'
      case 'long':
        return 'It has more than 200,000 characters; it can be edited in the source.'
      case 'embedded':
        return `It is a field of its other half${action === 'delete' ? '' : ', and goes where that goes'}.`
    }
  },

  refusedTitle: 'This cannot be edited here',

  rename: {
    title: 'Rename an id on both sides',
    label: 'New id',
    half: ({ type, tool, ...half }: Half) =>
      `${type === 'call' ? 'Call' : 'Result'}${tool === null || tool === '' ? '' : ` ${tool}`} · ${placeOf(half)}`,
    otherId: (id: string | null) => (id === null ? 'without an id' : `with the id ${id}`),
    missing: { call: 'No call has this id.', result: 'No result has this id.' },
    others: (others: number) =>
      `${count(others, 'other call')} of this conversation ${others === 1 ? 'has' : 'have'} the same id. Only this pair is renamed.`,
    candidates: { call: 'Ids of results without a call', result: 'Ids of calls without a result' },
    candidate: (id: string, half: Half) => `${id} · ${half.tool ?? half.type}, ${placeOf(half)}`,
    apply: 'Rename',
    preview: 'Preview',
    unchanged: 'This is the id it has.',
    ties: (half: Half) => `The ${half.type} in ${placeOf(half)} has this id: the two become a pair.`,
    taken: (half: Half) => `The ${half.type} in ${placeOf(half)} has this id already.`,
    fault: (fault: NonNullable<EditCheck['idFault']>, target: string): string => {
      switch (fault.type) {
        case 'empty':
          return 'An id needs at least one character.'
        case 'padded':
          return 'There is white space around the id.'
        case 'too-long':
          return fault.refused
            ? `${count(fault.length, 'character')}: ${target} takes ${number(fault.max)}.`
            : `${count(fault.length, 'character')}: some versions of ${target} take ${number(fault.max)}.`
        case 'characters':
          return `${target} takes only these characters: ${fault.pattern}`
        case 'exact-length':
          return `${target} takes ids of ${count(fault.length, 'letter')} and digits.`
      }
    },
    free: 'No other row has this id.',
  },

  text: {
    titles: { text: 'Edit text', arguments: 'Edit arguments', output: 'Edit result' } satisfies Record<EditedTexts['of'], string>,
    label: (of: EditedTexts['of'], at: number, all: number) => {
      const name = { text: 'Text', arguments: 'Arguments, as JSON', output: 'Result' }[of]
      return all === 1 ? name : `${name} ${at + 1} of ${all}`
    },
    fault: ({ line, column, expected }: NonNullable<EditCheck['jsonFault']>) =>
      `Not JSON: line ${number(line)}, column ${number(column)} wants ${wants[expected]}.`,
    apply: 'Apply',
    preview: 'Preview',
  },

  insert: {
    titles: { 'insert-before': 'Insert a message before', 'insert-after': 'Insert a message after' },
    place: placeOf,
    role: 'Role',
    text: 'Text',
    apply: 'Insert',
    preview: 'Preview',
  },

  /** On the button that makes a change although it adds an error. */
  anyway: {
    'rename-id': 'Rename anyway',
    move: 'Move anyway',
    duplicate: 'Duplicate anyway',
    insert: 'Insert anyway',
    'set-text': 'Edit anyway',
    delete: 'Delete anyway',
  } satisfies Record<RowEdit['type'], string>,
  does: {
    'rename-id': 'Rename',
    move: 'Move',
    duplicate: 'Duplicate',
    insert: 'Insert',
    'set-text': 'Apply',
    delete: 'Delete',
  } satisfies Record<RowEdit['type'], string>,
  adds: (n: number) => `It would add ${count(n, 'problem')} that ${n === 1 ? 'was' : 'were'} not there before:`,
  unchanged: 'Nothing would change.',
} as const

const wants: Readonly<Record<NonNullable<EditCheck['jsonFault']>['expected'], string>> = {
  value: 'a value',
  key: 'a key in double quotes',
  colon: 'a colon',
  comma: 'a comma or the closing bracket',
  end: 'nothing more',
  'string-end': 'the end of the string, or a legal escape',
}

/** The name of the item that edits the contents of a row. */
export function textActionOf({ type }: Pick<TimelineRow, 'type'>): string {
  return editWords.actions['set-text'][type === 'call' ? 'arguments' : type === 'result' ? 'output' : 'text']
}
