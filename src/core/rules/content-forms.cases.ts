import { assistant, body, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { contentMustBeString } from './content-forms.ts'

const text = (words: string): object => ({ type: 'text', text: words })
const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }

export const contentMustBeStringCases = casesFor(contentMustBeString, {
  valid: {
    'parts of the user': valid(body([user([text('hi'), image])]), { target: 'groq' }),
    'parts that are all texts': valid(body([user([text('hi'), text('there')])]), { target: 'deepseek' }),
    'OpenAI takes both forms': body([user([text('hi')]), assistant([text('hello')]), user()]),
  },
  invalid: {
    'the system in parts': {
      input: body([{ role: 'system', content: [text('Be brief.'), text('Be kind.')] }, user()]),
      target: 'groq',
      problems: [{ messageId: 'list', at: 'messages[0].content', severity: 'error' }],
      fixed: body([{ role: 'system', content: 'Be brief.\nBe kind.' }, user()]),
    },
    'an image where only texts are read': {
      input: body([user([text('hi'), image])]),
      target: 'deepseek',
      problems: [{ messageId: 'media', at: 'messages[0].content', severity: 'error' }],
    },
  },
})
