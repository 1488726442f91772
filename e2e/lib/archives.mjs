// Small archives of papers in the languages the sample newspaper is not printed in.

const NAMESPACES = [
  ["content", "http://purl.org/rss/1.0/modules/content/"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
  ["excerpt", "http://wordpress.org/export/1.2/excerpt/"],
  ["wp", "http://wordpress.org/export/1.2/"],
];

const PAPERS = [
  {
    code: "fr",
    language: "fr-FR",
    name: "Le Courrier de Lindmar",
    tagline: "La ville et le détroit",
    author: "Agnès Lœuillet",
    section: "Ville",
    tag: "Pont de fer",
    stories: [
      {
        headline: "Le pont de fer fermera quatorze mois : le conseil vote par 31 voix contre 28",
        summary: "Le tramway continuera de circuler sur une seule voie.",
        text: "<p>Après neuf heures de débat, le conseil municipal a décidé de fermer le pont de fer aux voitures. Coût : 184 millions de couronnes.</p><h2>« Un mur à travers la ville »</h2><p>Où passera-t-on ? <em>Personne ne le sait encore</em>, répond la maire.</p><blockquote><p>Le pont ne nous attendra pas.</p></blockquote>",
      },
      {
        headline: "Les huîtres ont déjà remarqué que l’eau se réchauffe",
        summary: "Quarante-trois ans de relevés au seau.",
        text: "<p>Les capitaines des ferries ont tenu le registre le plus long de cette côte.</p>",
      },
    ],
  },
  {
    code: "es",
    language: "es-ES",
    name: "El Correo de Lindmar",
    tagline: "La ciudad y el estrecho",
    author: "Iñaki Muñoz",
    section: "Ciudad",
    tag: "Puente de hierro",
    stories: [
      {
        headline: "El puente de hierro cerrará catorce meses: el pleno lo aprueba por 31 votos a 28",
        summary: "El tranvía seguirá circulando por una sola vía.",
        text: "<p>Tras nueve horas de debate, el pleno decidió cerrar el puente de hierro a los coches. Costará 184 millones de coronas.</p><h2>«Un muro en medio de la ciudad»</h2><p>¿Por dónde se pasará? <em>¡Nadie lo sabe todavía!</em></p><blockquote><p>El puente no nos va a esperar.</p></blockquote>",
      },
      {
        headline: "Las ostras ya han notado que el agua se calienta",
        summary: "Cuarenta y tres años de mediciones con un cubo.",
        text: "<p>Los capitanes de los transbordadores llevaron el registro más largo de esta costa.</p>",
      },
    ],
  },
  {
    code: "zh",
    language: "zh-CN",
    name: "林德马尔信使报",
    tagline: "城市与海峡的新闻",
    author: "王小波",
    section: "城市",
    tag: "铁桥",
    stories: [
      {
        headline: "铁桥将关闭十四个月，市议会以31比28通过",
        summary: "铁桥关闭期间，电车仍将单线运行。",
        text: "<p>市议会经过九个小时的辩论，决定从3月1日起铁桥对汽车关闭，工程费用为1.84亿克朗。</p><h2>“穿城而过的一堵墙”</h2><p>反对派领袖问：“车往哪里走？”<em>没有人知道。</em></p><blockquote><p>桥不会等我们。</p></blockquote>",
      },
      {
        headline: "海峡变暖，牡蛎已经察觉",
        summary: "渡轮船长们用水桶测了四十三年水温。",
        text: "<p>这是这片海岸上时间最长的水温记录。</p>",
      },
    ],
  },
];

const data = (text) => `<![CDATA[${text}]]>`;

function item(paper, story, number) {
  return `<item><title>${data(story.headline)}</title><link>https://old.example/${paper.code}/${number}</link><dc:creator>desk</dc:creator>
<content:encoded>${data(story.text)}</content:encoded><excerpt:encoded>${data(story.summary)}</excerpt:encoded>
<wp:post_id>${number}</wp:post_id><wp:post_date_gmt>2026-11-0${number} 06:00:00</wp:post_date_gmt><wp:post_name>story-${number}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="city">${data(paper.section)}</category><category domain="post_tag" nicename="bridge">${data(paper.tag)}</category></item>`;
}

function archive(paper) {
  const names = NAMESPACES.map(([prefix, address]) => `xmlns:${prefix}="${address}"`).join(" ");
  const items = paper.stories.map((story, at) => item(paper, story, at + 1)).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${names}><channel><title>${paper.name}</title><description>${paper.tagline}</description><link>https://old.example/${paper.code}</link><language>${paper.language}</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>desk</wp:author_login><wp:author_display_name>${data(paper.author)}</wp:author_display_name></wp:author>
${items}
</channel></rss>
`;
}

/** The papers: code of the edition, the export as a file, and the pages to look at. */
export const papers = PAPERS.map((paper) => ({
  code: paper.code,
  language: paper.language,
  export: archive(paper),
  pages: ["", "city", "topics/bridge", "people/desk", "archive/2026/11", "archive/2026/11/01", "city/2026/11/01/story-1", "saved", "no-such-page"].map((path) => ({
    kind: path || "front",
    edition: paper.code,
    address: `/${paper.code}/${path}`,
  })),
}));
