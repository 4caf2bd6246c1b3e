// A lead that came by letter, in real Chromium: case management registers it by keyboard, sees it in the list, and opens its file. Told by
// tests/leads_pages_test.py. No lead is on record before.
import { byTab, end, enter, look, newPage, told, want, ways } from './browser.mjs'

const words = '某镇道路养护资金拨付缓慢'
const cm = await enter('cm1')
await cm.goto(`${told.base}/leads`)
await cm.getByText('按上面的“登记线索”').waitFor()
want('an empty page sends to the terminal', !(await cm.locator('#content').innerText()).includes('qingyuan'))
await look(cm, 'leads-none')

// ── each source asks for its own; what was typed stays when it is closed by mistake
await byTab(cm, cm.getByRole('button', { name: '登记线索' }))
await cm.keyboard.press('Enter')
const dialog = cm.getByRole('dialog')
const register = dialog.getByRole('button', { name: '登记', exact: true })
await dialog.getByLabel('来源').selectOption('media')
want('a newspaper has a number of its letter', (await dialog.getByLabel('移送函号').count()) === 0)
await dialog.getByLabel('来源').selectOption('report')
await dialog.getByLabel('检举控告件编号').fill('J2026-9999')
await dialog.getByLabel('反映的问题').fill(words)
await register.press('Enter')
await dialog.getByRole('alert').getByText('没有这一件检举控告').waitFor()
want('what was typed is lost by a refusal', (await dialog.getByLabel('反映的问题').inputValue()) === words)
await cm.waitForTimeout(300)
want('the refusal is out of sight', await dialog.getByRole('alert').evaluate((one) => one.getBoundingClientRect().top >= one.closest('dialog').getBoundingClientRect().top))
want('the focus is not at the refusal', await dialog.getByRole('alert').evaluate((one) => one === document.activeElement))
await look(cm, 'lead-refused')
await dialog.getByLabel('来源').selectOption('assigned')
await dialog.getByLabel('移送单位').fill('市监察委员会')
await cm.keyboard.press('Escape')
await dialog.waitFor({ state: 'detached' })
await cm.getByRole('button', { name: '登记线索' }).click()
want('what was typed is lost by closing', (await dialog.getByLabel('移送单位').inputValue()) === '市监察委员会')
await register.press('Enter') // the browser asks for the number of the letter
want('it goes without the number of the letter', await dialog.isVisible())
await dialog.getByLabel('移送函号').fill('监交〔2026〕7号')
await dialog.getByLabel('涉及金额').fill('12340.5')
await dialog.getByLabel('涉及群众人数').fill('12')
await look(cm, 'lead-dialog')
await register.press('Enter')
await dialog.waitFor({ state: 'detached' })

// ── it has its number, stands in the list and lies open, and was not read by anybody
await cm.getByRole('status').getByText(/已登记为 20\d\d-\d{4}/).waitFor()
const side = cm.locator('.side')
await side.getByText('市监察委员会 监交〔2026〕7号').waitFor()
await side.getByText('12,340.50 元').waitFor()
want('its author is asked what he reads it for', (await side.getByLabel('查阅用途').count()) === 0)
want('it is not in the list', (await cm.locator('.row').count()) === 1 && (await cm.locator('.row').innerText()).includes(words))
want('it is not on the quick track', await cm.locator('.row').getByText('快办').isVisible())
await look(cm, 'lead-registered')

// ── its file is opened from there
await byTab(cm, side.getByRole('button', { name: '建卷，进入办理程序' }))
await cm.keyboard.press('Enter')
await cm.waitForURL(/\/cases\/20/)

// ── whoever is not of case management has no such button
const chief = await enter('ch')
await chief.goto(`${told.base}/leads`)
await chief.locator('.row').waitFor()
want('a chief registers leads', (await chief.getByRole('button', { name: '登记线索' }).count()) === 0)

const kept = await cm.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  await page.goto(`${told.base}/leads`)
  await page.locator('.row').waitFor()
  await look(page, `leads-${name}`)
  await page.getByRole('button', { name: '登记线索' }).click()
  await page.getByRole('dialog').getByLabel('来源').selectOption('audit')
  await look(page, `lead-dialog-${name}`)
  await page.context().close()
}
await end()
