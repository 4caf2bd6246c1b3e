// What stands in a finding's evidence rows, on its page: a purpose first, by keyboard alone, then in every look. Told by
// tests/finding_rows_pages_test.py. Prints what is wrong, a line each.
import { byTab, end, enter, look, newPage, told, want, ways } from './browser.mjs'

const an = await enter('an')
const open = async (page) => {
  await page.goto(`${told.base}/findings?id=${told.finding}`)
  await page.getByLabel('查阅原文的用途').waitFor()
}
const seen = async (page) => {
  await page.getByText('已显示 4 行，共 4 行').waitFor()
  const text = await page.locator('.original-rows').innerText()
  for (const never of told.never) want(`in clear: ${never}`, !text.includes(never))
  return text
}

// Nothing is shown, and nothing is asked for, before it is said what for.
await open(an)
want('rows stand there unasked', (await an.locator('.original-rows table').count()) === 0)
let asked = 0
an.on('request', (request) => (asked += request.url().includes('/rows')))
await byTab(an, an.getByLabel('查阅原文的用途'))
await an.keyboard.press('Enter')
await an.waitForTimeout(300)
want('asked for without a purpose', asked === 0)
await look(an, 'finding-rows-purpose')
await an.keyboard.type('核对付款凭证')
await an.keyboard.press('Enter')
const text = await seen(an)
for (const word of ['一月.csv', '表头在第 2 行', '青山县天河建筑有限公司', '采购办公用品', '经手人〔证件号〕电话〔号码〕', '622202*********0128', '110105********002X', '另有 1 列没有入库', '规则用到', '已遮盖', '报送.zip/乡镇/二月.csv', '已经撤销'])
  want(`not told: ${word}`, text.includes(word))
want('shown though undone', !text.includes('尾款'))
await byTab(an, an.locator('.original-rows .scroll').first()) // a wide table is scrolled by keys
await look(an, 'finding-rows', true)

// Another look at it in this sitting has the purpose already.
await open(an)
want('the purpose is forgotten', (await an.getByLabel('查阅原文的用途').inputValue()) === '核对付款凭证')
await look(an, 'finding-rows-again')

const kept = await an.context().storageState()
for (const [name, options] of Object.entries({ ...ways, large: { viewport: { width: 1920, height: 1080 } } })) {
  const page = await newPage({ ...options, storageState: kept })
  await open(page)
  await page.getByLabel('查阅原文的用途').fill('核对付款凭证')
  await page.getByRole('button', { name: '查看原文' }).click()
  await seen(page)
  await page.locator('.original-rows section').first().scrollIntoViewIfNeeded()
  await look(page, `finding-rows-${name}`)
  await page.context().close()
}
await end()
