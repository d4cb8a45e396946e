// Written by `npm run generate`.

import { argumentsEmpty, argumentsInvalidJson, argumentsNotObject, argumentsNotString, argumentsTruncated, missingArguments } from './arguments.ts'
import { contentAndToolCalls, emptyAssistantMessage, singleCallOnly } from './assistant-messages.ts'
import { callIdNotString, callIdPattern, callIdTooLong, callIdWhitespace, missingCallId, missingResultId } from './call-ids.ts'
import { callInWrongRole } from './call-in-wrong-role.ts'
import { callResultCountMismatch } from './call-result-count-mismatch.ts'
import { emptyFunctionName, functionNotObject, missingCallType, missingFunctionName } from './call-shape.ts'
import { controlCharacter, loneSurrogate } from './characters.ts'
import { contentMustBeString } from './content-forms.ts'
import { contentPartType, emptyMessageContent, emptyResult, emptyTextBlock, missingContent, missingPartType, nullContent, resultContentNotString, trailingWhitespace, whitespaceTextBlock } from './contents.ts'
import { duplicateCallId, reusedCallId } from './duplicate-call-id.ts'
import { duplicateResult } from './duplicate-result.ts'
import { legacyFunctionCall } from './legacy-function-call.ts'
import { malformedEntry } from './malformed-entry.ts'
import { roleOrder, systemMessagePosition } from './message-order.ts'
import { messageWithToolResults } from './message-with-tool-results.ts'
import { mismatchedCallId } from './mismatched-call-id.ts'
import { resultBeforeCall, resultNotAdjacent, resultNotFirst, resultsOutOfOrder, resultsSplit } from './misplaced-result.ts'
import { mixedSession } from './mixed-session.ts'
import { functionNamePattern, messageNamePattern } from './names.ts'
import { orphanedCall, pendingCall } from './orphaned-call.ts'
import { orphanedHostedResult, orphanedResult } from './orphaned-result.ts'
import { reasoningContentMissing } from './reasoning-content-missing.ts'
import { repeatedCall, retriedCall, unknownTool, unusedResult } from './remarks.ts'
import { emptyMessages, imageNotAllowedForRole, tooManyCacheMarks, tooManyTools, wrongEndpoint } from './request.ts'
import { resultsCombined } from './results-combined.ts'
import { roleUnsupportedByModel } from './role-unsupported-by-model.ts'
import { firstMessageRole, invalidRole, noUserMessage, rolesMustAlternate, trailingAssistant } from './roles.ts'
import { textAfterToolUse } from './text-after-tool-use.ts'
import { emptyToolCalls, tooManyToolCalls, toolCallsNotList } from './tool-calls.ts'
import { emptyToolsArray, toolDefinitionShape } from './tool-definitions.ts'
import { unknownField } from './unknown-field.ts'
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = [
  missingArguments,
  argumentsNotString,
  argumentsEmpty,
  argumentsInvalidJson,
  argumentsTruncated,
  argumentsNotObject,
  emptyAssistantMessage,
  contentAndToolCalls,
  singleCallOnly,
  missingCallId,
  missingResultId,
  callIdWhitespace,
  callIdNotString,
  callIdTooLong,
  callIdPattern,
  callInWrongRole,
  callResultCountMismatch,
  missingCallType,
  functionNotObject,
  missingFunctionName,
  emptyFunctionName,
  loneSurrogate,
  controlCharacter,
  contentMustBeString,
  nullContent,
  missingContent,
  emptyResult,
  resultContentNotString,
  missingPartType,
  contentPartType,
  emptyTextBlock,
  whitespaceTextBlock,
  emptyMessageContent,
  trailingWhitespace,
  duplicateCallId,
  reusedCallId,
  duplicateResult,
  legacyFunctionCall,
  malformedEntry,
  roleOrder,
  systemMessagePosition,
  messageWithToolResults,
  mismatchedCallId,
  resultBeforeCall,
  resultNotAdjacent,
  resultsSplit,
  resultNotFirst,
  resultsOutOfOrder,
  mixedSession,
  functionNamePattern,
  messageNamePattern,
  orphanedCall,
  pendingCall,
  orphanedResult,
  orphanedHostedResult,
  reasoningContentMissing,
  repeatedCall,
  retriedCall,
  unusedResult,
  unknownTool,
  emptyMessages,
  tooManyTools,
  tooManyCacheMarks,
  wrongEndpoint,
  imageNotAllowedForRole,
  resultsCombined,
  roleUnsupportedByModel,
  invalidRole,
  firstMessageRole,
  noUserMessage,
  rolesMustAlternate,
  trailingAssistant,
  textAfterToolUse,
  emptyToolCalls,
  toolCallsNotList,
  tooManyToolCalls,
  toolDefinitionShape,
  emptyToolsArray,
  unknownField,
]
