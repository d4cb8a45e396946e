import type { Cursor } from '../../document/cursor.ts'

export interface SpokenTurn {
  readonly role: string
  readonly said: Cursor
}

/** Marks of chat templates and of transcripts typed by hand, each before what a role says. */
const TURN =
  /<\|im_start\|>(\w{1,30})\n?|<\|start_header_id\|>(\w{1,30})<\|end_header_id\|>\s{0,4}|<\|start\|>(system|developer|user|assistant)(?=<\|)|^(SYSTEM|USER|HUMAN|ASSISTANT|TOOL|FUNCTION RESPONSE|OBSERVATION):[ \t]?/gim

const END = /(<\|im_end\|>|<\|eot_id\|>|<\|eom_id\|>|<\|endoftext\|>|<\|end\|>|```|\s)+$/

/** A whole conversation in one text; none when no role is marked in it. */
export function splitTurns(text: Cursor): SpokenTurn[] {
  const source = text.string ?? ''
  const marks = [...source.matchAll(TURN)].filter(([mark]) => !/^[a-z]/.test(mark) || mark.startsWith('<'))
  return marks.flatMap((mark, position) => {
    const role = (mark[1] ?? mark[2] ?? mark[3] ?? mark[4] ?? '').toLowerCase()
    // The words of a transcript typed by hand are what says that this is an answer.
    const from = role === 'function response' ? mark.index : mark.index + mark[0].length
    const to = marks[position + 1]?.index ?? source.length
    const tail = END.exec(source.slice(Math.max(from, to - 200), to))
    const end = Math.max(from, to - (tail?.[0].length ?? 0))
    return end > from ? [{ role, said: text.slice(from, end) }] : []
  })
}
