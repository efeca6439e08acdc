// The page's texts come with the page, in one place: see page-texts.properties.
const table = JSON.parse(document.getElementById('texts').content.textContent);

/** The text of a key, with {name} replaced by values.name; the key itself shows what is missing. */
export function text(key, values = {}) {
  return (table[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
