import type { MessageFacts } from '../conversation/message.ts'

/** Time (UTC), model and tokens of a message in a few words each. */
export function factsOf({ time, model, tokens }: MessageFacts = {}): string[] {
  return [...timeOf(time), ...tokensOf(tokens), ...(model ? [model] : [])]
}

function timeOf(time: number | undefined): string[] {
  // Years outside of four digits are no times of a log but numbers that were taken for one.
  if (time === undefined || !(time > 0) || time > 253_402_300_799_999) return []
  return [new Date(time).toISOString().slice(0, 19).replace('T', ' ')]
}

function tokensOf(tokens: MessageFacts['tokens']): string[] {
  if (!tokens || (tokens.input === null && tokens.output === null)) return []
  return [`${tokens.input ?? '?'} → ${tokens.output ?? '?'} tokens`]
}

/** `0.2 s`, `14 ms`, `3 min 20 s`. */
export function durationOf(milliseconds: number | undefined): string[] {
  if (milliseconds === undefined || !(milliseconds >= 0)) return []
  if (milliseconds < 1000) return [`${Math.round(milliseconds)} ms`]
  const seconds = milliseconds / 1000
  if (seconds < 60) return [`${seconds.toFixed(1)} s`]
  return [`${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`]
}
