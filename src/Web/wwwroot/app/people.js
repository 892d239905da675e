// The handle one was last found by: kept in this browser alone, and forgotten when one asks to be left out.
const field = document.getElementById('me'), key = 'me';

try {
  if (document.getElementById('left-out')) localStorage.removeItem(key);
  if (field) {
    if (!field.dataset.asked && field.value === field.defaultValue) field.value = localStorage.getItem(key) ?? field.value;
    field.form.addEventListener('submit', () => localStorage.setItem(key, field.value.trim()));
  }
} catch {
  // A browser may keep nothing at all.
}
