// J K and the arrows move, Enter opens, Esc closes; not while something is being typed.
import { onBeforeUnmount, onMounted } from 'vue'

interface ListKeys {
  move: (by: 1 | -1) => void
  open: () => void
  close: () => void
}

const typing = 'input, textarea, select, [contenteditable], [role="combobox"]'

export function useListKeys(keys: ListKeys) {
  // The focus goes along, so that Enter is the row's own and a screen reader says it.
  function move(by: 1 | -1) {
    keys.move(by)
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.row[aria-current="true"]')?.focus())
  }
  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return // a dialog's keys are its own
    const target = event.target instanceof Element ? event.target : null
    if (event.key === 'Escape') return keys.close()
    if (target?.closest(typing)) return
    if (event.key === 'j' || event.key === 'ArrowDown') move(1)
    else if (event.key === 'k' || event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && !target?.closest('button, a')) keys.open()
    else return
    event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
