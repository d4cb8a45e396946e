// Written by `npm run generate`.

import { argumentsDuplicateKey } from './arguments-duplicate-key.ts'
import { argumentsSchemaMismatch } from './arguments-schema-mismatch.ts'
import { argumentsEmpty, argumentsInvalidJson, argumentsNotObject, argumentsNotString, argumentsTruncated, missingArguments } from './arguments.ts'
import { contentAndToolCalls, emptyAssistantMessage, singleCallOnly } from './assistant-messages.ts'
import { cacheControlOnEmptyText } from './cache-control-on-empty-text.ts'
import { callIdEmpty, callIdNotString, callIdPattern, callIdTooLong, callIdWhitespace, missingCallId, missingResultId } from './call-ids.ts'
import { callInWrongRole } from './call-in-wrong-role.ts'
import { callResultCountMismatch } from './call-result-count-mismatch.ts'
import { emptyFunctionName, functionNotObject, missingCallType, missingFunctionName } from './call-shape.ts'
import { controlCharacter, loneSurrogate } from './characters.ts'
import { contentMustBeString } from './content-forms.ts'
import { desyncedBlocks } from './desynced-blocks.ts'
import { duplicateCallId, reusedCallId } from './duplicate-call-id.ts'
import { duplicateResult } from './duplicate-result.ts'
import { emptyMessageContent } from './empty-message-content.ts'
import { emptyTextBlock, trailingWhitespace, whitespaceTextBlock } from './empty-texts.ts'
import { errorResultNotText } from './error-result-not-text.ts'
import { functionCallTurnOrder } from './function-call-turn-order.ts'
import { imageTooLarge } from './image-too-large.ts'
import { incompleteTurn } from './incomplete-turn.ts'
import { duplicateItem, itemIdCharacters, itemIdPrefix, missingItemType } from './items.ts'
import { legacyFunctionCall } from './legacy-function-call.ts'
import { malformedEntry } from './malformed-entry.ts'
import { roleOrder, systemMessagePosition } from './message-order.ts'
import { messageWithToolResults } from './message-with-tool-results.ts'
import { mismatchedCallId } from './mismatched-call-id.ts'
import { resultBeforeCall, resultNotAdjacent, resultNotFirst, resultsOutOfOrder, resultsSplit } from './misplaced-result.ts'
import { mixedSession } from './mixed-session.ts'
import { mixedToolAndOtherParts } from './mixed-tool-and-other-parts.ts'
import { functionNamePattern, messageNamePattern } from './names.ts'
import { missingContent, nullContent } from './null-content.ts'
import { orphanedCall, pendingCall } from './orphaned-call.ts'
import { orphanedHostedResult, orphanedResult } from './orphaned-result.ts'
import { contentPartType, missingPartType } from './part-types.ts'
import { partWithoutData } from './part-without-data.ts'
import { reasoningContentMissing } from './reasoning-content-missing.ts'
import { encryptedContentInvalid, functionCallWithoutReasoning, reasoningSummaryMissing, reasoningWithoutFollowingItem } from './reasoning-items.ts'
import { repeatedCall, retriedCall } from './repeated-call.ts'
import { emptyMessages, imageNotAllowedForRole, tooManyCacheMarks, tooManyTools, wrongEndpoint } from './request.ts'
import { emptyResult, resultContentNotString } from './result-content.ts'
import { errorResultEmpty, resultNameMissing, resultNotObject } from './result-shape.ts'
import { resultsCombined } from './results-combined.ts'
import { roleUnsupportedByModel } from './role-unsupported-by-model.ts'
import { firstMessageRole, invalidRole, noUserMessage, rolesMustAlternate, trailingAssistant } from './roles.ts'
import { slowCall } from './slow-call.ts'
import { placeholderSuperseded } from './synthetic-result.ts'
import { textAfterToolUse } from './text-after-tool-use.ts'
import { thinkingBlockMissing, thinkingBlockModified, thinkingSignatureInvalid, thinkingWhenDisabled } from './thinking.ts'
import { thoughtSignatureInvalid, thoughtSignatureMissing } from './thought-signatures.ts'
import { emptyToolCalls, tooManyToolCalls, toolCallsNotList } from './tool-calls.ts'
import { emptyToolsArray, toolDefinitionShape } from './tool-definitions.ts'
import { toolsRequired } from './tools-required.ts'
import { unknownField } from './unknown-field.ts'
import { unknownTool } from './unknown-tool.ts'
import { unusedResult } from './unused-result.ts'
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = [
  argumentsDuplicateKey,
  argumentsSchemaMismatch,
  missingArguments,
  argumentsNotString,
  argumentsEmpty,
  argumentsInvalidJson,
  argumentsTruncated,
  argumentsNotObject,
  emptyAssistantMessage,
  contentAndToolCalls,
  singleCallOnly,
  cacheControlOnEmptyText,
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
  contentMustBeString,
  desyncedBlocks,
  duplicateCallId,
  reusedCallId,
  duplicateResult,
  emptyMessageContent,
  emptyTextBlock,
  whitespaceTextBlock,
  trailingWhitespace,
  errorResultNotText,
  functionCallTurnOrder,
  imageTooLarge,
  incompleteTurn,
  missingItemType,
  itemIdCharacters,
  itemIdPrefix,
  duplicateItem,
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
  mixedToolAndOtherParts,
  functionNamePattern,
  messageNamePattern,
  nullContent,
  missingContent,
  orphanedCall,
  pendingCall,
  orphanedResult,
  orphanedHostedResult,
  missingPartType,
  contentPartType,
  partWithoutData,
  reasoningContentMissing,
  reasoningSummaryMissing,
  encryptedContentInvalid,
  reasoningWithoutFollowingItem,
  functionCallWithoutReasoning,
  repeatedCall,
  retriedCall,
  emptyMessages,
  tooManyTools,
  tooManyCacheMarks,
  wrongEndpoint,
  imageNotAllowedForRole,
  emptyResult,
  resultContentNotString,
  resultNameMissing,
  resultNotObject,
  errorResultEmpty,
  resultsCombined,
  roleUnsupportedByModel,
  invalidRole,
  firstMessageRole,
  noUserMessage,
  rolesMustAlternate,
  trailingAssistant,
  slowCall,
  placeholderSuperseded,
  textAfterToolUse,
  thinkingBlockMissing,
  thinkingWhenDisabled,
  thinkingSignatureInvalid,
  thinkingBlockModified,
  thoughtSignatureMissing,
  thoughtSignatureInvalid,
  emptyToolCalls,
  toolCallsNotList,
  tooManyToolCalls,
  toolDefinitionShape,
  emptyToolsArray,
  toolsRequired,
  unknownField,
  unknownTool,
  unusedResult,
]
