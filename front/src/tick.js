/* 全部勾选 · <button type="button" data-tick-all="people"> ticks every box of that name in its form, as if
 * each had been clicked: a half-filled form knows that it was changed. */

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-tick-all]')
  for (const box of button?.form?.elements ?? []) {
    if (box.type === 'checkbox' && box.name === button.dataset.tickAll && !box.checked) box.click()
  }
})
