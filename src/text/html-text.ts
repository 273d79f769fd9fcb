/** The words of HTML, without its tags. Only the entities that editors write are decoded. */
export function textOfHtml(html: string): string {
  return decoded(html.replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The addresses of links and pictures, in order. */
export function addressesInHtml(html: string): readonly string[] {
  const addresses = html.matchAll(/\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
  return [...addresses].map(([, quoted, single]) => decoded(quoted ?? single ?? "").trim());
}

function decoded(html: string): string {
  return html
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
