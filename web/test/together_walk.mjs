// Working together on a file in real Chromium: shares that make no whole are refused with what is missing, a joint case is made, an officer of
// another unit is seconded after a refusal under its article, reads the file, and ends; another is let in. Told by tests/together_pages_test.py.
import { byTab, end, enter, look, newPage, openFile, told, want, ways } from './browser.mjs'

async function onFile(user) {
  const page = await enter(user)
  await openFile(page, '')
  return page
}

// ── the handler sees who works on it, and cannot change that
const h1 = await onFile('h1')
await h1.getByRole('heading', { name: '共同办理' }).waitFor()
await h1.getByText('不是联合办案').waitFor()
want('a handler can make a joint case', (await h1.getByRole('button', { name: '联合办案' }).count()) === 0)
const tw = await onFile('tw1')
await tw.getByRole('alert').waitFor() // not his yet

// ── case management: a joint case, by keyboard; shares that make no whole
const cm = await onFile('cm1')
await byTab(cm, cm.getByRole('button', { name: '联合办案', exact: true }))
await cm.keyboard.press('Enter')
const dialog = cm.getByRole('dialog')
await dialog.getByLabel('事由').fill('人手不足，外查任务重')
await dialog.getByLabel('管辖依据').selectOption('designated')
await dialog.getByLabel('批准文号').fill('联〔2026〕1号')
const [first, other] = ['牵头单位', '参加单位 2'].map((name) => dialog.getByRole('group', { name }))
want('the own department is not proposed as the leading unit', (await first.getByLabel('单位').inputValue()) === 'cm')
await first.getByLabel('分工').fill('主办、审批')
await first.getByLabel('计分').fill('600')
await dialog.getByText('计分合计 600‰，还差 400‰').waitFor()
await other.getByLabel('单位').selectOption('tw')
await other.getByLabel('分工').fill('外查取证')
await other.getByLabel('计分').fill('300')
await dialog.getByRole('button', { name: '登记', exact: true }).press('Enter')
await dialog.getByRole('alert').getByText('现为 900‰').waitFor()
await look(cm, 'joint-refused')
await other.getByLabel('计分').fill('400')
await cm.keyboard.press('Escape') // closed by mistake: nothing is lost
await dialog.waitFor({ state: 'detached' })
await cm.getByRole('button', { name: '联合办案', exact: true }).click()
want('what was typed is lost', (await other.getByLabel('分工').inputValue()) === '外查取证')
await dialog.getByRole('button', { name: '登记', exact: true }).press('Enter')
await dialog.waitFor({ state: 'detached' })
await cm.getByText('批准文号 联〔2026〕1号').waitFor()

// ── an officer of the other unit is seconded: without a decision it is refused under its article
await cm.getByRole('button', { name: '借调人员' }).click()
want('an officer of the own department can be seconded', (await dialog.getByRole('option', { name: /乙/ }).count()) === 0)
await dialog.getByLabel('借调何人').selectOption('tw1')
await dialog.getByRole('button', { name: '不存在应当回避的情形' }).click()
await dialog.getByLabel('起', { exact: true }).fill(told.today)
await dialog.getByLabel('止', { exact: true }).fill(told.later)
await dialog.getByRole('button', { name: '登记', exact: true }).click()
await dialog.getByRole('alert').getByText('第十一条').waitFor()
await look(cm, 'second-refused')
await dialog.getByLabel('书面决定文号').fill('借〔2026〕1号')
await dialog.getByRole('button', { name: '登记', exact: true }).click()
await dialog.waitFor({ state: 'detached' })
await cm.getByText('决定文号 借〔2026〕1号').waitFor()

// ── he reads it now; somebody is let in to know of it
await tw.getByRole('button', { name: '查阅', exact: true }).click()
await tw.getByText('主办、审批').waitFor()
want('whoever is seconded can second others', (await tw.getByRole('button', { name: '借调人员' }).count()) === 0)
await cm.getByRole('button', { name: '准予知悉' }).click()
await dialog.getByLabel('何人').selectOption('h2')
await dialog.getByLabel('理由').fill('并案研究')
await dialog.getByRole('button', { name: '登记', exact: true }).click()
await dialog.waitFor({ state: 'detached' })
await cm.getByText('并案研究 · 甲准予').waitFor()
await look(cm, 'together-page', true)
await cm.getByRole('heading', { name: '共同办理' }).evaluate((one) => one.scrollIntoView())
await look(cm, 'together')
const kept = await cm.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  await openFile(page, '')
  await page.getByRole('button', { name: '结束联合办案' }).waitFor()
  await look(page, `together-${name}`, true)
  await page.getByRole('button', { name: '借调人员' }).click()
  await page.getByRole('dialog').getByLabel('借调何人').waitFor()
  await look(page, `second-${name}`)
  await page.context().close()
}

// ── all of it ends, each with its reason
for (const [button, gone] of [['结束：丙', '已结束'], ['结束：辛', '已提前结束'], ['结束联合办案', '曾联合办案']]) {
  await cm.getByRole('button', { name: button }).click()
  await dialog.getByLabel('理由').fill('任务已完成')
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await cm.getByText(gone, { exact: true }).first().waitFor()
}
await look(cm, 'together-ended', true)
await tw.reload()
await tw.getByRole('alert').waitFor()
await end()
