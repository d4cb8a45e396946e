import type { RuleId } from '../problem.ts'
import { gemini } from './gemini.ts'
import type { Target, Wording } from './target.ts'

const LEARN_MORE = 'Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini'

/**
 * Gemini over Vertex AI: the same rules, and sentences of its own for what is empty. It is older than the Gemini API in
 * some things: for long it knew no `id` on calls and responses.
 *
 * Source: provider-rules.md §5.
 */
export const vertexGemini: Target = {
  ...gemini,
  id: 'vertex-gemini',
  title: 'Gemini on Vertex AI',
  like: gemini,
  source: 'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference, checked 2026-09',
  rules: Object.fromEntries([
    // An empty list of contents is told in the words for a content without parts.
    ...Object.entries(gemini.rules).filter(([rule]) => rule !== 'empty-messages'),
    ['empty-text-block', 'error'],
  ]),
  order: gemini.order.flatMap((rule) =>
    rule === 'empty-messages' ? [] : rule === 'part-without-data' ? [rule, 'empty-text-block'] : [rule],
  ),
  wordings: [
    {
      rule: 'thought-signature-missing',
      text: 'Unable to submit request because function call `default_api:{name}` in the {i1}. content block is missing a `thought_signature`.',
      evidence: 'read in reports of 2025-11; not among those of the guide',
    },
    ...unable(
      'empty-message-content',
      'it must include at least one parts field, which describes the prompt input.',
      '8 reports',
    ),
    ...unable(
      'empty-text-block',
      'it has an empty text parameter. Add a value to the parameter and try again.',
      '2 reports; also over the endpoint in the style of OpenAI',
    ),
    ...unable('empty-text-block', 'it must have a text parameter. Add a text parameter and try again.', '2 reports', {
      historic: true,
    }),
    ...unable('thought-signature-invalid', 'Thought signature is not valid..', '12 reports; the doubled full stop is theirs', {
      historic: true,
    }),
    ...unknownId('Invalid JSON payload received. Unknown name "id" at \'{path}\': Cannot find field.'),
    ...unknownId('Unknown name "id" at \'{path}\''),
  ],
}

function unable(rule: RuleId, because: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  return [{ rule, text: `Unable to submit request because ${because} ${LEARN_MORE}`, evidence, ...more }]
}

/** The field is known today: recognised, never predicted. */
function unknownId(text: string): Wording[] {
  return ['function_call', 'function_response'].map((part) => ({
    rule: 'unknown-field',
    text,
    place: `contents[{i}].parts[{j}].${part}`,
    historic: true,
    evidence: '3 reports',
  }))
}
