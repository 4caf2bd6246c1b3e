// The list that stands on the page: its filter is the address, so that a view can be kept and sent.
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { useListKeys } from '../../shell/useListKeys'
import { wordsOf } from '../../shell/useLoaded'
import type { Words } from '../../shell/words'
import { listFindings, type FindingFilter, type FindingLine, type FindingList } from './finding'

const names = ['band', 'state', 'rule', 'topic', 'q'] as const

export function useFindings() {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string) => (typeof route.query[name] === 'string' ? (route.query[name] as string) : '')
  const filter = computed<FindingFilter>(() => Object.fromEntries(names.map((name) => [name, text(name)])))
  const opened = computed(() => text('id'))

  const page = shallowRef<FindingList | null>(null)
  const items = shallowRef<FindingLine[]>([])
  const refusal = ref<Words | null>(null)
  const current = ref(text('id'))

  async function load(more = false) {
    try {
      const got = await listFindings(filter.value, more ? page.value?.next : undefined)
      page.value = got
      items.value = more ? [...items.value, ...got.items] : got.items
      refusal.value = null
    } catch (error) {
      refusal.value = wordsOf(error)
    }
  }
  watch(() => JSON.stringify(filter.value), () => load(), { immediate: true })

  const set = (change: Record<string, string>) => router.replace({ query: { ...route.query, ...change } })
  const open = (id: string) => {
    current.value = id
    void set({ id })
  }
  const close = () => void set({ id: '' })
  function move(by: 1 | -1) {
    const at = items.value.findIndex((item) => item.id === current.value)
    const next = items.value[Math.min(Math.max(at + by, 0), items.value.length - 1)]
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
