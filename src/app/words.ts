/**
 * Every word of the interface, in one place. Short, exact, neutral: numbers before adjectives, the nouns of `style.md` §2,
 * buttons are verbs with objects, no exclamation marks. Words of rows and problems come from the core with their data.
 */
import { count, number, size } from './ui/numbers.ts'

export const words = {
  name: 'Toolmend',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Retry',
  discard: { question: 'Discard what you typed?', discard: 'Discard', goOn: 'Go on' },
  copied: 'Copied.',
  copyRefused: 'The browser did not allow copying.',
  skip: { label: 'Skip', timeline: 'Skip to the timeline', problems: 'Skip to the problems', source: 'Skip to the source' },

  open: {
    title: 'Paste a transcript or drop a file anywhere on this page.',
    what: 'See which tool calls and results do not pair, read what the provider would answer, and take away a payload it accepts.',
    areaLabel: 'Transcript or provider error',
    placeholder:
      'A request, response or stream of any model API\nA session of Claude Code, Codex, Cline and others\nMessages of LangChain, the AI SDK and others\nTraces, data sets, chat exports, stored records\nas JSON, logs, curl, HAR, Python, YAML, CSV, zip –\nor the error a provider answered with',
    openFile: 'Open file',
    samples: 'Try a sample',
    sampleFormats: 'In other formats',
    sample: 'Sample.',
    making: 'Making it…',
    pasted: (n: number) => `Pasted ${n}`,
    dropToOpen: (files: number) => `Drop ${files > 0 ? count(files, 'file') : 'files'} to open`,
    besides: (previous: string) => `Opened in a new tab beside ${previous}.`,
    keepBoth: 'Keep both',
    replace: (previous: string) => `Replace ${previous}`,
    clipboardRefused:
      'The browser did not allow reading the clipboard. Press Ctrl+V (⌘V on a Mac) anywhere on this page instead.',
    clipboardEmpty: 'There is no text on the clipboard.',
  },

  tabs: {
    label: 'Opened sources',
    add: 'Open another source',
    changed: ', changed',
    close: (title: string) => `Close ${title}`,
    closed: (title: string) => `Closed ${title}.`,
    closeTitle: (title: string) => `Close ${title} without taking its changes?`,
    closeWhat: (changes: number) =>
      `${count(changes, 'change')} ${changes === 1 ? 'was' : 'were'} not downloaded or copied since. Closing can be undone until the page is left.`,
    closeAnyway: 'Close without them',
  },

  view: {
    title: 'View',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    density: 'Rows',
    densities: { comfortable: 'Comfortable', compact: 'Compact' },
    panels: 'Panels',
    panelNames: { inspector: 'Inspector', problems: 'Problems', source: 'Source' },
    layout: 'Layout',
    resetLayout: 'Reset panels',
    reference: 'Reference',
  },
  settings: { notKept: 'The browser keeps no settings for this page: they last until it is closed.' },

  detection: {
    unknown: 'Unknown shape',
    confidence: { certain: 'certain', likely: 'likely', guess: 'guess' },
    chosen: 'chosen by you',
    why: 'why?',
    whyTitle: (format: string) => `Why ${format}?`,
    noEvidence: 'Nothing in the text speaks for one of the known formats.',
    treatAs: 'Treat as…',
    detect: 'Detect the format',
    now: 'read as this now',
    treated: (format: string) => `Read as ${format}`,
    detectedAgain: 'Detect the format',
    couldBe: 'Could also be',
    nameFields: 'Name the fields…',
    yourFields: 'Fields you named',
    containers: (names: readonly string[]) => `in ${names.map((name) => containerNames[name] ?? name).join(' in ')}`,
  },

  fields: {
    title: 'Which field is what?',
    what: 'No format knows these entries. Say where each has what; every choice is read at once.',
    named: 'Read by the fields you named',
    names: {
      list: 'List of entries',
      role: 'Role',
      content: 'Text',
      id: 'Call id',
      name: 'Tool',
      arguments: 'Arguments',
      result: 'Result',
      time: 'Time',
    },
    list: (path: string, entries: number) => `${path === '' ? 'the whole source' : path}, ${count(entries, 'entry', 'entries')}`,
    none: '– none –',
    read: 'Read it like this',
    keep: 'Keep this on the device for entries with the same fields',
  },

  targets: {
    label: 'Check against',
    option: (title: string, errors: number | null, warnings: number | null) =>
      errors === null || warnings === null
        ? `${title}, counted when chosen`
        : `${title}, ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
    uncounted: 'Counted when chosen',
    all: (n: number) => `All ${n}`,
    allTitle: (n: number) => `All ${n}: what every API and library would answer`,
    kinds: { service: 'Services', server: 'Servers people run', library: 'Checks of client libraries' },
    quiet: ({ errors, warnings }: { errors: number | null; warnings: number | null }, isForeign: boolean) => {
      if (errors === null) return 'Counted when chosen'
      if (errors > 0) return 'Refused'
      const accepted = isForeign ? 'Accepted once rewritten' : 'Accepted'
      return warnings ? `${accepted}, with warnings` : accepted
    },
    nothingYet: (target: string) => `Nothing ${target} would refuse in what was read so far.`,
    mayAnswer: (target: string) => `Some models or versions of ${target} would answer`,
    wouldAnswer: (target: string) => `${target} would answer`,
    showPlace: 'Show the place',
    noProblems: (target: string, rules: string) => `No problems for ${target}. Checked ${rules} rules.`,
    wouldAccept: (target: string, left: number, rules: string) =>
      `${target} would accept this. ${count(left, 'remark')}. Checked ${rules} rules.`,
    onceRewritten: (target: string, format: string) =>
      `Nothing here stands in the way of ${target}, but it is not written for it: Repair writes it as ${format}.`,
    notJson: (target: string) => `${target} would refuse this before it reads a message: it is not JSON.`,
  },

  toolbar: {
    label: 'Source',
    open: 'Open',
    paste: 'Paste',
    explain: 'Explain an error',
    undo: 'Undo',
    redo: 'Redo',
    changes: (n: number) => count(n, 'change'),
    fixSafe: (n: number) => `Fix ${number(n)} safe`,
    repair: 'Repair…',
    copy: 'Copy',
    download: 'Download',
    downloadRepaired: 'Download repaired',
  },

  layout: {
    regions: 'Regions',
    resize: 'Move the border',
    problems: (n: number) => (n === 0 ? 'Problems' : `Problems · ${number(n)}`),
    export: 'Export',
    stepper: 'Problems one by one',
    previous: 'Previous problem',
    next: 'Next problem',
    previousShort: 'Previous',
    nextShort: 'Next',
    position: (at: number, of: number) => `${number(at)} of ${number(of)}`,
  },

  timeline: {
    title: 'Timeline',
    region: 'Timeline',
    label: 'Messages, calls and results',
    message: (n: number) => `Message ${n}.`,
    noText: 'no text',
    result: 'result',
    failedResult: 'failed result',
    emptyResult: 'empty',
    unparsed: 'unparsed',
    missing: (what: 'call' | 'result', id: string | null) => {
      const name = what === 'result' ? 'MISSING RESULT' : 'MISSING CALL'
      return id === null ? name : `${name} for ${id}`
    },
    missingCall: (id: string | null) => (id === null ? 'MISSING CALL' : `MISSING CALL ${id}`),
    toResult: (isBelow: boolean) => (isBelow ? '↓ result' : '↑ result'),
    toCall: (isBelow: boolean) => (isBelow ? '↓ call' : '↑ call'),
    goTo: (what: 'call' | 'result') => (what === 'call' ? 'Go to call' : 'Go to result'),
    problemChip: (name: string, all: number) => (all > 1 ? `${name} and ${count(all - 1, 'more problem')}` : name),
    expand: 'Show all of it',
    collapse: 'Show one line',
    menu: 'Edit this row',
    showMore: (lines: number, characters: number) =>
      `Show ${lines > 0 ? count(lines, 'more line') : count(characters, 'more character')}`,
    cut: (shown: string, all: string) => `The first ${shown} of ${all} characters. A download holds all of them.`,
    stopsParsing: (line: string, isBefore: boolean) =>
      `The source stops parsing at line ${line}. The timeline shows ${isBefore ? 'the version before' : 'what could be read'}.`,
    goToSpot: 'Go to the spot',
  },

  minimap: {
    label: 'Minimap',
    value: (row: number, rows: number, { errors, warnings }: { errors: number; warnings: number }) => {
      const wrong = errors > 0 ? count(errors, 'error') : warnings > 0 ? count(warnings, 'warning') : 'no problems'
      return `row ${number(row)} of ${number(rows)}, ${wrong} in this part`
    },
  },

  problems: {
    title: 'Problems',
    region: 'Problems',
    severity: { error: 'Error', warning: 'Warning', info: 'Remark' },
    counts: ({ errors, warnings, infos }: { errors: number; warnings: number; infos: number }) =>
      [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning'), infos > 0 && count(infos, 'remark')]
        .filter(Boolean)
        .join(', ') || 'none',
    announced: ({ errors, warnings }: { errors: number; warnings: number }) =>
      errors + warnings === 0 ? 'No errors, no warnings.' : `${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
    soFar: 'so far',
    listed: (listed: number, all: number) => `The first ${number(listed)} of ${number(all)} are listed. A repair solves all.`,
    group: 'Group',
    byCause: 'by cause',
    inOrder: 'in order',
    copyAll: 'Copy all',
    takeAway: 'Download problems',
    takeAwayAs: 'Download as',
    files: { sarif: 'SARIF', json: 'JSON' },
    fileNotes: { sarif: 'for editors and code hosts', json: 'as the command prints it' },
    copyOne: 'Copy as Markdown',
    ruleTitle: (rule: string) => {
      const text = rule.replaceAll('-', ' ')
      return text.charAt(0).toUpperCase() + text.slice(1)
    },
    groupLabel: (name: string, n: number) => `${name}, ${count(n, 'problem')}`,
    fixMenu: 'Fix…',
    fixAll: (n: number) => `Fix all ${number(n)}…`,
    fixAllTitle: (fix: string, n: number) => `${fix} (${number(n)} times)`,
    place: (line: string, column: string) => `${line}:${column}`,
    bytes: (start: string, end: string) => `bytes ${start}–${end}`,
    related: 'see also',
    where: 'Where',
    wouldSay: (target: string) => `What ${target} would say`,
    mayAnswer: (target: string) => `Some models or versions of ${target} would answer`,
    wouldAnswer: (target: string) => `${target} would answer:`,
    saysNothing: 'Nothing: it accepts this.',
    saysUnknown: 'We know no sentence of its own for this.',
    whatToDo: 'What you can do',
    ignored: 'Ignored',
    ignore: 'Ignore',
    unignore: 'Take back',
    ignoreRule: 'Ignore this rule',
    unignoreRule: 'Take this rule back',
    markdownTitle: (n: number, source: string, target: string) => `${count(n, 'problem')} in ${source} for ${target}`,
    markdownPlace: (path: string, line: number, column: number) => `at ${path}, line ${line}, column ${column}`,
  },

  fixes: {
    label: 'Fixes',
    none: 'No fix is known. The source can be edited by hand, and undone.',
    inRepair: (format: string) =>
      `Logs and exports stay as they are: Repair writes the conversation as ${format} and mends it there.`,
    preview: (title: string) => `Preview: ${title}`,
    safety: { safe: 'safe', review: 'review', destructive: 'removes' },
    promises: {
      safe: 'What the provider receives means the same; nothing is lost.',
      review: 'Something is added or guessed: look at the preview first.',
      destructive: 'Something of the source is left out.',
    },
  },

  repair: {
    isGone: 'The text has changed meanwhile, so nothing was done.',
    strategy: 'How to repair',
    strategies: {
      complete: { title: 'Complete', what: 'Every call gets a result; those nobody recorded are marked as such.' },
      drop: { title: 'Drop', what: 'Calls and results that do not pair are left out.' },
      flatten: { title: 'Flatten', what: 'Calls and results become text in one fresh system and user message.' },
    },
    orphanedResult: 'A result without a call',
    policies: { drop: 'leave it out', text: 'keep it as text', 'add-call': 'add a call for it' },
    resultText: 'Text of an added result',
    defaultResultText: '[no result was recorded for this tool call]',
    template: 'Template of the user message; {conversation} stands for the conversation, which comes last where that is missing',
    defaultTemplate: '{conversation}',
    nothingToDo: 'Nothing to do.',
    applied: (title: string, before: number, after: number) => `${title}. Problems ${number(before)} → ${number(after)}.`,
    appliedSafe: (changes: number, before: number, after: number) =>
      `${count(changes, 'safe change')} made. Problems ${number(before)} → ${number(after)}${after > 0 ? '; what is left has no safe fix' : ''}.`,
  },

  preview: {
    title: 'Preview',
    asking: (percent: number | null) => (percent === null ? 'Working it out…' : `Working it out… ${percent} %`),
    meaning: 'Meaning',
    text: 'Text',
    changes: (n: number) => count(n, 'change'),
    unchanged: 'Nothing is changed.',
    choose: 'Changes; take the tick off those you do not want',
    before: 'Before',
    after: 'After',
    marks: { added: 'added', removed: 'removed', changed: 'changed', same: 'unchanged' },
    line: (line: string) => `Line ${line}`,
    partOfLine: (line: string) => `Part of line ${line}`,
    moreHunks: (n: number) => `And ${count(n, 'more place')}.`,
    moreChanges: (n: number) => `And ${count(n, 'more change')}.`,
    losses: (n: number) => `${count(n, 'thing')} the new text cannot hold`,
    nothing: (target: string) => `There is nothing to change: ${target} finds nothing a repair of this kind could solve.`,
    addsErrors: (n: number) =>
      `Not offered: it would add ${count(n, 'problem')} that ${n === 1 ? 'was' : 'were'} not there before.`,
    addsWarnings: (n: number) => `It would add ${count(n, 'warning')}:`,
    summary: ({
      messages,
      bytes,
      before,
      after,
      adds,
    }: {
      messages: string
      bytes: string
      before: string
      after: string
      adds: number
    }) => `Changes ${messages}, ${bytes}. Problems ${before} → ${after}. Adds ${adds === 0 ? 'none' : number(adds)}.`,
    untouched: (untouched: string, of: string) => `${untouched} of ${of} messages stay byte for byte.`,
    apply: 'Apply',
    applyAndRemove: 'Apply, leaving content out',
  },

  rules: {
    title: 'Rules, and the sentences of providers',
    open: 'Rules and sentences…',
    about: 'About this rule',
    search: 'Search names, explanations, providers and their sentences',
    found: (rules: number, sentences: number) => `${count(rules, 'rule')}, ${count(sentences, 'sentence')}`,
    onlyTold: 'Known from errors only: no source shows it.',
    weight: { error: 'Refused by', warning: 'A warning for', info: 'A remark for' },
    historic: 'said in former years, or by few',
    download: 'Download as JSON',
    fileName: 'toolmend-rules.json',
  },

  history: {
    title: (source: string) => `Changes of ${source}`,
    original: 'Original',
    kinds: { fix: 'fix', repair: 'repair', edit: 'by hand', typing: 'typed', format: 'read as', 'taking-back': 'taken back' },
    undone: 'undone',
    takeBack: 'Take this step back',
    tookBack: (title: string) => `Take back: ${title}`,
    isBack: (title: string) => `Took back: ${title}.`,
    isGone: 'taken back',
    ties: {
      touched: 'A later step changed the same place.',
      packed: 'It or a later step has too many edits to be taken apart.',
    },
    undid: (title: string) => `Undid: ${title}.`,
    redid: (title: string) => `Redid: ${title}.`,
    nothingToUndo: 'Nothing to undo.',
    nothingToRedo: 'Nothing to redo.',
  },

  compare: {
    open: 'Compare with the original…',
    openStep: 'Show what it did…',
    back: 'Changes…',
    title: (source: string) => `${source} and its original`,
    what: 'Original and present text',
    whatStep: 'Before and after this step',
    same: 'The text is what it was when it was opened.',
    noRows: 'The messages cannot be shown side by side here; the text can.',
    impossible: 'The original is not at hand to be compared with.',
    problems: (before: string, after: string) => `Problems ${before} → ${after}.`,
    summary: (places: number, bytesOut: number, bytesIn: number) =>
      `${count(places, 'place')} differ${places === 1 ? 's' : ''}: ${count(bytesOut, 'byte')} became ${number(bytesIn)}.`,
  },

  differences: {
    count: (n: number) => count(n, 'difference'),
    at: (n: number, of: number) => `Difference ${number(n)} of ${number(of)}`,
    next: 'Next difference',
    previous: 'Previous difference',
  },

  takeAway: {
    writing: (name: string) => `Writing ${name}…`,
    written: (name: string, bytes: string) => `Wrote ${name}, ${bytes}.`,
    notWritten: (name: string, reason: string) => `${name} could not be written (${reason}). The changes are still here.`,
    downloaded: (name: string, bytes: string) => `Downloaded ${name}, ${bytes}.`,
    copied: (name: string, bytes: string) => `Copied the content of ${name}, ${bytes}.`,
    copyRefused: 'The browser did not allow copying. The same as a file:',
    bigTitle: 'Copy a large text?',
    bigWhat: (bytes: number) => `The clipboard would hold ${size(bytes)}. A file is easier to handle.`,
    copyAnyway: 'Copy anyway',
    patch: 'Save as JSON Patch',
    noPatch: 'Only the changes of one JSON document of moderate size can be told as a JSON Patch.',
  },

  notices: { undo: 'Undo', reopen: 'Open again', download: 'Download' },

  inspector: {
    title: 'Inspector',
    region: 'Inspector',
    nothing: 'Select a row to see all of it.',
    message: (n: number | null, role: string) => (n === null ? role : `message ${n} · ${role}`),
    call: (tool: string) => `call ${tool}`,
    result: (tool: string | null) => (tool === null ? 'result' : `result of ${tool}`),
    slot: { result: 'missing result', call: 'missing call' },
    id: 'id',
    place: 'path',
    line: 'place',
    lines: (first: string, last: string) => (first === last ? `line ${first}` : `lines ${first}–${last}`),
    bytes: (start: string, end: string) => `bytes ${start}–${end}`,
    pair: 'pair',
    unpaired: 'none found',
    ties: {
      id: 'by id',
      'name-and-order': 'by name and order: a guess',
      position: 'by position: a guess',
      structure: 'in the same record',
      span: 'by the span of the tool',
    },
    facts: 'made',
    remarks: 'remarks',
    contents: 'Contents',
    input: 'Arguments',
    text: 'Text',
    raw: 'Raw',
    copyId: 'Copy id',
    rename: 'Rename',
    copyContents: 'Copy',
  },

  source: {
    title: 'Source',
    region: 'Source',
    editorLabel: 'Source text',
    copyPath: 'Copy path',
    state: (isWhole: boolean, lines: number, first: number) =>
      isWhole ? count(lines, 'line') : `${count(lines, 'line')} from line ${number(first)}`,
    stopsParsing: (line: number, column: number) => `stops parsing at ${line}:${column}`,
    limits: {
      big: 'The source is larger than 5 MB: this is a slice around the selected row. Typing changes the source all the same.',
      'long-line':
        'A line is longer than 20,000 characters: this is a slice around the selected row. Typing changes the source all the same.',
      encoding: 'The source is not UTF-8: it is shown as far as it can be, and cannot be typed in.',
    },
    typed: (line: string) => `Edit line ${line}`,
    editorFailed: 'The editor did not load. A plain text area stands in; it can do the same.',
  },

  explain: {
    title: 'Got an error from the provider? Paste it',
    area: 'Error text',
    placeholder: "An assistant message with 'tool_calls' must be followed by tool messages…",
    find: 'Find the place',
    goTo: 'Go to the place',
    goElsewhere: 'Go to where it is',
    openOther: 'Open another file',
    another: 'Change the text',
    saidBy: 'Said by',
    sentence: 'Sentence',
    rule: 'Rule',
    otherTarget: (target: string) => `The problems on this page are those of ${target}.`,
    checkAgainst: (target: string) => `Check against ${target}`,
    clues: 'Named in the text',
    messageClue: (n: number) => `message ${n}`,
    search: (what: string) => `Find ${what} in the source`,
    absent: 'not here',
    notHere: (what: string) => `${what} · not here`,
    noSuchText: (text: string) => `${text} stands nowhere in this source.`,
    answers: {
      found: 'Found',
      shifted: 'Found, but the number is shifted',
      elsewhere: 'Found elsewhere',
      'not-in-source': 'Not in this source',
      'not-violated': 'Not violated here',
      'no-source': 'Recognised. Open the conversation it speaks of to find the place.',
      unknown: 'Not recognised',
      named: 'Not recognised, but what it names is here',
    },
  },

  goTo: {
    title: 'Go to message',
    number: 'Number, as the target counts',
    go: 'Go',
    missing: (value: string) => `There is no message ${value}.`,
  },

  reading: {
    label: 'Reading',
    bar: (percent: number) => `Reading ${percent} %`,
    unpacking: (percent: number) => `Unpacking ${percent} %`,
    paused: (percent: number) => `Paused at ${percent} %`,
    bytes: (bytes: number, of: number) => `${size(bytes)} of ${size(of)}`,
    soFar: (messages: number, problems: number) => `${count(messages, 'message')}, ${count(problems, 'problem')} so far`,
    left: (seconds: number) => (seconds < 90 ? `${seconds} s left` : `${Math.round(seconds / 60)} min left`),
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop',
    stopped: (percent: number, messages: number) => `Stopped at ${percent} %. ${count(messages, 'message')} loaded.`,
    goOn: 'Read on',
    first: 'A repair waits until reading is over or stopped.',
    part: (percent: number) => `first ${percent} %`,
    done: (messages: number) => `Read all of it: ${count(messages, 'message')}.`,
    gone: (percent: number, messages: number, reason: string) =>
      `The file was moved, changed or removed while it was read (${reason}). The first ${percent} % of it, ${count(messages, 'message')}, ${messages === 1 ? 'is' : 'are'} still here as far as ${messages === 1 ? 'it was' : 'they were'} shown.`,
    goneLater: (reason: string) =>
      `The file was moved, changed or removed since it was read (${reason}): only what was shown already can be shown. Changes are safe.`,
    memory: (percent: number, messages: number) =>
      `The browser gave no more memory at ${percent} %. ${count(messages, 'message')} loaded, and nothing of your changes is lost.`,
    openAgain: 'Open the file again',
    unpack: {
      damaged: (bytes: number) =>
        `The packed file is cut off or damaged: ${size(bytes)} could be unpacked, and that is what is shown.`,
      bomb: (bytes: number) =>
        `The packed file becomes more than 200 times as large: unpacking stopped at ${size(bytes)}, and that is what is shown.`,
      huge: (bytes: number) => `Unpacked, the file is larger than 4 GiB: the first ${size(bytes)} are shown.`,
      stopped: (percent: number, bytes: number) => `Unpacking was stopped at ${percent} %: ${size(bytes)} are shown.`,
    },
    unpackAll: 'Unpack all of it',
    openAnother: 'Open another file',
  },

  states: {
    reading: 'Reading…',
    workerDied: (percent: number | null) =>
      `Reading stopped unexpectedly${percent === null ? '' : ` at ${percent} %`}. What you opened and changed is safe; reading it again takes a moment.`,
    readUpTo: (percent: number) => `Read up to ${percent} %`,
    unreadableTitle: 'The file could not be read',
    unreadable: (title: string, reason: string) =>
      `${title} was there when it was chosen, and the browser cannot read it now (${reason}). It may have been moved, changed or locked. Retry, or open it again.`,
    nothingToShow: 'There is nothing to show as a conversation.',
    whatToDo: 'Open or paste another text, correct it in the source pane, or choose a format with “Treat as…”.',
  },

  failed: {
    heading: 'Something in Toolmend broke',
    title: (details: string) => `Toolmend made a mistake: ${details}. The source is unchanged.`,
    page: 'The page could not be drawn. What you opened and changed is still there: draw it again, or download the source as it is now.',
    copyDetails: 'Copy details',
  },

  privacy: {
    promise: 'Your transcript stays in this tab. This page is not allowed to send it anywhere.',
    counts: (program: string, other: string) => `${program} program files, ${other} other requests`,
    rows: (rows: string) => `${rows}/${rows} rows shown`,
    rowsSoFar: (rows: string, percent: number) => `${rows} rows of the first ${percent} % shown`,
    title: 'What this page asked for',
    other: (n: number) => (n === 0 ? 'Anything else: 0 requests' : `Anything else: ${count(n, 'request')}`),
    program: (n: number) => `Program files of this site: ${number(n)}`,
    policy: 'The policy in force',
    noPolicy: 'This copy was not built for use: it has no policy.',
    check: 'Check it yourself',
    how: 'Open the developer tools of your browser, choose Network, and use the page: nothing appears. Under Console, type fetch("/") and press Enter: the browser refuses.',
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    places: {
      everywhere: 'Everywhere',
      lists: 'Timeline and problems',
      timeline: 'Timeline',
      minimap: 'Minimap',
      differences: 'Previews and comparisons',
    },
    sheet: 'This list',
    open: 'Open files',
    paste: 'Paste a transcript or a provider error',
    download: 'Download the source as it is now',
    nextRegion: 'Next region',
    previousRegion: 'Previous region',
    nextProblem: 'Next problem from here',
    previousProblem: 'Previous problem from here',
    fixes: 'Fixes for this problem',
    preview: 'Preview the chosen fix',
    apply: 'Preview the fix of a problem, show the fixes of a row; in a preview: apply',
    fixSafe: 'Apply all safe fixes',
    goToMessage: 'Go to message number',
    down: 'Next row',
    up: 'Previous row',
    ends: 'First and last row',
    partner: 'Other half of the pair',
    rename: 'Rename the id of the selected call or result on both sides',
    rowMenu: 'Menu of the row: move, edit, insert, delete',
    expand: 'Expand or collapse the row',
    screen: 'One screen on or back',
    minimapProblem: 'Previous or next problem',
    minimapEnds: 'Top and end',
    escape: 'Close, step back',
  },
} as const

const containerNames: Readonly<Record<string, string>> = {
  gzip: 'gzip',
  jsonl: 'JSON Lines',
  markdown: 'Markdown',
  sse: 'an event stream',
  har: 'a HAR file',
  curl: 'a curl command',
  log: 'a log',
  python: 'Python',
  string: 'a string',
  csv: 'CSV',
  yaml: 'YAML',
}
