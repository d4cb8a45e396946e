import { useEffect, useRef } from 'react'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import style from './preview.module.css'

const strategies = ['complete', 'drop', 'flatten'] as const
const policies = ['drop', 'text', 'add-call'] as const

/** How everything at once is repaired; the preview below follows each choice. */
export function RepairForm() {
  const choices = useStore((store) => store.choices)
  const { choose, previewOf } = useStore.getState()
  const isFirst = useRef(true)

  // A text is asked about when typing pauses.
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    const timer = setTimeout(() => void previewOf({ type: 'repair' }), 250)
    return () => clearTimeout(timer)
  }, [choices, previewOf])

  const { strategy, orphanedResult, resultText, flattenTemplate } = choices
  return (
    <form className={style.form} onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>{words.repair.strategy}</legend>
        {strategies.map((name) => (
          <label key={name} className={style.choice}>
            <input type="radio" name="strategy" checked={strategy === name} onChange={() => choose({ strategy: name })} />
            <span>
              <b>{words.repair.strategies[name].title}</b> {words.repair.strategies[name].what}
            </span>
          </label>
        ))}
      </fieldset>
      {strategy === 'complete' && (
        <div className={style.fields}>
          <label>
            {words.repair.orphanedResult}
            <select
              value={orphanedResult}
              onChange={(event) => {
                const policy = policies.find((name) => name === event.target.value)
                if (policy) choose({ orphanedResult: policy })
              }}
            >
              {policies.map((name) => (
                <option key={name} value={name}>
                  {words.repair.policies[name]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.repair.resultText}
            <input
              type="text"
              value={resultText}
              placeholder={words.repair.defaultResultText}
              onChange={(event) => choose({ resultText: event.target.value })}
            />
          </label>
        </div>
      )}
      {strategy === 'flatten' && (
        <div className={style.fields}>
          <label className={style.wide}>
            {words.repair.template}
            <textarea
              rows={3}
              value={flattenTemplate}
              placeholder={words.repair.defaultTemplate}
              onChange={(event) => choose({ flattenTemplate: event.target.value })}
            />
          </label>
        </div>
      )}
    </form>
  )
}
