// What is being typed survives a reload and an expired session: kept in this tab until it is sent.
import { ref, watch, type Ref } from 'vue'

export function useDraft<T extends Record<string, string>>(name: () => string, empty: T): { draft: Ref<T>; forget: () => void } {
  const read = (): T => {
    const kept = sessionStorage.getItem(`draft:${name()}`)
    return kept ? { ...empty, ...(JSON.parse(kept) as T) } : { ...empty }
  }
  const draft = ref(read()) as Ref<T>
  watch(name, () => (draft.value = read()))
  watch(draft, (now) => sessionStorage.setItem(`draft:${name()}`, JSON.stringify(now)), { deep: true })
  return {
    draft,
    forget() {
      draft.value = { ...empty }
      sessionStorage.removeItem(`draft:${name()}`)
    },
  }
}
