// Written by `npm run generate`.

import { argumentsEmpty, argumentsInvalidJson, argumentsNotObject, argumentsNotString, argumentsTruncated, missingArguments } from './arguments.ts'
import { callIdEmpty, callIdNotString, callIdPattern, callIdTooLong, callIdWhitespace, missingCallId, missingResultId } from './call-ids.ts'
import { callInWrongRole } from './call-in-wrong-role.ts'
import { callResultCountMismatch } from './call-result-count-mismatch.ts'
import { emptyFunctionName, functionNotObject, missingCallType, missingFunctionName } from './call-shape.ts'
import { controlCharacter, loneSurrogate } from './characters.ts'
import { contentPartType, emptyMessageContent, emptyResult, emptyTextBlock, missingContent, missingPartType, nullContent, resultContentNotString, trailingWhitespace, whitespaceTextBlock } from './contents.ts'
import { duplicateCallId, reusedCallId } from './duplicate-call-id.ts'
import { duplicateResult } from './duplicate-result.ts'
import { functionCallTurnOrder } from './function-call-turn-order.ts'
import { duplicateItem, itemIdCharacters, itemIdPrefix, missingItemType } from './items.ts'
import { legacyFunctionCall } from './legacy-function-call.ts'
import { malformedEntry } from './malformed-entry.ts'
import { mismatchedCallId } from './mismatched-call-id.ts'
import { resultBeforeCall, resultNotAdjacent, resultNotFirst, resultsOutOfOrder, resultsSplit } from './misplaced-result.ts'
import { mixedSession } from './mixed-session.ts'
import { mixedToolAndOtherParts } from './mixed-tool-and-other-parts.ts'
import { functionNamePattern, messageNamePattern } from './names.ts'
import { orphanedCall, pendingCall } from './orphaned-call.ts'
import { orphanedHostedResult, orphanedResult } from './orphaned-result.ts'
import { partWithoutData } from './part-without-data.ts'
import { encryptedContentInvalid, functionCallWithoutReasoning, reasoningSummaryMissing, reasoningWithoutFollowingItem } from './reasoning-items.ts'
import { repeatedCall, retriedCall, unknownTool, unusedResult } from './remarks.ts'
import { emptyMessages, imageNotAllowedForRole, tooManyCacheMarks, tooManyTools, wrongEndpoint } from './request.ts'
import { errorResultEmpty, resultNameMissing, resultNotObject } from './result-shape.ts'
import { resultsCombined } from './results-combined.ts'
import { firstMessageRole, invalidRole, noUserMessage, rolesMustAlternate, trailingAssistant } from './roles.ts'
import { textAfterToolUse } from './text-after-tool-use.ts'
import { thoughtSignatureInvalid, thoughtSignatureMissing } from './thought-signatures.ts'
import { emptyToolCalls, tooManyToolCalls, toolCallsNotList } from './tool-calls.ts'
import { toolsRequired } from './tools-required.ts'
import { unknownField } from './unknown-field.ts'
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = [
  missingArguments,
  argumentsNotString,
  argumentsEmpty,
  argumentsInvalidJson,
  argumentsTruncated,
  argumentsNotObject,
  callIdEmpty,
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
  functionCallTurnOrder,
  missingItemType,
  itemIdCharacters,
  itemIdPrefix,
  duplicateItem,
  legacyFunctionCall,
  malformedEntry,
  mismatchedCallId,
  resultBeforeCall,
  resultNotAdjacent,
  resultsSplit,
  resultNotFirst,
  resultsOutOfOrder,
  mixedSession,
  mixedToolAndOtherParts,
  functionNamePattern,
  messageNamePattern,
  orphanedCall,
  pendingCall,
  orphanedResult,
  orphanedHostedResult,
  partWithoutData,
  reasoningSummaryMissing,
  encryptedContentInvalid,
  reasoningWithoutFollowingItem,
  functionCallWithoutReasoning,
  repeatedCall,
  retriedCall,
  unusedResult,
  unknownTool,
  emptyMessages,
  tooManyTools,
  tooManyCacheMarks,
  wrongEndpoint,
  imageNotAllowedForRole,
  resultNameMissing,
  resultNotObject,
  errorResultEmpty,
  resultsCombined,
  invalidRole,
  firstMessageRole,
  noUserMessage,
  rolesMustAlternate,
  trailingAssistant,
  textAfterToolUse,
  thoughtSignatureMissing,
  thoughtSignatureInvalid,
  emptyToolCalls,
  toolCallsNotList,
  tooManyToolCalls,
  toolsRequired,
  unknownField,
]
