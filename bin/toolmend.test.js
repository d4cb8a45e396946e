import { spawnSync } from 'node:child_process'
import { existsSync, linkSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'

const COMMAND = fileURLToPath(new URL('./toolmend.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'toolmend-command-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TOOLS = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }]

/** @param {string} id */
const callTo = (id) => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'weather', arguments: '{"city":"Bern"}' } }],
})

/** @param {unknown[]} messages */
const body = (...messages) => `${JSON.stringify({ model: 'gpt-4o', messages, tools: TOOLS }, null, 2)}\n`

const ASKED = { role: 'user', content: 'Weather in Bern?' }
const THANKED = { role: 'user', content: 'Thanks' }
const REFUSED = body(ASKED, callTo('call_1'), THANKED)
const ACCEPTED = body(ASKED, callTo('call_1'), { role: 'tool', tool_call_id: 'call_1', content: 'sunny' }, THANKED)
const ERROR =
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1"

/**
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptionsWithStringEncoding | Record<string, never>} options
 */
function toolmend(args, options = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64e6,
    ...options,
  })
  return { status, stdout, stderr, errors: stderr.split('\n').filter(Boolean) }
}

/** @param {string} command */
function shell(command) {
  const script = command.replaceAll('toolmend', `"${process.execPath}" "${COMMAND}"`)
  return spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8', maxBuffer: 64e6 })
}

/** @param {{ severity: string }} problem */
const isError = ({ severity }) => severity === 'error'

/** @param {string} name */
const read = (name) => readFileSync(join(folder, name), 'utf8')

beforeEach(() => {
  writeFileSync(join(folder, 'refused.json'), REFUSED)
  writeFileSync(join(folder, 'accepted.json'), ACCEPTED)
})

describe('inspect', () => {
  test('prints a line per problem, in the manner of a linter, and the counts', () => {
    const { status, stdout, errors } = toolmend(['inspect', 'refused.json', '--target', 'openai-chat'])
    expect(stdout).toMatch(/^refused\.json:\d+:\d+ {2}error {2}orphaned-call {2}.*call_1/m)
    expect(stdout).toMatch(/^refused\.json: openai-chat for openai-chat, 1 conversation, 3 messages, 1 call, /m)
    expect(stdout).toMatch(/^1 error, 0 warnings/m)
    expect(stdout).toContain('call_1')
    expect(status).toBe(1)
    expect(errors).toEqual([])
  })

  test('has nothing to say about what the target accepts', () => {
    const { status, stdout } = toolmend(['inspect', 'accepted.json'])
    expect(stdout).toMatch(/^0 errors, 0 warnings/m)
    expect(status).toBe(0)
  })

  test('reads the standard input when no file is named, or when it is -', () => {
    for (const args of [['inspect'], ['inspect', '-']]) {
      const { status, stdout } = toolmend(args, { encoding: 'utf8', input: REFUSED })
      expect(stdout).toMatch(/^<stdin>:\d+:\d+ {2}error/m)
      expect(status).toBe(1)
    }
  })

  test('--json prints one inspection per file, one per line', () => {
    const { status, stdout } = toolmend(['inspect', 'refused.json', 'accepted.json', '--json'])
    const inspections = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(inspections.map(({ source, totals }) => [source.name, totals.orphanedCalls])).toEqual([
      ['refused.json', 1],
      ['accepted.json', 0],
    ])
    expect(status).toBe(1)
  })

  test('--all-targets prints what each would answer first', () => {
    const { status, stdout } = toolmend(['inspect', 'refused.json', '--all-targets'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^ {2}openai-chat +1 +\d+ {2}400 An assistant message with 'tool_calls' must be followed/m)
    expect(stdout).toMatch(/^ {2}langgraph +1 +\d+ {2}400 Found AIMessages/m)
    const { standings } = JSON.parse(toolmend(['inspect', 'refused.json', '--all-targets', '--json']).stdout)
    expect(standings.length).toBeGreaterThan(20)
    expect(toolmend(['inspect', 'accepted.json', '--all-targets']).status).toBe(0)
    expect(toolmend(['inspect', 'refused.json', '--all-targets', '--target', 'gemini']).status).toBe(2)
  })

  test('--sarif prints one log for all files', () => {
    const { status, stdout } = toolmend(['inspect', 'refused.json', 'accepted.json', 'gone.json', '--sarif'])
    const { version, runs } = JSON.parse(stdout)
    const [{ artifacts, results, tool }] = runs
    expect([version, runs.length, tool.driver.semanticVersion]).toEqual(['2.1.0', 1, toolmend(['--version']).stdout.trim()])
    expect(artifacts.map((/** @type {{ location: { uri: string } }} */ { location }) => location.uri)).toEqual([
      'refused.json',
      'accepted.json',
    ])
    expect(results[0]).toMatchObject({
      ruleId: 'orphaned-call',
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'refused.json', index: 0 } },
          logicalLocations: [{ fullyQualifiedName: 'messages[1].tool_calls[0]' }],
        },
      ],
    })
    expect(status).toBe(2)
  })

  test('goes on after a file that cannot be read, and says so at the end', () => {
    const { status, stdout, errors } = toolmend(['inspect', 'gone.json', 'accepted.json'])
    expect(errors).toEqual(['toolmend: gone.json does not exist'])
    expect(stdout).toContain('accepted.json: openai-chat')
    expect(status).toBe(2)
  })

  test('what holds no conversation is unreadable', () => {
    const { status, errors } = toolmend(['inspect'], { encoding: 'utf8', input: 'Dear diary' })
    expect(errors).toEqual(['toolmend: <stdin> holds no conversation that could be read'])
    expect(status).toBe(2)
  })

  test('writes out what could move the cursor of a terminal', () => {
    const hostile = body(ASKED, callTo('call_\u001b[2J\u202e'), THANKED)
    const { stdout } = toolmend(['inspect'], { encoding: 'utf8', input: hostile })
    expect(stdout).toContain('call_\\u{1b}[2J\\u{202e}')
    expect(stdout).not.toMatch(/[\u001b\u202e]/)
  })

  test('is plain where no terminal shows it', () => {
    expect(toolmend(['inspect', 'refused.json']).stdout).not.toContain('\u001b[')
  })
})

describe('repair', () => {
  test('writes the payload to the standard output and what it did to the standard error', () => {
    const { status, stdout, stderr } = toolmend(['repair', 'refused.json', '--target', 'openai-chat'])
    const { messages } = JSON.parse(stdout)
    expect(messages).toHaveLength(4)
    expect(messages[2]).toMatchObject({ role: 'tool', tool_call_id: 'call_1' })
    expect(stderr).toContain('refused.json: 1 call found, 0 answered, 1 completed, 0 removed, 0 left open')
    expect(status).toBe(0)
    expect(toolmend(['inspect', '--target', 'openai-chat'], { encoding: 'utf8', input: stdout }).status).toBe(0)
  })

  test('gives back byte for byte what needs no repair', () => {
    const { status, stdout } = toolmend(['repair', 'accepted.json', '--target', 'openai-chat'])
    expect(stdout).toBe(ACCEPTED)
    expect(status).toBe(0)
  })

  test('drops the call when asked to', () => {
    const { stdout, stderr } = toolmend(['repair', 'refused.json', '--target', 'openai-chat', '--strategy', 'drop'])
    expect(stdout).not.toContain('tool_calls')
    expect(stderr).toContain('1 call found, 0 answered, 0 completed, 1 removed, 0 left open')
    expect(stderr).toContain('1 change, 1 of them leaving content out, ')
  })

  test('writes payload and report to the files it is told, and nothing else anywhere', () => {
    const result = toolmend(['repair', 'refused.json', '--target', 'openai-chat', '-o', 'out.json', '--report', 'report.json'])
    expect(result).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(JSON.parse(read('out.json')).messages).toHaveLength(4)
    const report = JSON.parse(read('report.json'))
    expect(report).toMatchObject({ source: 'refused.json', target: 'openai-chat', strategy: 'complete' })
    expect(report.remaining.filter(isError)).toEqual([])
    expect(report.changes).toMatchObject([{ rule: 'orphaned-call' }])
  })

  test('tells what was changed as a JSON Patch', () => {
    const { status, stdout } = toolmend(['repair', 'refused.json', '--target', 'openai-chat', '--patch', 'patch.json'])
    expect(status).toBe(0)
    const [, , result] = JSON.parse(stdout).messages
    expect(JSON.parse(read('patch.json'))).toEqual([{ op: 'add', path: '/messages/2', value: result }])
  })

  test('has no patch for lines, and then writes nothing', () => {
    const line = JSON.stringify(JSON.parse(REFUSED))
    const { status, errors } = toolmend(
      ['repair', '--target', 'openai-chat', '-o', 'lines.json', '--patch', 'lines.patch.json'],
      {
        encoding: 'utf8',
        input: `${line}\n${line}\n`,
      },
    )
    expect(errors).toEqual(['toolmend: <stdin> is not one JSON document, and --patch tells only of one'])
    expect(status).toBe(2)
    expect(['lines.json', 'lines.patch.json'].map((name) => existsSync(join(folder, name)))).toEqual([false, false])
  })

  describe('never overwrites its input', () => {
    /** @type {Record<string, () => string>} */
    const names = {
      'by its name': () => 'refused.json',
      'by another way to it': () => join(folder, '.', 'refused.json'),
      'through a symbolic link': () => {
        symlinkSync('refused.json', join(folder, 'symbolic.json'))
        return 'symbolic.json'
      },
      'through a hard link': () => {
        linkSync(join(folder, 'refused.json'), join(folder, 'hard.json'))
        return 'hard.json'
      },
    }
    test.for(Object.entries(names))('%s', ([, makeName]) => {
      const name = makeName()
      for (const option of ['-o', '--report', '--patch']) {
        const { status, stdout, errors } = toolmend(['repair', 'refused.json', '--target', 'openai-chat', option, name])
        expect(errors).toEqual([`toolmend: ${name} is the file the conversation came from, and is never overwritten`])
        expect(stdout).toBe('')
        expect(status).toBe(2)
      }
      expect(read('refused.json')).toBe(REFUSED)
    })

    test('when the shell opened it', () => {
      const stdin = openSync(join(folder, 'refused.json'), 'r')
      const { status } = toolmend(['repair', '--target', 'openai-chat', '-o', 'refused.json'], {
        encoding: 'utf8',
        stdio: [stdin, 'pipe', 'pipe'],
      })
      expect(status).toBe(2)
      expect(shell('toolmend repair refused.json --target openai-chat >> refused.json').status).toBe(2)
      expect(read('refused.json')).toBe(REFUSED)
    })
  })
})

describe('write', () => {
  test.each([
    ['anthropic-messages', /"type": "tool_use"/],
    ['google-adk', /"functionCall"/],
    ['langchain', /"type": "ai"/],
    ['stored-records', /"tool_call_id": "call_1"/],
    ['finetune-jsonl', /^\{"messages":/],
    ['sharegpt', /"from": "function_call"/],
    ['vercel-ai-sdk-ui', /"state": "output-available"/],
    ['markdown', /^### Call `weather` `call_1`$/m],
  ])('as %s', (format, shows) => {
    const { status, stdout, stderr } = toolmend(['write', 'accepted.json', '--as', format])
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(shows) })
    expect(stderr).toContain(`written as ${format}`)
  })

  test('tells what the format cannot say, and repairs nothing', () => {
    const { status, stdout, stderr } = toolmend(['write', 'refused.json', '--as', 'google-adk', '--report', 'losses.json'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).not.toContain('functionResponse')
    expect(JSON.parse(read('losses.json'))).toMatchObject({
      format: 'google-adk',
      losses: [{ what: 'the definition of weather' }, { what: 'the setting `model`', before: '"gpt-4o"' }],
    })
  })

  test('gives the format it has back byte for byte, to the file it is told', () => {
    expect(toolmend(['write', 'refused.json', '--as', 'openai-chat', '-o', 'same.json']).status).toBe(0)
    expect(read('same.json')).toBe(REFUSED)
  })

  test.each([
    ['no format', ['accepted.json'], /write needs --as FORMAT/],
    ['a format nobody writes', ['accepted.json', '--as', 'aider'], /--as `aider` is not known/],
    ['two files', ['accepted.json', 'refused.json', '--as', 'markdown'], /takes one file/],
    ['its own source as output', ['accepted.json', '--as', 'markdown', '-o', 'accepted.json'], /never overwritten/],
  ])('%s is wrong usage', (_what, args, complaint) => {
    const { status, stdout, errors } = toolmend(['write', ...args])
    expect({ status, stdout, errors }).toEqual({ status: 2, stdout: '', errors: [expect.stringMatching(complaint)] })
  })
})

describe('explain', () => {
  test('finds the place in the payload', () => {
    const { status, stdout } = toolmend(['explain', '--error', ERROR, 'refused.json'])
    expect(stdout).toMatch(/rule +orphaned-call/)
    expect(stdout).toMatch(/where +messages\[1\]/)
    expect(status).toBe(0)
  })

  test('takes the error from a file, and needs no payload', () => {
    writeFileSync(join(folder, 'error.txt'), ERROR)
    const { status, stdout } = toolmend(['explain', '--error-file', 'error.txt', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ recognised: true, rule: 'orphaned-call', answer: 'no-source' })
    expect(status).toBe(0)
  })

  test('says when it does not know an error', () => {
    expect(toolmend(['explain', '--error', 'The printer is on fire'])).toMatchObject({ status: 1, stderr: '' })
  })
})

test('entries nobody knows are read by the fields they are said to have', () => {
  const steps = [
    { who: 'bot', nr: 'r1', does: 'track', with: { parcel: 7 } },
    { who: 'human', said: 'Hello?' },
  ]
  writeFileSync(join(folder, 'own.json'), JSON.stringify({ steps }))
  expect(toolmend(['inspect', 'own.json']).status).toBe(2)
  const format = 'fields:list=steps,role=who,content=said,id=nr,name=does,arguments=with'
  const { status, stdout } = toolmend(['inspect', 'own.json', '--format', format])
  expect(stdout).toContain('The call to `track` (`r1`) has no result.')
  expect(status).toBe(1)
})

describe('list', () => {
  test.for([
    { what: 'formats', id: 'openai-chat' },
    { what: 'targets', id: 'anthropic' },
    { what: 'rules', id: 'orphaned-call' },
  ])('$what', ({ what, id }) => {
    expect(toolmend(['list', what])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(new RegExp(`^${id} {2,}\\S`, 'm')),
    })
    expect(listed(what).map((row) => row.id)).toContain(id)
  })

  test('every rule says what, why, where its page is and who holds it how', () => {
    for (const { id, what, why, page, targets, says } of listed('rules')) {
      expect([what, why, ...says].every((text) => typeof text === 'string' && text !== '')).toBe(true)
      expect(existsSync(new URL(`../${page}`, import.meta.url)), page).toBe(true)
      expect(
        Object.values(targets).every((severity) => ['error', 'warning', 'info'].includes(severity)),
        id,
      ).toBe(true)
    }
  })

  test('every wording, by who says it', () => {
    const sentence = 'messages: at least one message is required'
    expect(toolmend(['list', 'wordings']).stdout).toMatch(/^anthropic +empty-messages +\{path\}: at least one message/m)
    const [own] = listed('wordings').filter(({ api, rule }) => api === 'anthropic' && rule === 'empty-messages')
    expect(own.text.replace('{path}', own.place)).toBe(sentence)
    expect(own).toMatchObject({ status: 400, historic: false, evidence: '1 report' })
    const [{ wordings }] = listed('targets').filter(({ id }) => id === 'anthropic')
    expect(wordings).toContainEqual(expect.objectContaining({ text: own.text, place: 'messages' }))
  })

  /** @param {string} what */
  function listed(what) {
    const { stdout } = toolmend(['list', what, '--json'])
    return stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row))
  }
})

describe('what it cannot do is one line and exit status 2', () => {
  /** @type {Record<string, [args: string[], line: string]>} */
  const cases = {
    'no command': [[], 'no command given; there are inspect, repair, write, explain, list (see `toolmend --help`)'],
    'another command': [['mend'], 'no command `mend`; there are inspect, repair, write, explain, list (see `toolmend --help`)'],
    'another option': [['inspect', '--fast'], "Unknown option '--fast' (see `toolmend inspect --help`)"],
    'a format nobody reads': [['inspect', '--format', 'morse'], '--format `morse` is not known; there are '],
    'a target nobody serves': [['repair', '--target', 'eliza'], '--target `eliza` is not known; there are '],
    'another strategy': [['repair', '--target', 'anthropic', '--strategy', 'pray'], '--strategy `pray` is not known; there are '],
    'a repair for nobody': [['repair', 'refused.json'], 'repair needs --target ID (see `toolmend list targets`)'],
    'two repairs at once': [['repair', 'a', 'b', '--target', 'anthropic'], 'repair takes one file: its output is one payload'],
    'a file that is not there': [['repair', 'gone.json', '--target', 'anthropic'], 'gone.json does not exist'],
    'a folder': [['inspect', '.'], '. is a folder'],
    'a folder that is not there': [
      ['repair', 'refused.json', '--target', 'openai-chat', '-o', 'no/out.json'],
      'no/out.json could not be written, its folder does not exist',
    ],
    'no error text': [['explain', 'refused.json'], 'explain needs --error TEXT or --error-file FILE'],
    'two ways to print': [['inspect', '--json', '--sarif'], 'inspect prints --json or --sarif, not both'],
    'a list of nothing': [['list'], 'list needs one of formats, targets, rules, wordings'],
  }
  test.for(Object.entries(cases))('%s', ([, [args, line]]) => {
    const { status, stdout, errors } = toolmend(args)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain(`toolmend: ${line}`)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  test.runIf(existsSync('/dev/full'))('a full disk', () => {
    const { status, stderr } = shell('toolmend repair accepted.json --target openai-chat > /dev/full')
    expect(stderr).toBe('toolmend: the standard output could not be written, the disk is full\n')
    expect(status).toBe(2)
  })

  test('a pipe that closes early', () => {
    const long = body(ASKED, ...Array.from({ length: 5000 }, (_, index) => callTo(`call_${index}`)))
    writeFileSync(join(folder, 'long.json'), long)
    const { stderr } = shell('toolmend inspect long.json | head -c 1')
    expect(stderr).toBe('toolmend: the standard output was closed before everything was written\n')
  })
})

test('--help tells about each command, --version the version', () => {
  for (const command of ['inspect', 'repair', 'explain', 'list']) {
    expect(toolmend([command, '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining(`toolmend ${command}`) })
  }
  expect(toolmend(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

describe('large and packed input', () => {
  /** @param {number} n */
  const line = (n) => `${JSON.stringify({ messages: [ASKED, callTo(`call_${n}`), THANKED], note: 'x'.repeat(2000) })}\n`
  const LINES = Array.from({ length: 2500 }, (_, n) => line(n)).join('')

  test('requests, one a line, are repaired piece by piece, and nothing else is touched', () => {
    writeFileSync(join(folder, 'many.jsonl'), LINES)
    const { status, errors } = toolmend(['repair', 'many.jsonl', '--target', 'openai-chat', '-o', 'mended.jsonl'])
    expect(status).toBe(0)
    expect(errors.at(-1)).toContain('2500 changes')
    const mended = read('mended.jsonl')
    expect(mended.replaceAll(/,\{"role":"tool"[^}]*\}/g, '')).toBe(LINES)
    expect(toolmend(['inspect', 'mended.jsonl', '--target', 'openai-chat']).status).toBe(0)
  })

  test('gzip is unpacked, from a file and from the standard input', () => {
    writeFileSync(join(folder, 'many.jsonl.gz'), gzipSync(LINES))
    const { stdout } = toolmend(['inspect', 'many.jsonl.gz', '--json', '--target', 'openai-chat'])
    const { source, totals } = JSON.parse(stdout)
    expect(source.container).toEqual(['archive', 'jsonl'])
    expect(totals).toMatchObject({ messages: 7500, orphanedCalls: 2500 })
    expect(JSON.parse(shell('cat many.jsonl.gz | toolmend inspect --json --target openai-chat').stdout).totals).toEqual(totals)
  })

  test('a gzip file that is cut off: what could be unpacked is told, and that it is not all', () => {
    const packed = gzipSync(LINES)
    writeFileSync(join(folder, 'cut.jsonl.gz'), packed.subarray(0, packed.length / 2))
    const { status, stdout, errors } = toolmend(['inspect', 'cut.jsonl.gz', '--json', '--target', 'openai-chat'])
    expect(JSON.parse(stdout).totals.messages).toBeGreaterThan(1000)
    expect(status).toBe(2)
    expect(errors).toEqual([expect.stringMatching(/^toolmend: cut\.jsonl\.gz is cut off: \d+ bytes could be unpacked/)])
  })

  test('nothing is written of a source that is not whole', () => {
    const packed = gzipSync(LINES)
    writeFileSync(join(folder, 'cut.jsonl.gz'), packed.subarray(0, packed.length / 2))
    const { status } = toolmend(['repair', 'cut.jsonl.gz', '--target', 'openai-chat', '-o', 'not-there.jsonl'])
    expect(status).toBe(2)
    expect(existsSync(join(folder, 'not-there.jsonl'))).toBe(false)
  })

  test('an archive made to burst stops with its own sentence', () => {
    writeFileSync(join(folder, 'bomb.gz'), gzipSync(Buffer.alloc(200e6, 'a')))
    const { status, errors } = toolmend(['inspect', 'bomb.gz'])
    expect(status).toBe(2)
    expect(errors.join()).toMatch(/unpacks to more than 200 times its size/)
  })
})
