// A file whose header is found wrongly: the officer says where it is, sees the lines so, and it goes in. Told by tests/headers_pages_test.py.
import { byTab, end, look, newPage, signIn, told, want, ways } from './browser.mjs'

const an = await newPage()
await signIn(an, 'an')
await an.getByRole('navigation').getByRole('link', { name: '导入' }).click()
await an.locator('input[type=file]').setInputFiles(told.file)
await an.getByRole('heading', { name: '工作表 支付' }).waitFor()
const sheet = an.locator('.mapping').filter({ has: an.getByRole('heading', { name: '工作表 支付' }) })
await sheet.getByText('表头在第 2 行').waitFor() // the example's

// ── the first lines; out of bounds is refused on the page
await sheet.getByText('原文前').first().click()
await sheet.getByRole('cell', { name: '收款信息', exact: true }).waitFor()
await look(an, 'header-found', true)
const from = sheet.getByLabel('表头从第')
await byTab(an, from)
await an.keyboard.press('Control+a')
await an.keyboard.type('10')
await an.keyboard.press('Tab')
await sheet.getByRole('alert').getByText('最多九行').waitFor() // 10 to 2
await an.keyboard.press('Control+a')
await an.keyboard.type('11')
await an.keyboard.press('Tab')
await sheet.getByText('10 表头').waitFor()
want('the lines that were said are not marked', (await sheet.locator('.is-header').count()) === 2)
want('it can be imported unchecked', (await an.getByRole('button', { name: '入库', exact: true }).count()) === 0 || (await an.getByRole('button', { name: '入库', exact: true }).isDisabled()))
await look(an, 'header-said', true)
await an.getByRole('button', { name: /重新检查/ }).press('Enter')
await sheet.getByText('表头从第 10 行起共 2 行').waitFor()
await sheet.getByText('支付信息/付款单位').first().waitFor()
await an.getByText(/可入库 4 \+ 将拒收/).waitFor()
await look(an, 'header-right', true)
const kept = await an.context().storageState()
const address = an.url()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  await page.goto(address)
  await page.getByText('原文前').nth(1).click()
  await page.getByText('10 表头').waitFor() // also after a reload
  await look(page, `header-${name}`, true)
  await page.context().close()
}
await an.getByRole('button', { name: '入库', exact: true }).press('Enter')
await an.getByText(/入库 4 \+ 拒收/).waitFor()
await end()
