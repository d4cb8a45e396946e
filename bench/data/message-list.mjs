import { exchange, systemMessage } from './exchange.mjs'

/**
 * One conversation that went on and on: a single JSON list. Each message has a line of its own, so that a floor which splits at line
 * ends can read it too.
 * @type {import('../make-data.mjs').Shape}
 */
export const messageList = {
  start: '[\n',
  between: ',\n',
  end: '\n]\n',
  *parts(random) {
    yield { text: JSON.stringify(systemMessage(random)), messages: 1 }
    for (;;) for (const message of exchange(random)) yield { text: JSON.stringify(message), messages: 1 }
  },
}
