import { createRoot } from 'react-dom/client'

const root = document.querySelector('#root')
if (!root) throw new Error('main: index.html has no #root')
createRoot(root).render(<h1>Toolmend</h1>)
