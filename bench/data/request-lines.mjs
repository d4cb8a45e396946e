import { declarations, exchange, systemMessage } from './exchange.mjs'

/**
 * Request bodies for OpenAI Chat Completions, one a line: the log of a gateway.
 * @type {import('../make-data.mjs').Shape}
 */
export const requestLines = {
  start: '',
  between: '\n',
  end: '\n',
  *parts(random) {
    for (;;) {
      const messages = [systemMessage(random), ...exchange(random)]
      yield { text: JSON.stringify({ model: 'gpt-4o', messages, tools: declarations }), messages: messages.length }
    }
  },
}
