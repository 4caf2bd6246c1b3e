// Core task 1 without a mouse: the first accounts; told by tests/keyboard_pages_test.py.
import { end, newPage, told, want } from './browser.mjs'
import { handsOn } from './hands.mjs'

const page = await newPage()
const hand = handsOn(page)
await hand.write(page.getByLabel('启用码'), told.code)
await hand.write(page.getByLabel('单位名称'), '清源县纪委监委')
for (const [place, name] of ['甲', '乙', '丙', '丁', '戊'].entries()) await hand.write(page.getByLabel('姓名').nth(place), name)
await hand.act(page.getByRole('button', { name: '建立账号' }))
await page.getByText('只显示这一次').waitFor()
want('not five accounts', (await page.locator('tbody tr').count()) === 5)
await hand.act(page.getByRole('button', { name: '已经记下，去登录' }))
await hand.to(page.getByLabel('账号'))

await end()
