import { makeLargeSample } from './large-sample.ts'
import anthropicOrphan from './samples/anthropic-orphaned-tool-use.json?raw'
import cleanRun from './samples/clean-run.json?raw'
import forceCompletion from './samples/force-completion.json?raw'
import freshMessages from './samples/fresh-messages.json?raw'
import interleaved from './samples/interleaved-sessions.jsonl?raw'
import lateResult from './samples/late-result.json?raw'
import legacy from './samples/legacy-function-call.json?raw'
import malformed from './samples/malformed-lines.jsonl?raw'
import mismatched from './samples/mismatched-id.json?raw'
import orphanedCall from './samples/orphaned-call.json?raw'
import orphanedResult from './samples/orphaned-result.json?raw'
import parallel from './samples/parallel-one-missing.json?raw'
import reusedId from './samples/reused-id.json?raw'
import storedRecords from './samples/stored-records.json?raw'

/** One small conversation for each situation, and a large log; part of the page, so that trying one asks nothing of a network. */
export interface Sample {
  readonly file: string
  readonly title: string
  /** What it demonstrates, in one sentence. */
  readonly lesson: string
  /** What is in the file, or how it is made. */
  readonly content: string | (() => Promise<Blob>)
}

export const samples: readonly Sample[] = [
  {
    file: 'orphaned-call.json',
    title: 'Orphaned call',
    lesson: 'The user went on before the tool answered. OpenAI refuses the whole conversation.',
    content: orphanedCall,
  },
  {
    file: 'orphaned-result.json',
    title: 'Orphaned result',
    lesson: 'A trimmed history begins with a result whose call was cut away.',
    content: orphanedResult,
  },
  {
    file: 'mismatched-id.json',
    title: 'Mismatched id',
    lesson: 'Call and result are both there, but one character of the id differs.',
    content: mismatched,
  },
  {
    file: 'reused-id.json',
    title: 'Reused id',
    lesson: 'Some servers number calls anew in each turn, so two calls have one id.',
    content: reusedId,
  },
  {
    file: 'late-result.json',
    title: 'Late result',
    lesson: 'The result came after other messages. Providers want it directly after its call.',
    content: lateResult,
  },
  {
    file: 'parallel-one-missing.json',
    title: 'Parallel calls',
    lesson: 'Three calls at once, answered in another order, and one not at all.',
    content: parallel,
  },
  {
    file: 'stored-records.json',
    title: 'Stored records',
    lesson: "Calls as a database keeps them. OpenAI misses 'messages[6].tool_calls[0].type'.",
    content: storedRecords,
  },
  {
    file: 'force-completion.json',
    title: 'Force completion',
    lesson: 'An agent with several open calls and a retry; each gets a marked result.',
    content: forceCompletion,
  },
  {
    file: 'fresh-messages.json',
    title: 'Fresh messages',
    lesson: 'Tool messages without any call. Flattening makes one system and one user message of it.',
    content: freshMessages,
  },
  {
    file: 'interleaved-sessions.jsonl',
    title: 'Interleaved sessions',
    lesson: 'Two sessions in one log use the same id. A result never answers the other session.',
    content: interleaved,
  },
  {
    file: 'malformed-lines.jsonl',
    title: 'Malformed lines',
    lesson: 'A log with a trailing comma, a line that is no JSON, and a torn end.',
    content: malformed,
  },
  {
    file: 'legacy-function-call.json',
    title: 'Legacy function call',
    lesson: 'The form of 2023: function_call without ids, paired by name and order.',
    content: legacy,
  },
  {
    file: 'anthropic-orphaned-tool-use.json',
    title: 'Anthropic tool use',
    lesson: 'Two parallel tool_use parts, one tool_result in the next message.',
    content: anthropicOrphan,
  },
  {
    file: 'clean-run.json',
    title: 'Clean run',
    lesson: 'Nothing to repair: what a conversation looks like that every provider accepts.',
    content: cleanRun,
  },
  {
    file: 'large-log.jsonl',
    title: '100,000 messages',
    lesson: 'A log of 1,058 conversations, made as you press. One call in it has no result: F8 goes to it.',
    content: () => makeLargeSample(100_000),
  },
]
