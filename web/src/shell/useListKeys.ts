// J K and the arrows move, Enter opens, Esc closes; not while something is being typed. Keys typed faster than the page draws are taken one
// after another: an Enter after a J means the row it goes to, never the button that still has the focus.
import { onBeforeUnmount, onMounted } from 'vue'

interface ListKeys {
  move: (by: 1 | -1) => unknown // waited for
  open: () => void
  close: () => void
  others?: Record<string, () => unknown> // what other letters do with the line one is at
}

const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="combobox"]'

export function useListKeys(keys: ListKeys) {
  let under = 0 // moves whose row does not have the focus yet
  let last = Promise.resolve()

  // The focus goes along, so that Enter is the row's own and a screen reader says it.
  async function go(by: 1 | -1) {
    await keys.move(by)
    await new Promise(requestAnimationFrame)
    document.querySelector<HTMLElement>('.row[aria-current="true"]')?.focus()
  }
  function move(by: 1 | -1) {
    under++
    last = last.then(() => go(by)).finally(() => under--)
  }
  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return // a dialog's keys are its own
    const target = event.target instanceof Element ? event.target : null
    if (event.key === 'Escape') return keys.close()
    if (target?.closest(typing)) return
    const other = keys.others?.[event.key]
    if (event.key === 'j' || event.key === 'ArrowDown') move(1)
    else if (event.key === 'k' || event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && (under || !target?.closest('button, a, form'))) void last.then(keys.open)
    else if (other) void last.then(other)
    else return
    event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
