// The list that stands on the page: its filter is the address, so that a view can be kept and sent.
import { computed } from 'vue'

import { useLinesOfAddress } from '../../shell/useLinesOfAddress'
import { useListKeys } from '../../shell/useListKeys'
import { listFindings, type FindingLine } from './finding'

export function useFindings() {
  const list = useLinesOfAddress(['band', 'state', 'rule', 'topic', 'q'] as const, listFindings)
  const { page, items, refusal, filter, current, load, set, beside } = list
  const opened = computed(() => list.text('id'))

  const open = (id: string) => {
    current.value = id
    void set({ id })
  }
  const close = () => void set({ id: '' })
  function move(by: 1 | -1) {
    const next = beside(by)
    if (!next) return
    current.value = next.id
    if (opened.value) open(next.id)
  }
  useListKeys({ move, open: () => current.value && open(current.value), close })

  // After a step in the panel the line says where the finding stands now; the place in the list stays.
  function replace(line: FindingLine) {
    items.value = items.value.map((item) => (item.id === line.id ? { ...item, state: line.state, due_on: line.due_on } : item))
  }
  return { page, items, refusal, filter, current, opened, load, set, open, close, replace }
}
