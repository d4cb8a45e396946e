import { fieldMapOf, FIELDS, formatOfFieldMap, type Field, type FieldMap } from '../../core/formats/fields/field-map.ts'
import type { FieldSuggestion } from '../../core/formats/fields/suggest-fields.ts'
import { formatAfter } from '../state/history.ts'
import { selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './field-mapper.module.css'

const NAMED = FIELDS.filter((field) => field !== 'list')

/** For JSON that no format knows: which field is the role, the text, the call. Each choice is read at once. */
export function FieldMapper() {
  const fields = useStore((store) => selectView(store)?.opened.fields ?? null)
  const source = useStore(selectSource)
  const kept = useStore((store) => store.settings.fieldMaps)
  const { overrideFormat, setSettings } = useStore.getState()
  if (!fields || !source) return null
  const asked = fieldMapOf(formatAfter(source.history.done) ?? '')
  const key = keyOf(fields)
  const keptMap = kept[key] === undefined ? null : fieldMapOf(kept[key])
  const map: FieldMap = asked ?? keptMap ?? fields.guess
  const read = (now: FieldMap): void => overrideFormat(formatOfFieldMap(now), words.fields.named)
  const list = fields.lists.find(({ path }) => path === (map.list ?? '')) ?? fields.lists[0]
  if (!list) return null
  return (
    <form className={style.mapper} aria-label={words.fields.title} onSubmit={(event) => event.preventDefault()}>
      <details open className={style.details}>
        <summary>
          <b>{words.fields.title}</b> {words.fields.what}
        </summary>
        <div className={style.grid}>
          {fields.lists.length > 1 && (
            <label>
              {words.fields.names.list}
              <select value={list.path} onChange={(event) => read(withField(map, 'list', event.target.value))}>
                {fields.lists.map(({ path, entries }) => (
                  <option key={path} value={path}>
                    {words.fields.list(visibleText(path), entries)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {NAMED.map((field) => (
            <label key={field}>
              {words.fields.names[field]}
              <select value={map[field] ?? ''} onChange={(event) => read(withField(map, field, event.target.value))}>
                <option value="">{words.fields.none}</option>
                {list.fields.map(({ path, example }) => (
                  <option key={path} value={path}>
                    {visibleText(`${path}: ${example}`)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
        <div className={style.actions}>
          {asked === null && (
            <Button look="primary" onClick={() => read(map)}>
              {words.fields.read}
            </Button>
          )}
          {asked !== null && (
            <label className={style.keep}>
              <input
                type="checkbox"
                checked={kept[key] === formatOfFieldMap(map)}
                onChange={(event) => setSettings({ fieldMaps: withKept(kept, key, event.target.checked ? map : null) })}
              />
              {words.fields.keep}
            </label>
          )}
        </div>
      </details>
    </form>
  )
}

function withField(map: FieldMap, field: Field, path: string): FieldMap {
  const { [field]: _, ...others } = map
  return path === '' ? others : { ...others, [field]: path }
}

/** Sources whose entries have the same fields are read alike; their values are nobody's business. */
function keyOf({ lists }: FieldSuggestion): string {
  const [first] = lists
  return first ? [first.path, ...first.fields.map(({ path }) => path)].join(' ').slice(0, 400) : ''
}

function withKept(kept: Readonly<Record<string, string>>, key: string, map: FieldMap | null): Record<string, string> {
  const { [key]: _, ...others } = kept
  return map === null ? others : { ...others, [key]: formatOfFieldMap(map) }
}
