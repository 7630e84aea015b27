/* What is read in the page that the icon was pressed on. Each function runs there, alone. */

export const MOST_CHARACTERS = 1_500_000;
const MOST_BYTES = 4_500_000;

/* The page's address, title and source: without what draws it, without what was typed or chosen in it,
   and without what its own site keeps there, as the tokens of its forms. */
export function readPage(most) {
  const copy = document.documentElement.cloneNode(true);
  const rest = "style, svg, img, picture, video, audio, canvas, iframe, link[rel~=stylesheet], "
    + "link[rel~=preload], input, textarea, select, [contenteditable]:not([contenteditable=false i]), "
    + "meta:not([property], [itemprop], [name^='og:' i]), script:not([type*='ld+json' i])";
  copy.querySelectorAll(rest).forEach((node) => node.remove());
  return {
    url: location.href,
    title: document.title.slice(0, 500),
    html: `<!doctype html>${copy.outerHTML}`.slice(0, most),
  };
}

/* The key that the connect page shows. */
export function readKey() {
  return document.getElementById("capture-key")?.value ?? "";
}

/* The request to read the page, as long as the site takes it. */
export function intakeOf(page) {
  let { html } = page;
  const url = page.url.length > 2000 ? "" : page.url;
  let body = JSON.stringify({ url, html });
  while (new Blob([body]).size > MOST_BYTES) {
    html = html.slice(0, Math.floor(html.length / 2));
    body = JSON.stringify({ url, html });
  }
  return body;
}
