import { anthropic, call, result, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { controlCharacter, loneSurrogate } from './characters.ts'

export const loneSurrogateCases = casesFor(loneSurrogate, {
  valid: {
    'a whole character': [user('👍 🇳🇴 👨‍👩‍👧')],
    'a whole character as two escapes': '[{"role":"user","content":"\\ud83d\\ude00"},{"role":"system","content":"x"}]',
    'whole ones inside arguments': [user(), call('c1', 'get_weather', '{"city":"\\ud83d\\ude00 \\\\ud83d"}'), result('c1')],
    'an escaped backslash before u': '[{"role":"user","content":"C:\\\\ud83d"},{"role":"system","content":"x"}]',
  },
  invalid: {
    'the first half': {
      input: '[{"role":"system","content":"x"},{"role":"user","content":"cut \\ud83d"}]',
      problems: [{ messageId: 'half', at: '[1].content', severity: 'warning' }],
      fixed: '[{"role":"system","content":"x"},{"role":"user","content":"cut �"}]',
    },
    'the second half, in a result': {
      input: [user(), call('c1'), result('c1', '\ude00 cut')],
      problems: [{ messageId: 'half', at: '[2].content' }],
      fixed: [user(), call('c1'), result('c1', '� cut')],
    },
    'inside parts': {
      input: anthropic.body([{ role: 'user', content: [anthropic.text('ok'), anthropic.text('\ud83d')] }]),
      problems: [{ messageId: 'half', at: 'messages[0].content[1].text' }],
      fixed: anthropic.body([{ role: 'user', content: [anthropic.text('ok'), anthropic.text('�')] }]),
    },
    'an escape inside arguments': {
      input: [user(), call('c1', 'get_weather', '{"city":"\\ud83d"}'), result('c1')],
      problems: [{ messageId: 'inside', at: '[1].tool_calls[0].function.arguments', severity: 'info' }],
      fixed: [user(), call('c1', 'get_weather', '{"city":"\\ud83d"}'), result('c1')],
      stays: true,
    },
    'between whole ones': {
      input: [user(), call('c1'), result('c1', '😀\ud83d😀')],
      problems: [{ messageId: 'half', at: '[2].content' }],
      fixed: [user(), call('c1'), result('c1', '😀�😀')],
    },
  },
})

export const controlCharacterCases = casesFor(controlCharacter, {
  valid: {
    'tabs and line breaks': [user('a\tb\r\nc'), { role: 'system', content: 'x' }],
  },
  invalid: {
    'a NUL': {
      input: [{ role: 'system', content: 'x' }, user('a\u0000b')],
      problems: [{ messageId: 'control', at: '[1]', severity: 'info' }],
      fixed: [{ role: 'system', content: 'x' }, user('a\u0000b')],
    },
    'the colours of a terminal': {
      input: [user(), call('c1'), result('c1', '\u001b[31mred')],
      problems: [{ messageId: 'control', at: '[2]' }],
    },
  },
})
