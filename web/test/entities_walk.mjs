// Who is who as an officer follows it, from the words on the screen and by keyboard alone; told by tests/entities_pages_test.py.
// Prints what is wrong, a line each.
import { byTab, end, look, newPage, signIn, told, want, ways } from './browser.mjs'

const an = await newPage()
await signIn(an, 'an')
await an.getByRole('navigation').getByRole('link', { name: '谁是谁', exact: true }).click()
await an.getByRole('heading', { level: 1, name: '谁是谁' }).waitFor()

// ── nothing yet: the page says what to do
await an.getByText('还没有识别过').waitFor()
await look(an, 'entities-never')
const press = (key) => an.keyboard.press(key)
await byTab(an, an.getByRole('button', { name: '重新识别' }))
await press('Enter')
const listed = (page, name) => page.getByRole('region', { name: '谁是谁' }).getByRole('button', { name })
const builder = listed(an, /青山县天河建筑有限责任公司/)
await builder.waitFor()
want('a note stands where nothing waits', (await an.getByText('还没有起作用').count()) === 0)

// ── a finding about one of its spellings leads here
await an.goto(`${told.base}/findings?q=${encodeURIComponent('青山县天河建筑有限责任公司')}`)
await an.locator('.choosable').first().click()
await an.getByRole('link', { name: '数据里有 2 种写法，看为什么是同一家' }).waitFor()
await look(an, 'finding-entity')
await an.getByRole('link', { name: '数据里有 2 种写法，看为什么是同一家' }).click()
await an.getByText('查阅一家要登记用途').waitFor()
await an.goto(`${told.base}/entities`)
await builder.waitFor()

// ── one of them, with its purpose: by keyboard
await byTab(an, builder)
await press('Enter')
await an.getByText('查阅一家要登记用途').waitFor()
await byTab(an, an.getByLabel('查阅用途'))
await an.keyboard.type('核对同一家单位的不同写法')
await press('Enter')
await an.getByText('与“青山县天河建筑有限公司”：名称只有括号、简繁或组织形式的写法不同、账户相同').waitFor()
want('the row of the evidence is not told', (await an.getByText('单位支付.csv #3').count()) === 1)
await look(an, 'entities', true)

// ── why, and parting them
await byTab(an, an.getByRole('button', { name: '为什么是一家、拆开' }))
await press('Enter')
const dialog = an.getByRole('dialog')
await dialog.getByText('账户相同').waitFor()
want('an account is shown', (await dialog.getByText('个人信息，不显示').count()) === 1 && !(await dialog.innerText()).includes('6222021234567890128'))
await dialog.getByText('两条记录现在看作一家').waitFor()
await look(an, 'entities-why')
await byTab(an, dialog.getByLabel('理由'))
await an.keyboard.type('两家，已核对登记')
await byTab(an, dialog.getByRole('button', { name: '登记判断' }))
await press('Enter')
await an.getByText('还没有起作用').waitFor()
await an.getByRole('region', { name: '判断簿' }).getByText('两家，已核对登记').waitFor()
want('a judgement changed what stands', (await builder.count()) === 1)
await look(an, 'entities-judged', true)

// ── the next run follows it
await byTab(an, an.getByRole('button', { name: '重新识别' }))
await press('Enter')
await an.getByText('只有一种写法').waitFor()
want('they are listed as one after the run', (await builder.count()) === 0)
want('the judgement is gone from the page', (await an.getByText('不是同一家').count()) > 0)
await look(an, 'entities-parted', true)

// ── what stands alone now is one with another, by an officer's word
const book = an.getByRole('region', { name: '判断簿' })
const seek = async (name) => {
  await an.getByLabel('另一家的名称或代码').fill(name)
  await byTab(an, an.getByRole('button', { name: '查找', exact: true }))
  await press('Enter')
}
await seek('不在数据里')
await an.getByText('没有查到').waitFor()
await seek('远山')
const others = an.getByRole('region', { name: '与另一家是同一家？' })
await byTab(an, others.getByRole('button', { name: /青山县远山运输有限公司/ }))
await look(an, 'entities-other', true)
await press('Enter')
await dialog.getByRole('heading', { name: '为什么没有看作一家' }).waitFor()
await dialog.getByText('两条记录现在不看作一家').waitFor()
want('“the same” is not chosen beforehand', await dialog.getByRole('radio', { name: '是同一家', exact: true }).isChecked())
await look(an, 'entities-other-why')
await byTab(an, dialog.getByLabel('理由'))
await an.keyboard.type('改过名，有变更登记')
await byTab(an, dialog.getByRole('button', { name: '登记判断' }))
await press('Enter')
await book.getByText('改过名，有变更登记').waitFor()
await byTab(an, an.getByRole('button', { name: '重新识别' }))
await press('Enter')
await an.getByText('经人判断为同一家').first().waitFor()

// ── two valid codes are never one, and it is said why
await seek('满意商贸有限公司')
await others.getByRole('button', { name: /青山县满意商贸有限/ }).first().click()
await dialog.getByText('两个不同的有效代码').waitFor()
await dialog.getByLabel('理由').fill('看着像')
await dialog.getByRole('button', { name: '登记判断' }).click()
await dialog.getByRole('alert').getByText('两个不同的号码不会并成一个').waitFor()
await look(an, 'entities-two-codes')
await press('Escape')
await book.getByRole('button', { name: /撤销这一判断.*远山/ }).click()
await book.getByLabel('撤销的理由').fill('看错了')
await book.getByRole('button', { name: '撤销', exact: true }).click()
await an.getByText('还没有起作用').waitFor()

// ── and takes it back
await byTab(an, book.getByRole('button', { name: /撤销这一判断/ }))
await press('Enter')
await byTab(an, book.getByLabel('撤销的理由'))
await an.keyboard.type('看错了')
await byTab(an, book.getByRole('button', { name: '撤销', exact: true }))
await press('Enter')
await an.getByText('还没有人作过判断').waitFor()
await an.getByRole('button', { name: '重新识别' }).click()
await listed(an, /天河.*91110000MA0000011M/).waitFor()

// ── what is refused says why, and keeps what was typed
await an.getByLabel('名称或代码', { exact: true }).fill('满意')
await an.getByLabel('名称或代码', { exact: true }).press('Enter')
await listed(an, /青山县满意商贸有限责任公司/).click()
await an.getByRole('checkbox', { name: /青山县满意商贸有限公司/ }).check()
await an.getByRole('checkbox', { name: /青山縣滿意商貿有限公司/ }).check()
want('a third can be chosen', await an.getByRole('checkbox', { name: /有限责任公司/ }).isDisabled())
await an.getByRole('button', { name: '为什么是一家、拆开' }).click()
await an.route('**/entity-judgements', (route) => route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', status: 409, title: '当前状态不允许', detail: '判断互相矛盾' }) }))
await dialog.getByLabel('理由').fill('核对过')
await dialog.getByRole('button', { name: '登记判断' }).click()
await dialog.getByRole('alert').getByText('判断互相矛盾').waitFor()
want('what was typed is gone after a refusal', (await dialog.getByLabel('理由').inputValue()) === '核对过')
await an.unroute('**/entity-judgements')
await press('Escape')
want('Esc closed more than the dialog', await an.getByRole('button', { name: '为什么是一家、拆开' }).isVisible())

// ── from a firm on the chart
await an.goto(`${told.base}/relations`)
await an.getByLabel('事由').fill('核对')
await an.getByLabel('从谁查起').fill('青山县天河建筑有限公司')
await an.getByRole('button', { name: '查询', exact: true }).click()
await an.getByRole('link', { name: /青山县天河建筑有限公司 不止一种写法/ }).click()
await an.getByText('写法不同、账户相同').waitFor()

// ── Ctrl+K by its initials
await an.goto(told.base)
await an.getByRole('navigation').waitFor()
await press('Control+k')
await an.keyboard.type('ssm')
await press('Enter')
await an.getByRole('heading', { level: 1, name: '谁是谁' }).waitFor()

// ── those who do not judge see why, and no form
const kept = await an.context().storageState()
const leader = await newPage()
await signIn(leader, 'sj')
await leader.goto(`${told.base}/entities`)
await listed(leader, /青山县天河建筑有限责任公司/).click()
await leader.getByLabel('查阅用途').fill('核对')
await leader.getByLabel('查阅用途').press('Enter')
await leader.getByRole('button', { name: '为什么是一家' }).click()
await leader.getByRole('dialog').getByText('两条记录现在看作一家').waitFor()
want('somebody who may not judge is offered to', (await leader.getByRole('button', { name: '登记判断' }).count()) === 0)

// ── every look
for (const [name, options] of Object.entries({ ...ways, large: { viewport: { width: 1920, height: 1080 } } })) {
  const page = await newPage({ ...options, storageState: kept })
  await page.goto(`${told.base}/entities`)
  await listed(page, /青山县天河建筑有限责任公司/).click()
  await page.getByLabel('查阅用途').fill('核对')
  await page.getByLabel('查阅用途').press('Enter')
  await page.getByText('写法不同、账户相同').waitFor()
  await look(page, `entities-${name}`, true)
  await page.getByRole('button', { name: '为什么是一家、拆开' }).click()
  await page.getByRole('dialog').getByText('账户相同').waitFor()
  await look(page, `entities-why-${name}`)
  await page.context().close()
}

await end()
