// The dialog (ref="dialog") of a component opens with it, and shows its top again when something is refused: what is wrong stands there, however
// long the form.
import { onMounted, useTemplateRef, watch } from 'vue'

export function useDialog(refused: () => unknown) {
  const dialog = useTemplateRef<HTMLDialogElement>('dialog')
  watch(refused, () => dialog.value?.scrollTo(0, 0), { flush: 'post' })
  onMounted(() => dialog.value?.showModal())
}
