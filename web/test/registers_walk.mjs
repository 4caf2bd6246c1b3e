// Registers of a file in real Chromium: a handler enters that somebody asked, a query without an approver is refused under its article, case
// management reads. Told by tests/registers_pages_test.py. The file is with h1, in study.
import { byTab, end, enter, look, newPage, openFile, told, want, ways } from './browser.mjs'

async function onFile(user) {
  const page = await enter(user)
  await openFile(page, '登记簿')
  return page
}

// ── the handler: by keyboard; he enters and does not read
const h1 = await onFile('h1')
want('a handler can read the registers', (await h1.getByRole('button', { name: '查看登记' }).count()) === 0)
await byTab(h1, h1.getByRole('button', { name: '打听过问、说情干预' }))
await h1.keyboard.press('Enter')
const dialog = h1.getByRole('dialog')
await dialog.getByLabel('何人').fill('某局某某')
await dialog.getByLabel('何种方式').fill('电话')
await dialog.getByLabel('问了、说了什么').fill('打听何时谈话')
await dialog.getByLabel('如何答复').fill('按规定不能告知')
await h1.keyboard.press('Escape') // closed by mistake: nothing is lost
await dialog.waitFor({ state: 'detached' })
await h1.getByRole('button', { name: '打听过问、说情干预' }).click()
want('what was typed is lost', (await dialog.getByLabel('问了、说了什么').inputValue()) === '打听何时谈话')
await dialog.getByLabel('向谁报告').fill('部门负责人')
await look(h1, 'register-dialog')
await dialog.getByRole('button', { name: '登记', exact: true }).press('Enter')
await h1.getByText(/已登记，编号 20/).waitFor()

// ── a query that he approves himself is refused under its article
await h1.getByRole('button', { name: '数据查询' }).click()
await dialog.getByLabel('查询何人').fill('某村账目')
await dialog.getByLabel('目的').fill('核对拨付去向')
await dialog.getByLabel('查询哪些内容').fill('日期、金额')
await dialog.getByLabel('批准人').selectOption('h1')
await dialog.getByRole('button', { name: '登记', exact: true }).click()
await dialog.getByRole('alert').getByText('第一百三十八条').waitFor()
await look(h1, 'register-refused')
await dialog.getByLabel('批准人').selectOption('hd')
await dialog.getByRole('button', { name: '登记', exact: true }).click()
await dialog.waitFor({ state: 'detached' })

// ── case management reads, and it goes on record
const cm = await onFile('cm1')
await cm.getByRole('button', { name: '查看登记' }).click()
await cm.getByText('打听何时谈话').waitFor()
await cm.getByText('核对拨付去向').waitFor()
await look(cm, 'registers-read', true)

// ── the registers of the house: for what, then a filter that is the address, and the sheet that is printed
await cm.getByRole('navigation').getByRole('link', { name: '督办' }).click()
await cm.getByRole('link', { name: '登记簿' }).click()
await cm.getByRole('button', { name: '日常监督' }).click()
await look(cm, 'house-registers-purpose')
await byTab(cm, cm.getByRole('button', { name: '查阅', exact: true }))
await cm.keyboard.press('Enter')
await cm.getByText('打听何时谈话').waitFor()
await look(cm, 'house-registers', true)
await cm.getByLabel('哪一簿').selectOption('data_query')
await cm.getByRole('button', { name: '查看', exact: true }).click()
await cm.getByText('共 1 条').waitFor()
want('the filter is not the address', new URL(cm.url()).searchParams.get('register') === 'data_query')
want('an entry of another register is shown', (await cm.getByText('打听何时谈话').count()) === 0)
await cm.emulateMedia({ media: 'print' })
await look(cm, 'house-registers-print')
want('the filters are printed', !(await cm.getByLabel('哪一簿').isVisible()))
want('it does not say who printed it', await cm.locator('.on-paper').getByText('打印').isVisible())
await h1.keyboard.press('Control+k')
await h1.keyboard.type('djb')
want('a handler finds the registers', (await h1.getByText('登记簿', { exact: true }).count()) === 1) // the section of the file alone
await h1.keyboard.press('Escape')
const keptByCm = await cm.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: keptByCm })
  await page.goto(`${told.base}/registers`)
  await page.getByLabel('查阅用途').fill('核对登记')
  await page.getByRole('button', { name: '查阅', exact: true }).click()
  await page.getByText('打听何时谈话').waitFor()
  await look(page, `house-registers-${name}`)
  await page.context().close()
}
const kept = await h1.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  await openFile(page, '登记簿')
  await page.getByRole('button', { name: '未经批准接触' }).click()
  await page.getByRole('dialog').getByLabel('接触了何人').waitFor()
  await look(page, `register-${name}`)
  await page.context().close()
}
await end()
