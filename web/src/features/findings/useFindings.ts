// The findings that stand on the page, by their place in the list: any number of them, of which only those in sight are there.
import { computed, ref } from 'vue'

import { useListKeys } from '../../shell/useListKeys'
import { useSparseLines } from '../../shell/useSparseLines'
import { findingFilters, listFindings, type FindingLine } from './finding'

export function useFindings(show: (place: number) => void, toggle: (line: FindingLine) => void) {
  const list = useSparseLines(findingFilters, listFindings)
  const { total, lineOf, set } = list
  const opened = computed(() => list.text('id'))
  const current = ref(opened.value) // its number; the place is where J and K go on from
  const place = ref(-1)

  const open = (id: string, at = place.value) => {
    current.value = id
    place.value = at
    void set({ id })
  }
  const close = () => void set({ id: '' })
  async function move(by: 1 | -1) {
    const next = Math.min(Math.max(place.value + by, 0), total.value - 1)
    const line = next < 0 ? undefined : await lineOf(next)
    if (!line) return
    place.value = next
    current.value = line.id
    show(next)
    if (opened.value) open(line.id)
  }
  async function choose() {
    const line = place.value < 0 ? undefined : await lineOf(place.value)
    if (line) toggle(line)
  }
  // X takes the line that one is at into what is decided together.
  useListKeys({ move, open: () => current.value && open(current.value), close, others: { x: choose } })
  return { ...list, current, place, opened, open, close }
}
