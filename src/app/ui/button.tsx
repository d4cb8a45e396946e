import type { ButtonHTMLAttributes, Ref } from 'react'
import style from './button.module.css'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'strong' | 'primary' | 'quiet' | 'danger'
  readonly ref?: Ref<HTMLButtonElement>
}

/** A plain `<button>`: it works before the widgets of the workspace have loaded. */
export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  // oxlint-disable-next-line react/button-has-type -- it has a default
  return <button type={type} className={`${style.button} ${className}`} data-look={look} {...rest} />
}
