const GENERAL = `Finds the tool calls and results of a conversation that do not pair, and repairs the payload.

  toolmend inspect [FILE…|-]   what is wrong, and what the target would answer
  toolmend repair [FILE|-]     the same payload, so that the target accepts it
  toolmend write [FILE|-]      the same conversation in another format, as it is
  toolmend explain             which rule an error text is about, and where it is broken
  toolmend list                the formats, targets, rules or wordings there are

  toolmend COMMAND --help      more about one of them
  toolmend --version

A file that is \`-\` or not named is the standard input.
Exit status: 0 nothing of severity error, 1 problems remain, 2 unreadable input or wrong usage.
`

/** @type {Record<string, string>} */
const COMMANDS = {
  inspect: `toolmend inspect [FILE…|-] [--format ID] [--target ID|--all-targets] [--json|--sarif]

  --format ID   read the file as this format, whatever it looks like; entries no format knows by their
                fields: fields:list=steps,role=who,content=text,id=call,name=tool,arguments=input,result=output,time=at
  --target ID   the API that should accept it; the format's own unless told
  --all-targets what every API and client library would answer first, a line each
  --json        one inspection per file, one per line
  --sarif       the problems of all files as one log of SARIF 2.1.0, for code hosts and editors
`,
  repair: `toolmend repair [FILE|-] --target ID [--strategy complete|drop|flatten] [--orphaned-result drop|text|add-call]
                [-o FILE] [--report FILE] [--patch FILE]

  --target ID         the API that should accept the output
  --strategy          complete: give every call a result (unless told otherwise)
                      drop: take calls without a result out
                      flatten: tell calls and results as text
  --orphaned-result   what becomes of a result without a call: drop (unless told otherwise), text, add-call
  --format ID         read the file as this format, whatever it looks like
  -o, --output FILE   write the payload to this file, not to the standard output; never the file it came from
  --report FILE       write what was changed to this file, as JSON; otherwise it is told on the standard error
  --patch FILE        write the changes of one JSON document to this file, as a JSON Patch (RFC 6902)
`,
  write: `toolmend write [FILE|-] --as FORMAT [--format ID] [-o FILE] [--report FILE]

  --as FORMAT         the format to write: one that an API takes, or openai-agents-sdk, stored-records,
                      finetune-jsonl, sharegpt, vercel-ai-sdk-ui, markdown; nothing is repaired on the way
  --format ID         read the file as this format, whatever it looks like
  -o, --output FILE   write to this file, not to the standard output; never the file it came from
  --report FILE       write what the format could not say to this file, as JSON; otherwise it is told on the standard error
`,
  explain: `toolmend explain --error TEXT|--error-file FILE [FILE|-] [--target ID] [--format ID] [--json]

  --error TEXT        the error as the provider or a library printed it
  --error-file FILE   the same from a file; - is the standard input
  FILE                the payload it is about, to find the place
  --target ID         the API it came from, when the text does not tell

Exit status: 0 recognised, 1 not recognised.
`,
  list: `toolmend list formats|targets|rules|wordings [--json]

  wordings   the sentences of each API that are known: filled in they are what it would answer, read
             backwards they recognise an error
  --json     all there is to say about each, one per line
`,
}

/**
 * @param {string} command
 * @returns {string}
 */
export function usageOf(command) {
  return Object.hasOwn(COMMANDS, command) ? (COMMANDS[command] ?? GENERAL) : GENERAL
}
