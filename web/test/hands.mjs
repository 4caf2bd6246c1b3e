// Somebody without a mouse: Tab and Shift+Tab, arrows, Space, Enter, letters. Finds fault where the focus is lost, cannot be seen, is hidden
// behind something, or cannot get out; and where a mouse was needed after all.
import { want } from './browser.mjs'

export function handsOn(page) {
  page.on('filechooser', () => {}) // from now on the system's window for files stays away
  let began = false // in this document something was done by key: the focus is to be somewhere
  let doing = 'the beginning'
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const active = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 90) ?? '')

  // What has the focus shows it, and is in sight.
  async function seen(target) {
    const fault = await target.evaluate((one) => {
      const shows = [one, one.closest('label, .el-input__wrapper, .upload')].some((part) => {
        const style = part && getComputedStyle(part)
        return style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none')
      })
      if (!shows) return 'shows no focus'
      const box = one.getBoundingClientRect()
      const points = [[0.5, 0.5], [0.05, 0.5], [0.95, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y))
      return points.some((over) => over && (one.contains(over) || over.contains(one) || over.closest('label')?.contains(one))) ? '' : 'has the focus out of sight'
    })
    want(`${doing}: ${target} ${fault}`, !fault)
  }
  async function to(target, most = 200) {
    await target.waitFor()
    const isSomewhere = () => document.activeElement && document.activeElement !== document.body
    // A button that works for a moment, or what an answer brings, may take it yet.
    if (began) await page.waitForFunction(isSomewhere, null, { timeout: 3000 }).catch(() => want(`${doing}: the focus is lost`, false))
    for (let i = 0; i < most; i++) {
      // 0: there; 1: further on; -1: behind.
      const way = await target.evaluate((one) => (one === document.activeElement ? 0 : document.activeElement !== document.body && one.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING && !document.activeElement.contains(one) ? -1 : 1))
      if (way === 0) return seen(target)
      await press(way < 0 ? 'Shift+Tab' : 'Tab')
    }
    want(`${doing}: ${target} is not reached by Tab; the focus stays at ${await active()}`, false)
  }
  async function act(target, key = 'Enter') {
    await to(target)
    doing = `after ${target}`
    began = true
    await press(key)
  }
  async function write(target, text) {
    await to(target)
    await press('Control+a')
    await page.keyboard.type(text)
  }
  // Of a list that drops down, by arrows; `label` is what stands in it, or how it begins.
  async function pick(target, label) {
    await to(target)
    await press('Home')
    for (let i = 0; i < 120; i++) {
      if ((await target.evaluate((one) => one.selectedOptions[0]?.label ?? '')).startsWith(label)) return
      await press('ArrowDown')
    }
    want(`${doing}: ${target} has no ${label}`, false)
  }
  // One of several round buttons: Tab comes to the one that is chosen, or the first; arrows choose.
  async function choose(target) {
    await target.waitFor()
    const isThere = () => target.evaluate((one) => document.activeElement.type === 'radio' && document.activeElement.name === one.name)
    for (let i = 0; i < 200 && !(await isThere()); i++) await press('Tab')
    await press('Space')
    for (let i = 0; i < 12 && !(await target.isChecked()); i++) await press('ArrowDown')
    want(`${doing}: ${target} is not chosen by arrows`, await target.isChecked())
  }
  async function tick(target) {
    await to(target)
    await press('Space')
  }
  // A day, in figures, in the order in which this browser asks for them.
  async function date(target, day) {
    await to(target)
    const [y, m, d] = day.split('-')
    for (const order of [[y, m, d], [m, d, y]]) {
      await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft')
      for (const part of order) {
        await page.keyboard.type(part)
        if (part === y) await press('ArrowRight') // a year could have more figures
      }
      if ((await target.inputValue()) === day) return
    }
    want(`${doing}: ${target} does not take ${day}`, false)
  }
  // A file: the button opens the system's own window, which is not the page's.
  async function file(target, files) {
    await to(target)
    doing = `after ${target}`
    began = true
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press('Enter')])
    await chooser.setFiles(files)
  }
  // Ctrl+K, initials or a number, Enter.
  async function go(typed, heading) {
    await press('Control+k')
    await page.getByRole('combobox', { name: '快速前往' }).waitFor()
    await page.keyboard.type(typed)
    doing = `going to ${typed}`
    began = true
    await press('Enter')
    if (heading) await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }
  const fresh = () => (began = false)
  return { page, press, to, act, write, pick, choose, tick, date, file, go, fresh }
}

// Puts an officer before his desk: account, password, code, and where it is the first time a password of his own.
export async function signInByKeys(page, told, user, code) {
  await page.addInitScript(() => addEventListener('pointerdown', () => console.error('a mouse was used'), true))
  await page.goto(told.base)
  const hands = handsOn(page)
  const [password] = told.secrets[user]
  await hands.write(page.getByLabel('账号'), user)
  await hands.write(page.getByLabel('密码', { exact: true }), password)
  await hands.write(page.getByLabel('动态码'), code(user))
  const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/api/v1/session')), hands.press('Enter')])
  if ((await answer.json()).must_change) {
    told.secrets[user][0] = `own ${password}`
    await hands.write(page.getByLabel('发放的密码'), password)
    await hands.write(page.getByLabel('新密码', { exact: true }), told.secrets[user][0])
    await hands.write(page.getByLabel('再输一次新密码'), told.secrets[user][0])
    await hands.act(page.getByRole('button', { name: '修改密码' }))
  }
  await page.getByRole('heading', { name: '我的工作台' }).waitFor()
  hands.fresh()
  return hands
}
