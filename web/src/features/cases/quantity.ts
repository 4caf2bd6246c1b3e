// How much of an object of case property: fen as yuan, pieces as they are.
import { yuan } from '../leads/lead'
import { tell, w } from '../../shell/words'

export const quantity = (amount: string, unit: 'fen' | 'piece') => (unit === 'fen' ? yuan(amount) : tell(w('{0} 件', '{0} pieces'), amount))
