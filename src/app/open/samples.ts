import { makeLargeSample } from './large-sample.ts'
import anthropicOrphan from './samples/anthropic-orphaned-tool-use.json?raw'
import claudeAiExport from './samples/claude-ai-export.json?raw'
import claudeCodeSession from './samples/claude-code-session.jsonl?raw'
import cleanRun from './samples/clean-run.json?raw'
import forceCompletion from './samples/force-completion.json?raw'
import freshMessages from './samples/fresh-messages.json?raw'
import geminiNoIds from './samples/gemini-no-ids.json?raw'
import interleaved from './samples/interleaved-sessions.jsonl?raw'
import langfuseTrace from './samples/langfuse-trace.json?raw'
import langgraphInterrupted from './samples/langgraph-interrupted.json?raw'
import lateResult from './samples/late-result.json?raw'
import legacy from './samples/legacy-function-call.json?raw'
import malformed from './samples/malformed-lines.jsonl?raw'
import mcpServerLog from './samples/mcp-server.log?raw'
import mismatched from './samples/mismatched-id.json?raw'
import openaiStream from './samples/openai-stream.txt?raw'
import orphanedCall from './samples/orphaned-call.json?raw'
import orphanedResult from './samples/orphaned-result.json?raw'
import ownEntries from './samples/own-entries.json?raw'
import parallel from './samples/parallel-one-missing.json?raw'
import pythonDebugLog from './samples/python-debug.log?raw'
import reusedId from './samples/reused-id.json?raw'
import sharegpt from './samples/sharegpt.json?raw'
import storedRecords from './samples/stored-records.json?raw'

/** A small conversation, or a large log; part of the page, so that trying one asks nothing of a network. */
export interface Sample {
  readonly file: string
  readonly title: string
  /** What it demonstrates, in one sentence. */
  readonly lesson: string
  /** What is in the file, or how it is made. */
  readonly content: string | (() => Promise<Blob>)
}

/** One for each situation. */
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
    lesson: 'A log with a trailing comma, a line that is not JSON, and a torn end.',
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

/** One small conversation for each family of formats, each with something to see in it. */
export const formatSamples: readonly Sample[] = [
  {
    file: 'openai-stream.txt',
    title: 'Stream',
    lesson: 'Deltas of a stream, joined into two calls; the second was cut off in its arguments.',
    content: openaiStream,
  },
  {
    file: 'claude-code-session.jsonl',
    title: 'Claude Code session',
    lesson: 'A session log with times and tokens. One call was interrupted and never answered.',
    content: claudeCodeSession,
  },
  {
    file: 'langgraph-interrupted.json',
    title: 'LangGraph thread',
    lesson: 'A thread that waits for a person to agree: its call is pending, not broken.',
    content: langgraphInterrupted,
  },
  {
    file: 'langfuse-trace.json',
    title: 'Langfuse trace',
    lesson: 'A trace whose tool span answers one of two calls, found by name and arguments.',
    content: langfuseTrace,
  },
  {
    file: 'gemini-no-ids.json',
    title: 'Gemini without ids',
    lesson: 'Calls and results without ids pair by name and order. One answer is missing.',
    content: geminiNoIds,
  },
  {
    file: 'sharegpt.json',
    title: 'ShareGPT row',
    lesson: 'A data set row: call and observation by order alone, and one call without its observation.',
    content: sharegpt,
  },
  {
    file: 'claude-ai-export.json',
    title: 'claude.ai export',
    lesson: 'An export of a consumer app: a result stands behind its call, and one call has none.',
    content: claudeAiExport,
  },
  {
    file: 'mcp-server.log',
    title: 'MCP server log',
    lesson: 'JSON-RPC behind log prefixes. One request was never answered.',
    content: mcpServerLog,
  },
  {
    file: 'python-debug.log',
    title: 'Debug line of Python',
    lesson: 'What the OpenAI client logs: a Python dictionary behind a prefix.',
    content: pythonDebugLog,
  },
  {
    file: 'own-entries.json',
    title: 'Entries of your own',
    lesson: 'No format knows these. Name the fields, and they are read.',
    content: ownEntries,
  },
]
