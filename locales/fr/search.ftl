### La recherche.

search-title = Recherche
search-for = Recherche : { $query }
search-field = Rechercher dans les archives
search-button = Rechercher
search-description = Rechercher dans les articles de { $name }
search-suggestions = Articles suggérés
search-suggestions-count = Suggestions : { $count }

## Affiner la recherche

search-filters = Filtres et ordre
search-section = Rubrique
search-any-section = Toutes les rubriques
search-format = Genre
search-any-format = Tous les genres
search-from = Publié à partir du
search-to = Publié jusqu’au
search-sort = Ordre
search-sort-relevance = Les plus pertinents d’abord
search-sort-newest = Les plus récents d’abord
search-topic = Sujet :
search-by = Auteur :
search-remove = (retirer ce filtre)
search-narrow = Affiner la recherche
search-topics = Sujets de ces articles
search-people = Auteurs de ces articles

## Ce qui a été trouvé

search-found = { $count ->
    [one] { NUMBER($count) } article trouvé
    [many] { NUMBER($count) } d’articles trouvés
   *[other] { NUMBER($count) } articles trouvés
}
search-found-more = { $count ->
    [one] Plus de { NUMBER($count) } article trouvé
    [many] Plus de { NUMBER($count) } d’articles trouvés
   *[other] Plus de { NUMBER($count) } articles trouvés
}
search-page = page nº { NUMBER($number) }
search-pages = Pages de résultats
search-previous = Page précédente
search-next = Page suivante
search-end = Il y a plus d’articles que ces pages n’en montrent. Ajoutez un mot ou un filtre pour les atteindre.
search-similar = Peu d’articles contiennent exactement ces mots : des mots proches ont aussi été cherchés.
search-instead = Peu d’articles contiennent exactement ces mots. Nous avons aussi cherché :
search-most = Aucun article ne contient tous ces mots. En voici qui en contiennent la plupart.
search-cut = { $count ->
    [one] Seul le premier mot a été cherché.
    [many] Seuls les { NUMBER($count) } premiers mots ont été cherchés.
   *[other] Seuls les { NUMBER($count) } premiers mots ont été cherchés.
}

## Quand il n’y a rien à montrer

search-nothing = Aucun résultat
search-without-filters = Chercher sans les filtres
search-help-title = Comment chercher
search-help-spelling = Vérifiez l’orthographe, ou essayez un autre mot pour la même chose.
search-help-fewer = Utilisez moins de mots. Toutes les formes d’un mot sont trouvées : « pont » trouve aussi « ponts ».
search-help-phrase = Mettez des mots entre guillemets pour les trouver côte à côte : « hôtel de ville ».
search-help-without = Mettez un signe moins devant un mot pour écarter les articles qui le contiennent : pont -tramway.
search-help-begin = Terminez un mot par un astérisque pour trouver tous les mots qui commencent ainsi : port*.
search-archive = Parcourir les archives par date
search-too-long = { $count ->
    [one] Votre recherche compte { NUMBER($length) } caractères. Le maximum est de { NUMBER($count) } : raccourcissez-la.
    [many] Votre recherche compte { NUMBER($length) } caractères. Le maximum est de { NUMBER($count) } : raccourcissez-la.
   *[other] Votre recherche compte { NUMBER($length) } caractères. Le maximum est de { NUMBER($count) } : raccourcissez-la.
}
search-partial = L’index de recherche est en cours de reconstruction. Des articles anciens peuvent manquer pendant quelques minutes.
search-building = L’index de recherche est en cours de reconstruction. Réessayez dans quelques minutes.
search-busy = Beaucoup de recherches ont lieu en ce moment. Réessayez dans quelques secondes.
