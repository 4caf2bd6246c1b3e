// A list that comes page by page. Its filter is the address of the page, so that a view can be kept and sent.
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { wordsOf } from './useLoaded'
import type { Words } from './words'

interface Page<Line> {
  items: Line[]
  next?: string
}

export function useLinesOfAddress<Answer extends Page<{ id: string }>, Name extends string>(
  names: readonly Name[],
  ask: (filter: Record<Name, string>, from?: string) => Promise<Answer>,
) {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string) => (typeof route.query[name] === 'string' ? (route.query[name] as string) : '')
  const filter = computed(() => Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>)
  const page = shallowRef<Answer | null>(null)
  const items = shallowRef<Answer['items'][number][]>([])
  const refusal = ref<Words | null>(null)
  const current = ref(text('id'))

  async function load(more = false) {
    try {
      const got = await ask(filter.value, more ? page.value?.next : undefined)
      page.value = got
      items.value = more ? [...items.value, ...got.items] : got.items
      refusal.value = null
    } catch (error) {
      refusal.value = wordsOf(error)
    }
  }
  watch(() => JSON.stringify(filter.value), () => load(), { immediate: true })

  const set = (change: Record<string, string>) => router.replace({ query: { ...route.query, ...change } })
  // The line that is so far from the current one; at the ends, the last.
  function beside(by: number) {
    const at = items.value.findIndex((item) => item.id === current.value)
    return items.value[Math.min(Math.max(at + by, 0), items.value.length - 1)]
  }
  return { router, text, filter, page, items, refusal, current, load, set, beside }
}
