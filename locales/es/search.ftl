### La búsqueda.

search-title = Búsqueda
search-for = Búsqueda: { $query }
search-field = Buscar en el archivo
search-button = Buscar
search-description = Buscar en los artículos de { $name }
search-suggestions = Artículos sugeridos
search-suggestions-count = Sugerencias: { $count }

## Afinar la búsqueda

search-filters = Filtros y orden
search-section = Sección
search-any-section = Todas las secciones
search-format = Género
search-any-format = Todos los géneros
search-from = Publicado desde
search-to = Publicado hasta
search-sort = Orden
search-sort-relevance = Primero lo más pertinente
search-sort-newest = Primero lo más reciente
search-topic = Tema:
search-by = Autor:
search-remove = (quitar este filtro)
search-narrow = Afinar la búsqueda
search-topics = Temas de estos artículos
search-people = Autores de estos artículos

## Lo que se encontró

search-found = { $count ->
    [one] { NUMBER($count) } artículo encontrado
    [many] { NUMBER($count) } de artículos encontrados
   *[other] { NUMBER($count) } artículos encontrados
}
search-found-more = { $count ->
    [one] Más de { NUMBER($count) } artículo encontrado
    [many] Más de { NUMBER($count) } de artículos encontrados
   *[other] Más de { NUMBER($count) } artículos encontrados
}
search-page = página { NUMBER($number) }
search-pages = Páginas de resultados
search-previous = Página anterior
search-next = Página siguiente
search-end = Hay más artículos de los que caben en estas páginas. Añada una palabra o un filtro para llegar a ellos.
search-similar = Pocos artículos tienen exactamente estas palabras, así que también se buscaron palabras parecidas.
search-instead = Pocos artículos tienen exactamente estas palabras. También se buscó:
search-most = Ningún artículo tiene todas estas palabras. Estos tienen la mayoría.
search-cut = { $count ->
    [one] Solo se buscó la primera palabra.
    [many] Solo se buscaron las primeras { NUMBER($count) } de palabras.
   *[other] Solo se buscaron las primeras { NUMBER($count) } palabras.
}

## Cuando no hay nada que mostrar

search-nothing = No se encontró nada
search-without-filters = Buscar sin filtros
search-help-title = Cómo buscar
search-help-spelling = Revise la ortografía o pruebe otra palabra para lo mismo.
search-help-fewer = Use menos palabras. Se encuentran todas las formas de una palabra: «puente» también encuentra «puentes».
search-help-phrase = Ponga palabras entre comillas para encontrarlas juntas: «casa consistorial».
search-help-without = Ponga un signo menos ante una palabra para descartar los artículos que la tienen: puente -tranvía.
search-help-begin = Termine una palabra con un asterisco para encontrar todas las que empiezan así: puert*.
search-archive = Recorrer el archivo por fechas
search-too-long = { $count ->
    [one] Su búsqueda tiene { NUMBER($length) } caracteres. El máximo es { NUMBER($count) }: acórtela.
    [many] Su búsqueda tiene { NUMBER($length) } caracteres. El máximo es { NUMBER($count) }: acórtela.
   *[other] Su búsqueda tiene { NUMBER($length) } caracteres. El máximo es { NUMBER($count) }: acórtela.
}
search-partial = El índice de búsqueda se está reconstruyendo. Durante unos minutos pueden faltar artículos antiguos.
search-building = El índice de búsqueda se está reconstruyendo. Vuelva a intentarlo en unos minutos.
search-busy = Hay muchas búsquedas en este momento. Vuelva a intentarlo en unos segundos.
