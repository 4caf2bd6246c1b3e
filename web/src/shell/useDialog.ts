// The dialog (ref="dialog") of a component opens with it, and goes to what is wrong when something is refused: that stands at its top, however
// long the form. The focus goes along, or the button that was pressed would draw the dialog down again.
import { onMounted, useTemplateRef, watch } from 'vue'

export function useDialog(refused: () => unknown) {
  const dialog = useTemplateRef<HTMLDialogElement>('dialog')
  function show() {
    dialog.value?.scrollTo(0, 0)
    const wrong = dialog.value?.querySelector<HTMLElement>('[role="alert"]')
    if (!wrong) return
    wrong.tabIndex = -1
    wrong.focus({ preventScroll: true })
  }
  watch(refused, show, { flush: 'post' })
  onMounted(() => dialog.value?.showModal())
}
